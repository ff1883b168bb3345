using System;
using DiffGen;
using Golden;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Squares of scaled residuals, whose scale can be taken out of the sums: the squares of the residuals themselves may leave the range of numbers where the scaled ones do not.</summary>
internal static partial class ScaledResiduals
{
    [Differentiable]
    internal static double Double([NoDiff] ReadOnlySpan<double> x, double mean, [Sample(Low = 0.5, High = 2)] double deviation)
    {
        double total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double z = (x[i] - mean) / deviation;
            total += 0.5 * z * z;
        }

        return total;
    }

    [Differentiable(Simd = false)]
    internal static double DoubleOneByOne([NoDiff] ReadOnlySpan<double> x, double mean, [Sample(Low = 0.5, High = 2)] double deviation) => Double(x, mean, deviation);

    [Differentiable]
    internal static float Single([NoDiff] ReadOnlySpan<float> x, float mean, [Sample(Low = 0.5, High = 2)] float deviation)
    {
        float total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            float z = (x[i] - mean) / deviation;
            total += 0.5f * z * z;
        }

        return total;
    }

    [Differentiable(Simd = false)]
    internal static float SingleOneByOne([NoDiff] ReadOnlySpan<float> x, float mean, [Sample(Low = 0.5, High = 2)] float deviation) => Single(x, mean, deviation);

    /// <summary>Three factors besides the scales, of which two may leave the range of numbers by themselves.</summary>
    [Differentiable]
    internal static double Triple(double c, double k, [NoDiff] ReadOnlySpan<double> x, [NoDiff] ReadOnlySpan<double> y, [NoDiff] ReadOnlySpan<double> z)
    {
        double total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            total += c * k * x[i] * z[i] * y[i];
        }

        return total;
    }

    [Differentiable(Simd = false)]
    internal static double TripleOneByOne(double c, double k, [NoDiff] ReadOnlySpan<double> x, [NoDiff] ReadOnlySpan<double> y, [NoDiff] ReadOnlySpan<double> z) => Triple(c, k, x, y, z);
}
