using System;
using System.Numerics.Tensors;

namespace GradientsWithoutBackprop.Models;

/// <summary>
/// The losses of the models with their scalar products taken from <see cref="TensorPrimitives"/>: what the loss alone costs in code as vectorised as that of its derivatives. They are measured, not differentiated.
/// </summary>
internal static class VectorisedLosses
{
    private const int Inputs = 784;
    private const int Classes = 10;

    /// <summary><see cref="Models.SoftmaxRegression"/>.</summary>
    public static float SoftmaxRegression(ReadOnlySpan<float> parameters, ReadOnlySpan<float> images, ReadOnlySpan<byte> labels)
    {
        Span<float> scores = stackalloc float[Classes];
        float total = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            Dense.Evaluate(parameters, images.Slice(n * Inputs, Inputs), scores);
            total += CrossEntropy.Of(scores, labels[n]);
        }

        return total / labels.Length;
    }

    /// <summary><see cref="Models.DeepNetwork"/>; with one layer of 128 units <see cref="TwoLayerNetwork"/>.</summary>
    public static float DeepNetwork(ReadOnlySpan<float> parameters, ReadOnlySpan<float> images, ReadOnlySpan<byte> labels, int width, int depth)
    {
        Span<float> now = stackalloc float[width];
        Span<float> next = stackalloc float[width];
        Span<float> scores = stackalloc float[Classes];
        float total = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            int start = Dense.ParameterCount(Inputs, width);
            Dense.Evaluate(parameters[..start], images.Slice(n * Inputs, Inputs), now);
            TensorPrimitives.Max(now, 0, now);
            for (int layer = 1; layer < depth; layer++)
            {
                Dense.Evaluate(parameters[start..], now, next);
                TensorPrimitives.Max(next, 0, next);
                next.CopyTo(now);
                start += Dense.ParameterCount(width, width);
            }

            Dense.Evaluate(parameters[start..], now, scores);
            total += CrossEntropy.Of(scores, labels[n]);
        }

        return total / labels.Length;
    }

    /// <summary><see cref="Models.ConvolutionalNetwork"/>.</summary>
    public static float ConvolutionalNetwork(ReadOnlySpan<float> parameters, ReadOnlySpan<float> images, ReadOnlySpan<byte> labels)
    {
        const int Side = Models.ConvolutionalNetwork.Side;
        const int Half = Models.ConvolutionalNetwork.Pooled1;
        const int Few = Models.ConvolutionalNetwork.Channels1;
        const int Many = Models.ConvolutionalNetwork.Channels2;
        Span<float> small = stackalloc float[Side * Side];
        Span<float> maps1 = stackalloc float[Side * Side * Few];
        Span<float> maps2 = stackalloc float[Side * Side * Few];
        Span<float> pooled1 = stackalloc float[Half * Half * Few];
        Span<float> maps3 = stackalloc float[Half * Half * Many];
        Span<float> maps4 = stackalloc float[Half * Half * Many];
        Span<float> pooled2 = stackalloc float[Models.ConvolutionalNetwork.Features];
        Span<float> units = stackalloc float[Models.ConvolutionalNetwork.Units];
        Span<float> scores = stackalloc float[Classes];
        float total = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            Models.ConvolutionalNetwork.Shrink(images.Slice(n * Inputs, Inputs), small);
            Convolve(parameters, small, Side, 1, maps1);
            Convolve(parameters[Models.ConvolutionalNetwork.Start2..], maps1, Side, Few, maps2);
            Models.ConvolutionalNetwork.Pool(maps2, Side, Few, pooled1);
            Convolve(parameters[Models.ConvolutionalNetwork.Start3..], pooled1, Half, Few, maps3);
            Convolve(parameters[Models.ConvolutionalNetwork.Start4..], maps3, Half, Many, maps4);
            Models.ConvolutionalNetwork.Pool(maps4, Half, Many, pooled2);
            Dense.Evaluate(parameters[Models.ConvolutionalNetwork.Start5..], pooled2, units);
            TensorPrimitives.Max(units, 0, units);
            Dense.Evaluate(parameters[Models.ConvolutionalNetwork.Start6..], units, scores);
            total += CrossEntropy.Of(scores, labels[n]);
        }

        return total / labels.Length;
    }

    /// <summary>A convolution of 3 × 3 with zeros around the image, and rectified units.</summary>
    private static void Convolve(ReadOnlySpan<float> parameters, ReadOnlySpan<float> input, int side, int channels, Span<float> output)
    {
        int maps = output.Length / (side * side);
        ReadOnlySpan<float> biases = parameters[(9 * channels * maps)..];
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                int left = x > 0 ? -1 : 0;
                int length = ((x + 1 < side ? 1 : 0) - left + 1) * channels;
                for (int map = 0; map < maps; map++)
                {
                    float sum = biases[map];
                    for (int row = y > 0 ? -1 : 0; row <= (y + 1 < side ? 1 : 0); row++)
                    {
                        ReadOnlySpan<float> weights = parameters.Slice((map * 9 + 3 * (row + 1) + left + 1) * channels, length);
                        sum += TensorPrimitives.Dot(weights, input.Slice(((y + row) * side + x + left) * channels, length));
                    }

                    output[(y * side + x) * maps + map] = sum > 0 ? sum : 0;
                }
            }
        }
    }
}
