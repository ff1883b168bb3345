using System;
using DiffGen;

namespace GradientsWithoutBackprop.Models;

/// <summary>A classifier with one hidden layer of tanh units. Its nodes, what is perturbed in node perturbation, are the sums in front of the units and the scores.</summary>
internal static partial class TanhNetwork
{
    public const int Classes = 10;

    /// <summary>The cross-entropy of one example.</summary>
    /// <param name="parameters">The hidden layer's weights, a row per unit, and biases; then those of the scores.</param>
    /// <param name="input">The input.</param>
    /// <param name="label">Its class.</param>
    /// <param name="hidden">The number of hidden units.</param>
    [Differentiable]
    public static float ExampleLoss(ReadOnlySpan<float> parameters, [NoDiff] ReadOnlySpan<float> input, int label, int hidden)
    {
        Span<float> sums = stackalloc float[hidden];
        Span<float> scores = stackalloc float[Classes];
        int second = (input.Length + 1) * hidden;
        for (int h = 0; h < hidden; h++)
        {
            ReadOnlySpan<float> row = parameters.Slice(h * input.Length, input.Length);
            float sum = parameters[hidden * input.Length + h];
            for (int i = 0; i < row.Length; i++)
            {
                sum += row[i] * input[i];
            }

            sums[h] = sum;
        }

        Node.Site(sums);
        for (int c = 0; c < Classes; c++)
        {
            scores[c] = parameters[second + Classes * hidden + c];
        }

        for (int h = 0; h < hidden; h++)
        {
            float unit = MathF.Tanh(sums[h]);
            for (int c = 0; c < Classes; c++)
            {
                scores[c] += parameters[second + c * hidden + h] * unit;
            }
        }

        Node.Site(scores);
        return CrossEntropy.Of(scores, label);
    }

    /// <summary>The mean cross-entropy of a mini-batch.</summary>
    [Differentiable]
    public static float Loss(ReadOnlySpan<float> parameters, [NoDiff] ReadOnlySpan<float> inputs, [NoDiff] ReadOnlySpan<byte> labels, int hidden)
    {
        int width = inputs.Length / labels.Length;
        float total = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            total += ExampleLoss(parameters, inputs.Slice(n * width, width), labels[n], hidden);
        }

        return total / labels.Length;
    }
}
