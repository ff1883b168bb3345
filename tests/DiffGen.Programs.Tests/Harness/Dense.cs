using System;

namespace DiffGen.Programs.Harness;

/// <summary>Matrix algebra for the references; other algorithms than those of the programs, and no care for speed.</summary>
internal static class Dense
{
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>A matrix made of its entries.</summary>
    public static double[,] Matrix(int rows, int columns, Func<int, int, double> entry)
    {
        double[,] matrix = new double[rows, columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                matrix[i, j] = entry(i, j);
            }
        }

        return matrix;
    }

    /// <summary>A matrix of numbers in row-major order.</summary>
    public static double[,] Folded(ReadOnlySpan<double> numbers, int columns)
    {
        double[] copy = numbers.ToArray();
        return Matrix(copy.Length / columns, columns, (i, j) => copy[(i * columns) + j]);
    }

    /// <summary>The numbers of a matrix in row-major order.</summary>
    public static double[] Flat(double[,] matrix)
    {
        double[] numbers = new double[matrix.Length];
        Buffer.BlockCopy(matrix, 0, numbers, 0, sizeof(double) * numbers.Length);
        return numbers;
    }

    public static double[,] Transpose(double[,] a) => Matrix(a.GetLength(1), a.GetLength(0), (i, j) => a[j, i]);

    public static double[,] Add(double[,] a, double[,] b, double factor = 1) =>
        Matrix(a.GetLength(0), a.GetLength(1), (i, j) => a[i, j] + (factor * b[i, j]));

    public static double[,] Multiply(double[,] a, double[,] b) => Matrix(a.GetLength(0), b.GetLength(1), (i, j) =>
    {
        double sum = 0;
        for (int k = 0; k < a.GetLength(1); k++)
        {
            sum += a[i, k] * b[k, j];
        }

        return sum;
    });

    public static double[] Multiply(double[,] a, double[] x)
    {
        double[] y = new double[a.GetLength(0)];
        for (int i = 0; i < y.Length; i++)
        {
            for (int j = 0; j < x.Length; j++)
            {
                y[i] += a[i, j] * x[j];
            }
        }

        return y;
    }

    public static double Trace(double[,] a)
    {
        double sum = 0;
        for (int i = 0; i < a.GetLength(0); i++)
        {
            sum += a[i, i];
        }

        return sum;
    }

    /// <summary>The inverse, by Gauss and Jordan with row pivots.</summary>
    public static double[,] Inverse(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        double[,] a = Matrix(n, 2 * n, (i, j) => j < n ? matrix[i, j] : j - n == i ? 1 : 0);
        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < n; i++)
            {
                pivot = Math.Abs(a[i, k]) > Math.Abs(a[pivot, k]) ? i : pivot;
            }

            for (int j = 0; j < 2 * n; j++)
            {
                (a[k, j], a[pivot, j]) = (a[pivot, j], a[k, j]);
            }

            for (int i = 0; i < n; i++)
            {
                double factor = i == k ? (a[k, k] - 1) / a[k, k] : a[i, k] / a[k, k];
                for (int j = 2 * n - 1; j >= k; j--)
                {
                    a[i, j] -= factor * a[k, j];
                }
            }
        }

        return Matrix(n, n, (i, j) => a[i, n + j]);
    }
}
