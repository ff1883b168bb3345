using System;
using DiffGen;

namespace Golden.ArrayResults;

/// <summary>Two-dimensional arrays as results, of marked methods and of helpers.</summary>
public static partial class Matrices
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

    [Differentiable]
    public static float[,] Given(float x, float y) => new float[,] { { x * y, MathF.Sin(x) }, { 1, y } };

    /// <summary>The one or the other, a copy, or what a helper makes.</summary>
    [Differentiable]
    public static double[,] Chosen([Sample(Length = 4, Columns = 2)] double[,] a, double x, [Sample(Values = "0 | 1 | 2")] int way)
    {
        if (way == 0)
        {
            return Transposed(a);
        }

        var copy = (double[,])a.Clone();
        copy[0, 0] *= x;
        return way == 1 ? copy : Multiplied(copy, Transposed(copy));
    }

    [Differentiable(Hvp = true)]
    public static double Helpers([Sample(Length = 4, Columns = 2)] double[,] a, double x)
    {
        double[,] square = Multiplied(Transposed(a), a);
        double[,] inverse = Inverse(square, out double determinant);
        return Multiplied(Scaled(x, inverse), square)[0, 0] + (Math.Log(1 + (determinant * determinant)) * inverse[0, 1]);
    }

    /// <summary>The largest matrix of a method that calls itself.</summary>
    [Differentiable(Hvp = true)]
    public static double Powers([Sample(Length = 4, Columns = 2)] double[,] a, int n)
    {
        double[,] power = Power(a, n);
        double trace = 0;
        for (int i = 0; i < power.GetLength(0); i++)
        {
            trace += power[i, i] * power[0, i];
        }

        return trace;
    }

    [Differentiable]
    public static double[,] Power([Sample(Length = 4, Columns = 2)] double[,] a, int n)
    {
        if (n == 0)
        {
            return Identity(a.GetLength(0));
        }

        double[,] half = Power(a, n / 2), whole = Multiplied(half, half);
        return n % 2 == 0 ? whole : Multiplied(whole, a);
    }

    private static double[,] Identity(int n)
    {
        var identity = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            identity[i, i] = 1;
        }

        return identity;
    }

    private static double[,] Transposed(double[,] a)
    {
        var transposed = new double[a.GetLength(1), a.GetLength(0)];
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
            {
                transposed[j, i] = a[i, j];
            }
        }

        return transposed;
    }

    private static double[,] Multiplied(double[,] a, double[,] b)
    {
        double[,] product = new double[a.GetLength(0), b.GetLength(1)];
        for (int i = 0; i < product.GetLength(0); i++)
        {
            for (int j = 0; j < product.GetLength(1); j++)
            {
                for (int k = 0; k < a.GetLength(1); k++)
                {
                    product[i, j] += a[i, k] * b[k, j];
                }
            }
        }

        return product;
    }

    private static double[,] Scaled(double factor, double[,] a)
    {
        double[,] scaled = (double[,])a.Clone();
        for (int i = 0; i < scaled.GetLength(0); i++)
        {
            for (int j = 0; j < scaled.GetLength(1); j++)
            {
                scaled[i, j] *= factor;
            }
        }

        return scaled;
    }

    private static double[,] Inverse(double[,] a, out double determinant)
    {
        determinant = (a[0, 0] * a[1, 1]) - (a[0, 1] * a[1, 0]);
        return new double[,]
        {
            { a[1, 1] / determinant, -a[0, 1] / determinant },
            { -a[1, 0] / determinant, a[0, 0] / determinant },
        };
    }
}
