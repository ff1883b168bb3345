using System;
using DiffGen;

namespace Golden.Buffers;

public static partial class Matrices
{
    [Differentiable]
    public static double Weighted([Sample(Length = 6, Columns = 3)] double[,] a, double factor)
    {
        double sum = 0;
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
                sum += (i + factor * j) * a[i, j] * a[i, j];
        }

        return sum;
    }

    /// <summary>A table of subproblems: how two series match, warped in time.</summary>
    [Differentiable]
    public static double Warp([Sample(Length = 4)] ReadOnlySpan<double> x, [Sample(Length = 3)] ReadOnlySpan<double> y)
    {
        var cost = new double[x.Length, y.Length];
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < y.Length; j++)
            {
                double before = i == 0 && j == 0 ? 0
                    : i == 0 ? cost[i, j - 1]
                    : j == 0 ? cost[i - 1, j]
                    : Math.Min(cost[i - 1, j - 1], Math.Min(cost[i - 1, j], cost[i, j - 1]));
                cost[i, j] = before + (x[i] - y[j]) * (x[i] - y[j]);
            }
        }

        return cost[x.Length - 1, y.Length - 1];
    }

    /// <summary>In place, with a row taken from the one before.</summary>
    [Differentiable]
    public static void Difference([Sample(Length = 6, Columns = 2)] double[,] a)
    {
        for (int i = a.GetLength(0) - 1; i > 0; i--)
        {
            for (int j = 0; j < a.GetLength(1); j++)
                a[i, j] -= a[i - 1, j] * a[i, 1 - j];
        }
    }
}
