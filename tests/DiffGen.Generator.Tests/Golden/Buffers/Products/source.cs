using System;
using DiffGen;

namespace Golden.Buffers;

public static partial class Products
{
    [Differentiable]
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }

    /// <summary>A norm with weights that are data.</summary>
    [Differentiable]
    public static double WeightedNorm(ReadOnlySpan<double> x, [NoDiff] ReadOnlySpan<double> weights)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += weights[i] * x[i] * x[i];
        return Math.Sqrt(sum);
    }

    [Differentiable]
    public static double Cosine(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double xy = 0, xx = 0, yy = 0;
        for (int i = 0; i < x.Length; i++)
        {
            xy += x[i] * y[i];
            xx += x[i] * x[i];
            yy += y[i] * y[i];
        }

        return xy / Math.Sqrt(xx * yy);
    }
}
