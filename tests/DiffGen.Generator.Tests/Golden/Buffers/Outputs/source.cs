using System;
using DiffGen;

namespace Golden.Buffers;

public static partial class Outputs
{
    /// <summary>Element by element into a buffer of the caller.</summary>
    [Differentiable]
    public static void Sigmoid(ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < x.Length; i++)
            y[i] = 1 / (1 + Math.Exp(-x[i]));
    }

    [Differentiable]
    public static void AddScaled(ReadOnlySpan<double> x, double factor, Span<double> y)
    {
        for (int i = 0; i < y.Length; i++)
            y[i] += factor * x[i];
    }

    /// <summary>A result besides what it writes.</summary>
    [Differentiable]
    public static double Normalize(Span<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += x[i];
        for (int i = 0; i < x.Length; i++)
            x[i] /= sum;
        return sum;
    }
}
