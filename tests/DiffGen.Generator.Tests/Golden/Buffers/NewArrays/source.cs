using System;
using DiffGen;

namespace Golden.Buffers;

public static partial class NewArrays
{
    [Differentiable]
    public static double[] Outer(ReadOnlySpan<double> x, double factor)
    {
        var y = new double[x.Length * x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < x.Length; j++)
                y[i * x.Length + j] = factor * x[i] * x[j];
        }

        return y;
    }

    [Differentiable]
    public static double Trace(ReadOnlySpan<double> x)
    {
        double[] y = Outer(x, x[0]);
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += y[i * x.Length + i];
        return sum;
    }

    /// <summary>An array parameter may be written.</summary>
    [Differentiable]
    public static double Accumulate(double[] totals, double[] values, int[] places)
    {
        double largest = 0;
        for (int i = 0; i < values.Length; i++)
        {
            totals[places[i] % totals.Length] += values[i] * values[i];
            largest = Math.Max(largest, totals[places[i] % totals.Length]);
        }

        return largest;
    }
}
