using System;
using DiffGen;

namespace Golden.Buffers;

/// <summary>Memory that the reverse sweep leads back to what it held, so that what is read from it between two writes need not be saved.</summary>
public static partial class LedBack
{
    /// <summary>Each element is read in an inner loop as often as there are others, and written once.</summary>
    [Differentiable]
    public static double Attraction([Sample(Length = 4)] ReadOnlySpan<double> start, [Sample(Values = "3")] int steps)
    {
        Span<double> r = new double[start.Length];
        start.CopyTo(r);
        double total = 0;
        for (int t = 0; t < steps; t++)
        {
            for (int i = 0; i < r.Length; i++)
            {
                for (int j = 0; j < r.Length; j++)
                {
                    double d = r[j] - 0.5 * r[i];
                    total += d / (1 + d * d);
                }
            }

            for (int i = 0; i < r.Length; i++)
            {
                r[i] += 0.1 * Math.Sin(r[i] + total);
            }
        }

        return total;
    }

    /// <summary>Two buffers that change places: one memory, as far as can be told.</summary>
    [Differentiable]
    public static double Spreading([Sample(Length = 6)] ReadOnlySpan<double> start, double rate, [Sample(Values = "4")] int steps)
    {
        Span<double> now = new double[start.Length];
        Span<double> next = new double[start.Length];
        start.CopyTo(now);
        start.CopyTo(next);
        for (int t = 0; t < steps; t++)
        {
            for (int i = 1; i < start.Length - 1; i++)
            {
                next[i] = now[i] + rate * now[i] * (now[i - 1] - 2 * now[i] + now[i + 1]);
            }

            Span<double> swap = now;
            now = next;
            next = swap;
        }

        double sum = 0;
        for (int i = 0; i < now.Length; i++)
        {
            sum += now[i] * now[i];
        }

        return sum;
    }
}
