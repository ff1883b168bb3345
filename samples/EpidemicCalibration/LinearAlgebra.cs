using System;

namespace EpidemicCalibration;

/// <summary>Small matrices.</summary>
internal static class LinearAlgebra
{
    /// <summary>The inverse of a symmetric matrix, by Gauss-Jordan elimination: of positive definite matrices it needs no pivots.</summary>
    /// <returns>Whether the matrix is positive definite.</returns>
    public static bool TryInvert(double[,] matrix, out double[,] inverse)
    {
        int n = matrix.GetLength(0);
        double[,] left = (double[,])matrix.Clone();
        inverse = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            inverse[i, i] = 1;
        }

        for (int k = 0; k < n; k++)
        {
            double pivot = left[k, k];
            if (!(pivot > 0))
            {
                return false;
            }

            for (int j = 0; j < n; j++)
            {
                left[k, j] /= pivot;
                inverse[k, j] /= pivot;
            }

            for (int i = 0; i < n; i++)
            {
                double factor = left[i, k];
                for (int j = 0; i != k && j < n; j++)
                {
                    left[i, j] -= factor * left[k, j];
                    inverse[i, j] -= factor * inverse[k, j];
                }
            }
        }

        return true;
    }

    /// <summary>The inverse of a positive definite matrix.</summary>
    /// <exception cref="ArgumentException">It is not positive definite.</exception>
    public static double[,] Inverse(double[,] matrix)
    {
        return TryInvert(matrix, out double[,] inverse) ? inverse : throw new ArgumentException("Expected a positive definite matrix; simulate more outbreaks.", nameof(matrix));
    }

    /// <summary>AᵀWB.</summary>
    public static double[,] Product(double[,] a, double[,] w, double[,] b)
    {
        double[,] product = new double[a.GetLength(1), b.GetLength(1)];
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < b.GetLength(0); j++)
            {
                for (int p = 0; p < product.GetLength(0); p++)
                {
                    for (int q = 0; q < product.GetLength(1); q++)
                    {
                        product[p, q] += a[i, p] * w[i, j] * b[j, q];
                    }
                }
            }
        }

        return product;
    }

    /// <summary>The mean of the rows, and their covariance.</summary>
    public static (double[] Mean, double[,] Covariance) Moments(double[,] rows)
    {
        int count = rows.GetLength(0), columns = rows.GetLength(1);
        double[] mean = new double[columns];
        double[,] covariance = new double[columns, columns];
        for (int row = 0; row < count; row++)
        {
            for (int i = 0; i < columns; i++)
            {
                mean[i] += rows[row, i] / count;
            }
        }

        for (int row = 0; row < count; row++)
        {
            for (int i = 0; i < columns; i++)
            {
                for (int k = 0; k < columns; k++)
                {
                    covariance[i, k] += (rows[row, i] - mean[i]) * (rows[row, k] - mean[k]) / (count - 1);
                }
            }
        }

        return (mean, covariance);
    }

    /// <summary>½(A + B).</summary>
    public static double[,] Mean(double[,] a, double[,] b)
    {
        double[,] mean = (double[,])a.Clone();
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int k = 0; k < a.GetLength(1); k++)
            {
                mean[i, k] = 0.5 * (a[i, k] + b[i, k]);
            }
        }

        return mean;
    }
}
