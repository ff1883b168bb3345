using System;
using DiffGen;

namespace Golden.Buffers;

public static partial class MatrixVector
{
    /// <summary>y = A x, row by row.</summary>
    [Differentiable]
    public static void Multiply([Sample(Length = 6)] ReadOnlySpan<double> a, [Sample(Length = 3)] ReadOnlySpan<double> x, [Sample(Length = 2)] Span<double> y)
    {
        int columns = x.Length;
        for (int row = 0; row < y.Length; row++)
        {
            double sum = 0;
            for (int column = 0; column < columns; column++)
                sum += a[row * columns + column] * x[column];
            y[row] = sum;
        }
    }

    /// <summary>C += A B for square matrices, the middle index outermost.</summary>
    [Differentiable]
    public static void MultiplyAdd([Sample(Length = 9)] ReadOnlySpan<double> a, [Sample(Length = 9)] ReadOnlySpan<double> b, [Sample(Length = 9)] Span<double> c, [Sample(Values = "3")] int n)
    {
        for (int k = 0; k < n; k++)
        {
            for (int i = 0; i < n; i++)
            {
                double factor = a[i * n + k];
                for (int j = 0; j < n; j++)
                    c[i * n + j] += factor * b[k * n + j];
            }
        }
    }

    [Differentiable]
    public static double QuadraticForm([Sample(Length = 9)] ReadOnlySpan<double> a, [Sample(Length = 3)] ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < x.Length; j++)
                sum += x[i] * a[i * x.Length + j] * x[j];
        }

        return sum;
    }
}
