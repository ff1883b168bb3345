using System;
using DiffGen;

namespace GradientsWithoutBackprop.Models;

/// <summary>Softmax regression: one score per digit, linear in the pixels. 7,850 parameters.</summary>
internal static partial class SoftmaxRegression
{
    public const int Inputs = 784;
    public const int Classes = 10;
    public const int ParameterCount = Classes * Inputs + Classes;

    /// <summary>The mean cross-entropy of a mini-batch.</summary>
    /// <param name="parameters">The weights, a row per digit, then the biases.</param>
    /// <param name="images">The pixels of the images, one image after the other.</param>
    /// <param name="labels">The digit on each image.</param>
    [Differentiable]
    public static float Loss(ReadOnlySpan<float> parameters, [NoDiff] ReadOnlySpan<float> images, [NoDiff] ReadOnlySpan<byte> labels)
    {
        Span<float> scores = stackalloc float[Classes];
        float total = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            Scores(parameters, images.Slice(n * Inputs, Inputs), scores);
            total += CrossEntropy.Of(scores, labels[n]);
        }

        return total / labels.Length;
    }

    /// <summary>The scores of one image.</summary>
    [Differentiable]
    public static void Scores(ReadOnlySpan<float> parameters, [NoDiff] ReadOnlySpan<float> image, [Output] Span<float> scores)
    {
        ReadOnlySpan<float> weights = parameters[..(Classes * Inputs)];
        ReadOnlySpan<float> biases = parameters[(Classes * Inputs)..];
        for (int c = 0; c < Classes; c++)
        {
            ReadOnlySpan<float> row = weights.Slice(c * Inputs, Inputs);
            float sum = biases[c];
            for (int i = 0; i < Inputs; i++)
            {
                sum += row[i] * image[i];
            }

            scores[c] = sum;
        }
    }
}
