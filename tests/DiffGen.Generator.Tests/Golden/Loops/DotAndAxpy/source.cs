using System;
using DiffGen;

namespace Golden.Loops;

public static partial class DotAndAxpy
{
    [Differentiable]
    public static double Dot([Sample(Length = 41)] ReadOnlySpan<double> x, [Sample(Length = 41)] ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    /// <summary>y ← y + a x, in arrays, from the end.</summary>
    [Differentiable]
    public static void Axpy(double a, [Sample(Length = 21)] double[] x, [Sample(Length = 21)] double[] y)
    {
        for (int i = x.Length - 1; i >= 0; i--)
        {
            y[i] += a * x[i];
        }
    }
}
