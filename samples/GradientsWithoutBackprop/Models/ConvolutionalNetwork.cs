using System;
using DiffGen;

namespace GradientsWithoutBackprop.Models;

/// <summary>
/// A convolutional network on images made smaller, 14 × 14: four convolutions of 3 × 3 with rectified units, 8, 8, 16 and 16 channels, a maximum over 2 × 2 after the second and the fourth,
/// 64 rectified units, 10 scores. Buffers hold the channels of a pixel next to each other.
/// </summary>
internal static partial class ConvolutionalNetwork
{
    public const int Inputs = 784;
    public const int Classes = 10;
    public const int Side = 14;
    public const int Channels1 = 8;
    public const int Channels2 = 16;
    public const int Units = 64;
    public const int Pooled1 = Side / 2;
    public const int Pooled2 = Pooled1 / 2;
    public const int Features = Pooled2 * Pooled2 * Channels2;

    /// <summary>Where each layer's parameters begin; the last number is how many there are.</summary>
    public const int Start2 = (9 + 1) * Channels1;
    public const int Start3 = Start2 + (9 * Channels1 + 1) * Channels1;
    public const int Start4 = Start3 + (9 * Channels1 + 1) * Channels2;
    public const int Start5 = Start4 + (9 * Channels2 + 1) * Channels2;
    public const int Start6 = Start5 + (Features + 1) * Units;
    public const int ParameterCount = Start6 + (Units + 1) * Classes;

    /// <summary>The mean cross-entropy of a mini-batch.</summary>
    /// <param name="parameters">The layers one after the other, each with its weights and then its biases.</param>
    /// <param name="images">The pixels of the images, 28 × 28, one image after the other.</param>
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
        Span<float> small = stackalloc float[Side * Side];
        Span<float> maps1 = stackalloc float[Side * Side * Channels1];
        Span<float> maps2 = stackalloc float[Side * Side * Channels1];
        Span<float> pooled1 = stackalloc float[Pooled1 * Pooled1 * Channels1];
        Span<float> maps3 = stackalloc float[Pooled1 * Pooled1 * Channels2];
        Span<float> maps4 = stackalloc float[Pooled1 * Pooled1 * Channels2];
        Span<float> pooled2 = stackalloc float[Features];
        Span<float> units = stackalloc float[Units];

        Shrink(image, small);
        Convolve(parameters[..Start2], small, Side, 1, maps1);
        Convolve(parameters[Start2..Start3], maps1, Side, Channels1, maps2);
        Pool(maps2, Side, Channels1, pooled1);
        Convolve(parameters[Start3..Start4], pooled1, Pooled1, Channels1, maps3);
        Convolve(parameters[Start4..Start5], maps3, Pooled1, Channels2, maps4);
        Pool(maps4, Pooled1, Channels2, pooled2);
        Dense.ApplyRectifiedAgain(parameters[Start5..Start6], pooled2, units);
        Dense.Apply(parameters[Start6..], units, scores);
    }

    /// <summary>The means over 2 × 2 pixels of a 28 × 28 image.</summary>
    public static void Shrink(ReadOnlySpan<float> image, Span<float> small)
    {
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                int corner = 4 * y * Side + 2 * x;
                small[y * Side + x] = (image[corner] + image[corner + 1] + image[corner + 2 * Side] + image[corner + 2 * Side + 1]) / 4;
            }
        }
    }

    /// <summary>
    /// A convolution of 3 × 3 whose maps are as large as the image, with zeros around it, and rectified units. Parameters: for each map the 3 × 3 × channels weights, then the biases. In reverse
    /// mode it is run again instead of being recorded.
    /// </summary>
    [Differentiable]
    [Checkpoint]
    private static void Convolve(ReadOnlySpan<float> parameters, ReadOnlySpan<float> input, int side, int channels, [Output] Span<float> output)
    {
        int maps = output.Length / (side * side);
        ReadOnlySpan<float> biases = parameters[(9 * channels * maps)..];
        for (int y = 0; y < side; y++)
        {
            int firstRow = y > 0 ? -1 : 0;
            int lastRow = y + 1 < side ? 1 : 0;
            for (int x = 0; x < side; x++)
            {
                // The pixels x - 1, x, x + 1 of a row, as far as there are such, lie next to each other with all their channels.
                int left = x > 0 ? -1 : 0;
                int right = x + 1 < side ? 1 : 0;
                int length = (right - left + 1) * channels;
                for (int map = 0; map < maps; map++)
                {
                    float sum = biases[map];
                    for (int row = firstRow; row <= lastRow; row++)
                    {
                        ReadOnlySpan<float> pixels = input.Slice(((y + row) * side + x + left) * channels, length);
                        ReadOnlySpan<float> weights = parameters.Slice((map * 9 + 3 * (row + 1) + left + 1) * channels, length);
                        for (int i = 0; i < length; i++)
                        {
                            sum += weights[i] * pixels[i];
                        }
                    }

                    output[(y * side + x) * maps + map] = sum > 0 ? sum : 0;
                }
            }
        }
    }

    /// <summary>The greatest of each 2 × 2 pixels, channel by channel; an odd last row and column fall away.</summary>
    [Differentiable]
    [Checkpoint]
    public static void Pool(ReadOnlySpan<float> input, int side, int channels, [Output] Span<float> output)
    {
        int half = side / 2;
        for (int y = 0; y < half; y++)
        {
            for (int x = 0; x < half; x++)
            {
                int corner = (2 * y * side + 2 * x) * channels;
                int below = corner + side * channels;
                for (int c = 0; c < channels; c++)
                {
                    float above = MathF.Max(input[corner + c], input[corner + channels + c]);
                    output[(y * half + x) * channels + c] = MathF.Max(above, MathF.Max(input[below + c], input[below + channels + c]));
                }
            }
        }
    }
}
