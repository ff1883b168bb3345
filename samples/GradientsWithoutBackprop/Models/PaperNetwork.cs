using System;
using DiffGen;

namespace GradientsWithoutBackprop.Models;

/// <summary>A network with two hidden layers of rectified units, 784-width-width-10: with 1,024 units that of the paper on forward gradients.</summary>
internal static partial class PaperNetwork
{
    public const int Inputs = 784;
    public const int Classes = 10;

    /// <summary>The mean cross-entropy of a mini-batch.</summary>
    /// <param name="parameters">The layers one after the other, each with its weights and then its biases.</param>
    /// <param name="images">The pixels of the images, one image after the other.</param>
    /// <param name="labels">The digit on each image.</param>
    /// <param name="width">The units in a hidden layer.</param>
    [Differentiable]
    public static float Loss(ReadOnlySpan<float> parameters, [NoDiff] ReadOnlySpan<float> images, [NoDiff] ReadOnlySpan<byte> labels, int width)
    {
        Span<float> hidden1 = stackalloc float[width];
        Span<float> hidden2 = stackalloc float[width];
        Span<float> scores = stackalloc float[Classes];
        int start2 = (Inputs + 1) * width;
        int start3 = start2 + (width + 1) * width;
        float total = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            Dense.ApplyRectified(parameters[..start2], images.Slice(n * Inputs, Inputs), hidden1);
            Dense.ApplyRectified(parameters[start2..start3], hidden1, hidden2);
            Dense.Apply(parameters[start3..], hidden2, scores);
            total += CrossEntropy.Of(scores, labels[n]);
        }

        return total / labels.Length;
    }

    /// <summary>The scores of one image.</summary>
    public static void Scores(ReadOnlySpan<float> parameters, ReadOnlySpan<float> image, int width, Span<float> scores)
    {
        Span<float> hidden1 = stackalloc float[width];
        Span<float> hidden2 = stackalloc float[width];
        int start2 = (Inputs + 1) * width;
        int start3 = start2 + (width + 1) * width;
        Dense.ApplyRectified(parameters[..start2], image, hidden1);
        Dense.ApplyRectified(parameters[start2..start3], hidden1, hidden2);
        Dense.Apply(parameters[start3..], hidden2, scores);
    }
}
