using System;
using DiffGen;

namespace Golden.Signatures;

public static partial class MatrixResults
{
    [Differentiable]
    public static double[,] Outer([Sample(Length = 3)] ReadOnlySpan<double> a, [Sample(Length = 2)] ReadOnlySpan<double> b)
    {
        var product = new double[a.Length, b.Length];
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = 0; j < b.Length; j++)
            {
                product[i, j] = a[i] * b[j];
            }
        }

        return product;
    }

    /// <summary>A power, by a method that calls itself.</summary>
    [Differentiable]
    public static double[,] Power([Sample(Length = 4, Columns = 2)] double[,] a, int n)
    {
        var power = new double[2, 2];
        if (n == 0)
        {
            power[0, 0] = power[1, 1] = 1;
            return power;
        }

        double[,] before = Power(a, n - 1);
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 2; j++)
            {
                power[i, j] = (a[i, 0] * before[0, j]) + (a[i, 1] * before[1, j]);
            }
        }

        return power;
    }
}
