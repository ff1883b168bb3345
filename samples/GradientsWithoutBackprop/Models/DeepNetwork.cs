using System;
using DiffGen;

namespace GradientsWithoutBackprop.Models;

/// <summary>A network 784-width-…-width-10 of rectified units with any number of hidden layers.</summary>
internal static partial class DeepNetwork
{
    public const int Inputs = 784;
    public const int Classes = 10;

    public static int ParameterCount(int width, int depth)
    {
        return Dense.ParameterCount(Inputs, width) + (depth - 1) * Dense.ParameterCount(width, width) + Dense.ParameterCount(width, Classes);
    }

    /// <summary>The mean cross-entropy of a mini-batch.</summary>
    /// <param name="parameters">The layers one after the other, each with its weights and then its biases.</param>
    /// <param name="images">The pixels of the images, one image after the other.</param>
    /// <param name="labels">The digit on each image.</param>
    /// <param name="width">The units in a hidden layer.</param>
    /// <param name="depth">The number of hidden layers, at least 1.</param>
    [Differentiable]
    public static float Loss(ReadOnlySpan<float> parameters, [NoDiff] ReadOnlySpan<float> images, [NoDiff] ReadOnlySpan<byte> labels, int width, int depth)
    {
        Span<float> scores = stackalloc float[Classes];
        float total = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            Scores(parameters, images.Slice(n * Inputs, Inputs), width, depth, scores);
            total += CrossEntropy.Of(scores, labels[n]);
        }

        return total / labels.Length;
    }

    /// <summary>The scores of one image. Two buffers take turns, whatever the depth.</summary>
    [Differentiable]
    public static void Scores(ReadOnlySpan<float> parameters, [NoDiff] ReadOnlySpan<float> image, int width, int depth, [Output] Span<float> scores)
    {
        Span<float> now = stackalloc float[width];
        Span<float> next = stackalloc float[width];
        int start = (Inputs + 1) * width;
        Dense.ApplyRectifiedAgain(parameters[..start], image, now);
        for (int layer = 1; layer < depth; layer++)
        {
            Dense.ApplyRectifiedAgain(parameters.Slice(start, (width + 1) * width), now, next);
            start += (width + 1) * width;
            Span<float> swap = now;
            now = next;
            next = swap;
        }

        Dense.Apply(parameters[start..], now, scores);
    }
}
