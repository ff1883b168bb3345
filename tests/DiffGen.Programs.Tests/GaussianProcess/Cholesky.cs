using System;

namespace DiffGen.Programs.GaussianProcess;

/// <summary>The Cholesky factorisation A = L Lᵀ in place, and solves with its factor.</summary>
public static partial class Cholesky
{
    /// <summary>Replaces the lower triangle of a positive definite matrix by its factor L. The upper triangle is neither read nor written.</summary>
    /// <exception cref="ArithmeticException">The matrix is not positive definite.</exception>
    [Differentiable]
    public static void Factor(double[,] a)
    {
        int n = a.GetLength(0);
        for (int j = 0; j < n; j++)
        {
            double pivot = a[j, j];
            for (int k = 0; k < j; k++)
            {
                pivot -= a[j, k] * a[j, k];
            }

            if (!(pivot > 0))
            {
                throw new ArithmeticException("not positive definite");
            }

            double diagonal = Math.Sqrt(pivot);
            a[j, j] = diagonal;
            for (int i = j + 1; i < n; i++)
            {
                double sum = a[i, j];
                for (int k = 0; k < j; k++)
                {
                    sum -= a[i, k] * a[j, k];
                }

                a[i, j] = sum / diagonal;
            }
        }
    }

    /// <summary>Solves L x = b in place.</summary>
    [Differentiable]
    public static void SolveLower(double[,] factor, Span<double> b)
    {
        for (int i = 0; i < b.Length; i++)
        {
            for (int k = 0; k < i; k++)
            {
                b[i] -= factor[i, k] * b[k];
            }

            b[i] /= factor[i, i];
        }
    }

    /// <summary>Solves Lᵀ x = b in place.</summary>
    [Differentiable]
    public static void SolveUpper(double[,] factor, Span<double> b)
    {
        for (int i = b.Length - 1; i >= 0; i--)
        {
            b[i] /= factor[i, i];
            for (int k = 0; k < i; k++)
            {
                b[k] -= factor[i, k] * b[i];
            }
        }
    }

    /// <summary>log det A = 2 Σ log L_ii.</summary>
    [Differentiable]
    public static double LogDeterminant(double[,] factor)
    {
        double sum = 0;
        for (int i = 0; i < factor.GetLength(0); i++)
        {
            sum += Math.Log(factor[i, i]);
        }

        return 2 * sum;
    }
}
