using System;

namespace DiffGen.Benchmarks.Models;

/// <summary>Soft dynamic time warping: the distance of two series of numbers over all alignments, with a smooth minimum.</summary>
internal static partial class SoftTimeWarping
{
    /// <summary>The soft distance of the series.</summary>
    /// <param name="x">One series.</param>
    /// <param name="y">The other.</param>
    /// <param name="smoothness">How far the minimum is spread over the three ways to a cell.</param>
    [Differentiable]
    public static double Distance(ReadOnlySpan<double> x, ReadOnlySpan<double> y, [NoDiff] double smoothness)
    {
        int width = y.Length + 1;
        Span<double> cost = new double[(x.Length + 1) * width];
        cost.Fill(1e10);
        cost[0] = 0;
        for (int i = 1; i <= x.Length; i++)
        {
            for (int j = 1; j <= y.Length; j++)
            {
                double difference = x[i - 1] - y[j - 1];
                double left = cost[i * width + j - 1], above = cost[(i - 1) * width + j], diagonal = cost[(i - 1) * width + j - 1];
                double least = Math.Min(Math.Min(left, above), diagonal);
                double sum = Math.Exp((least - left) / smoothness) + Math.Exp((least - above) / smoothness) + Math.Exp((least - diagonal) / smoothness);
                cost[i * width + j] = difference * difference + least - smoothness * Math.Log(sum);
            }
        }

        return cost[^1];
    }
}
