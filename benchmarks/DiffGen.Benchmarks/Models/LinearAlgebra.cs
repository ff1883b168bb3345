using System;

namespace DiffGen.Benchmarks.Models;

/// <summary>A determinant, least squares, the logarithm of a sum of exponentials.</summary>
internal static partial class LinearAlgebra
{
    /// <summary>The determinant of a matrix [n, n], by elimination with the largest pivot of each column.</summary>
    [Differentiable]
    public static double Determinant(ReadOnlySpan<double> matrix, int n)
    {
        Span<double> a = new double[n * n];
        matrix.CopyTo(a);
        double determinant = 1;
        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int row = k + 1; row < n; row++)
            {
                if (Math.Abs(a[row * n + k]) > Math.Abs(a[pivot * n + k]))
                {
                    pivot = row;
                }
            }

            if (pivot != k)
            {
                for (int column = k; column < n; column++)
                {
                    (a[k * n + column], a[pivot * n + column]) = (a[pivot * n + column], a[k * n + column]);
                }

                determinant = -determinant;
            }

            determinant *= a[k * n + k];
            for (int row = k + 1; row < n; row++)
            {
                double factor = a[row * n + k] / a[k * n + k];
                for (int column = k + 1; column < n; column++)
                {
                    a[row * n + column] -= factor * a[k * n + column];
                }
            }
        }

        return determinant;
    }

    /// <summary>Half the sum of squares between a polynomial and the sign of its argument, at points in [-1, 1].</summary>
    [Differentiable]
    public static double LeastSquares(ReadOnlySpan<double> coefficients, int points)
    {
        double sum = 0;
        for (int i = 0; i < points; i++)
        {
            double t = -1 + 2.0 * i / (points - 1);
            double residual = Math.Sign(t);
            double power = 1;
            for (int j = 0; j < coefficients.Length; j++)
            {
                residual -= coefficients[j] * power;
                power *= t;
            }

            sum += 0.5 * residual * residual;
        }

        return sum;
    }

    /// <summary>The logarithm of the sum of exponentials.</summary>
    [Differentiable]
    public static double LogSumExp(ReadOnlySpan<double> x)
    {
        double largest = x[0];
        for (int i = 1; i < x.Length; i++)
        {
            largest = Math.Max(largest, x[i]);
        }

        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Math.Exp(x[i] - largest);
        }

        return largest + Math.Log(sum);
    }
}
