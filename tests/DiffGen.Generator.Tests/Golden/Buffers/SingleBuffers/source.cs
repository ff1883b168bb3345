using System;
using DiffGen;

namespace Golden.Buffers;

public static partial class SingleBuffers
{
    [Differentiable]
    public static float MeanSquare(ReadOnlySpan<float> predicted, [NoDiff] ReadOnlySpan<float> observed)
    {
        float sum = 0;
        for (int i = 0; i < predicted.Length; i++)
        {
            float error = predicted[i] - observed[i];
            sum += error * error;
        }

        return sum / predicted.Length;
    }

    [Differentiable]
    public static void Relu(Span<float> x)
    {
        for (int i = 0; i < x.Length; i++)
            x[i] = MathF.Max(x[i] - 1f, 0);
    }

    /// <summary>Summed in double, stored in float.</summary>
    [Differentiable]
    public static double Mixed(ReadOnlySpan<float> x, ReadOnlySpan<double> y, Span<float> running)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * y[i];
            running[i] = (float)sum;
        }

        return sum;
    }
}
