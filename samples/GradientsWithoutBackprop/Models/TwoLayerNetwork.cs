using System;
using DiffGen;

namespace GradientsWithoutBackprop.Models;

/// <summary>A network with one hidden layer of 128 rectified units. 101,770 parameters.</summary>
internal static partial class TwoLayerNetwork
{
    public const int Inputs = 784;
    public const int Hidden = 128;
    public const int Classes = 10;
    public const int ParameterCount = Hidden * Inputs + Hidden + Classes * Hidden + Classes;

    /// <summary>The mean cross-entropy of a mini-batch.</summary>
    /// <param name="parameters">The weights and biases of the hidden layer, then those of the scores; a row of weights per unit.</param>
    /// <param name="images">The pixels of the images, one image after the other.</param>
    /// <param name="labels">The digit on each image.</param>
    [Differentiable]
    public static float Loss(ReadOnlySpan<float> parameters, [NoDiff] ReadOnlySpan<float> images, [NoDiff] ReadOnlySpan<byte> labels)
    {
        Span<float> hidden = stackalloc float[Hidden];
        Span<float> scores = stackalloc float[Classes];
        float total = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            Scores(parameters, images.Slice(n * Inputs, Inputs), hidden, scores);
            total += CrossEntropy.Of(scores, labels[n]);
        }

        return total / labels.Length;
    }

    /// <summary>The scores of one image; <paramref name="hidden"/> receives the hidden layer.</summary>
    [Differentiable]
    public static void Scores(ReadOnlySpan<float> parameters, [NoDiff] ReadOnlySpan<float> image, [Output] Span<float> hidden, [Output] Span<float> scores)
    {
        ReadOnlySpan<float> weights1 = parameters[..(Hidden * Inputs)];
        ReadOnlySpan<float> biases1 = parameters.Slice(Hidden * Inputs, Hidden);
        ReadOnlySpan<float> layer2 = parameters[(Hidden * Inputs + Hidden)..];
        ReadOnlySpan<float> weights2 = layer2[..(Classes * Hidden)];
        ReadOnlySpan<float> biases2 = layer2[(Classes * Hidden)..];

        for (int h = 0; h < Hidden; h++)
        {
            ReadOnlySpan<float> row = weights1.Slice(h * Inputs, Inputs);
            float sum = biases1[h];
            for (int i = 0; i < Inputs; i++)
            {
                sum += row[i] * image[i];
            }

            hidden[h] = sum > 0 ? sum : 0;
        }

        for (int c = 0; c < Classes; c++)
        {
            ReadOnlySpan<float> row = weights2.Slice(c * Hidden, Hidden);
            float sum = biases2[c];
            for (int h = 0; h < Hidden; h++)
            {
                sum += row[h] * hidden[h];
            }

            scores[c] = sum;
        }
    }
}
