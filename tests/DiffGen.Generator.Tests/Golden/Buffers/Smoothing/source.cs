using System;
using DiffGen;

namespace Golden.Buffers;

public static partial class Smoothing
{
    /// <summary>A recurrence through the output.</summary>
    [Differentiable]
    public static void Exponential(ReadOnlySpan<double> x, [Sample(Low = 0.1, High = 0.9)] double weight, Span<double> smooth)
    {
        smooth[0] = x[0];
        for (int t = 1; t < x.Length; t++)
            smooth[t] = weight * x[t] + (1 - weight) * smooth[t - 1];
    }

    [Differentiable]
    public static double CumulativeProducts(ReadOnlySpan<double> x)
    {
        double product = 1, sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            product *= x[i];
            sum += product;
        }

        return sum;
    }

    /// <summary>The mean over a window that moves.</summary>
    [Differentiable]
    public static void MovingAverage([Sample(Length = 7)] ReadOnlySpan<double> x, [Sample(Values = "1 | 3 | 7")] int width, [Sample(Length = 7)] Span<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i];
            if (i >= width)
                sum -= x[i - width];
            y[i] = sum / Math.Min(i + 1, width);
        }
    }
}
