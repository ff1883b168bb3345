using System;
using DiffGen;

namespace Golden.Loops;

/// <summary>Loops that stay as they are.</summary>
public static partial class OneByOne
{
    [Differentiable]
    public static double Recurrence([Sample(Length = 11)] ReadOnlySpan<double> x, double leak)
    {
        double level = 0;
        for (int i = 0; i < x.Length; i++)
        {
            level = leak * level + x[i];
        }

        return level;
    }

    [Differentiable]
    public static void Smoothed([Sample(Length = 11)] Span<double> y)
    {
        for (int i = 1; i < y.Length; i++)
        {
            y[i] += 0.5 * y[i - 1];
        }
    }

    [Differentiable(Simd = false)]
    public static double OwnBits([Sample(Length = 11)] ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * x[i];
        }

        return sum;
    }
}
