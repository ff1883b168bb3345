using System;
using System.Linq;
using DiffGen.Programs.Harness;

namespace DiffGen.Programs.GaussianProcess;

/// <summary>
/// The gradients by matrix calculus, with explicit inverses. With K the covariance and α = K⁻¹ (x − μ):
/// ∂ log N / ∂K = ½ (α αᵀ − K⁻¹), ∂ log N / ∂μ = α; and of the marginal likelihood ∂/∂θ = ½ tr((α αᵀ − K⁻¹) ∂K/∂θ).
/// </summary>
internal static class MatrixCalculus
{
    /// <summary>G = ½ (α αᵀ − K⁻¹), by which d log N = Σ_ij G_ij dK_ij for symmetric dK.</summary>
    public static double[,] ByCovariance(double[,] covariance, double[] deviation)
    {
        double[,] inverse = Dense.Inverse(covariance);
        double[] alpha = Dense.Multiply(inverse, deviation);
        return Dense.Matrix(alpha.Length, alpha.Length, (i, j) => 0.5 * ((alpha[i] * alpha[j]) - inverse[i, j]));
    }

    /// <summary>A symmetric gradient, for a program that reads the lower triangle only: an entry off the diagonal stands for two.</summary>
    public static double[,] Lower(double[,] symmetric) =>
        Dense.Matrix(symmetric.GetLength(0), symmetric.GetLength(0), (i, j) => i == j ? symmetric[i, i] : i > j ? 2 * symmetric[i, j] : 0);

    /// <summary>
    /// The reverse of A = L Lᵀ → L: with P = Φ(Lᵀ L̄), Φ the lower triangle with half the diagonal,
    /// Ā = ½ L⁻ᵀ (P + Pᵀ) L⁻¹ as a symmetric matrix.
    /// </summary>
    public static double[,] FactorReverse(double[,] factor, double[,] factorGrad)
    {
        int n = factor.GetLength(0);
        double[,] lower = Dense.Matrix(n, n, (i, j) => i >= j ? factor[i, j] : 0);
        double[,] lowerGrad = Dense.Matrix(n, n, (i, j) => i >= j ? factorGrad[i, j] : 0);
        double[,] product = Dense.Multiply(Dense.Transpose(lower), lowerGrad);
        double[,] phi = Dense.Matrix(n, n, (i, j) => i > j ? product[i, j] : i == j ? 0.5 * product[i, i] : 0);
        double[,] inverse = Dense.Inverse(lower);
        double[,] middle = Dense.Add(phi, Dense.Transpose(phi));
        return Dense.Matrix(n, n, (i, j) => 0.5 * Dense.Multiply(Dense.Transpose(inverse), Dense.Multiply(middle, inverse))[i, j]);
    }

    /// <summary>Gradient of the marginal likelihood, in the order inputs (row by row), observed, logarithms of lengths, of amplitude, of noise.</summary>
    public static double[] MarginalGradient(double[] parameters, int n, int dimensions)
    {
        double[,] x = Dense.Folded(parameters.AsSpan(0, n * dimensions), dimensions);
        double[] y = parameters[(n * dimensions)..][..n];
        double[] logLengths = parameters[^(dimensions + 2)..^2];
        double amplitude = Math.Exp(2 * parameters[^2]), noise = Math.Exp(2 * parameters[^1]);
        double Scaled(int i, int j, int d) => (x[i, d] - x[j, d]) * (x[i, d] - x[j, d]) * Math.Exp(-2 * logLengths[d]);
        double[,] kernel = Dense.Matrix(n, n, (i, j) =>
        {
            double distance = 0;
            for (int d = 0; d < dimensions; d++)
            {
                distance += Scaled(i, j, d);
            }

            return amplitude * Math.Exp(-0.5 * distance);
        });
        double[,] covariance = Dense.Matrix(n, n, (i, j) => kernel[i, j] + (i == j ? noise : 0));
        double[,] g = ByCovariance(covariance, y);
        double[] gradient = new double[parameters.Length];
        double[] alpha = Dense.Multiply(Dense.Inverse(covariance), y);
        for (int i = 0; i < n; i++)
        {
            gradient[(n * dimensions) + i] = -alpha[i];
            gradient[^1] += 2 * noise * g[i, i];
            for (int j = 0; j < n; j++)
            {
                gradient[^2] += 2 * g[i, j] * kernel[i, j];
                for (int d = 0; d < dimensions; d++)
                {
                    gradient[(n * dimensions) + n + d] += g[i, j] * kernel[i, j] * Scaled(i, j, d);

                    // x_i stands in row i and in column i of K.
                    gradient[(i * dimensions) + d] -= 2 * g[i, j] * kernel[i, j] * (x[i, d] - x[j, d]) * Math.Exp(-2 * logLengths[d]);
                }
            }
        }

        return gradient;
    }

    /// <summary>
    /// Gradient of the posterior mean m = kᵀ K⁻¹ y with β = K⁻¹ k and w = K⁻¹ y, in the order point, inputs, observed, noise:
    /// dm = dkᵀ w + βᵀ dy − βᵀ dK w.
    /// </summary>
    public static double[] PredictGradient(double[] parameters, int n, int dimensions)
    {
        double[] at = parameters[..dimensions];
        double[,] x = Dense.Folded(parameters.AsSpan(dimensions, n * dimensions), dimensions);
        double[] y = parameters[^(n + 1)..^1];
        double noise = parameters[^1];
        double[,] kernel = Dense.Matrix(n, n, (i, j) => Gauss(Row(x, i), Row(x, j)));
        double[,] inverse = Dense.Inverse(Dense.Matrix(n, n, (i, j) => kernel[i, j] + (i == j ? noise * noise : 0)));
        double[] cross = [.. Enumerable.Range(0, n).Select(i => Gauss(at, Row(x, i)))];
        double[] beta = Dense.Multiply(inverse, cross);
        double[] weights = Dense.Multiply(inverse, y);
        double[] gradient = new double[parameters.Length];
        for (int i = 0; i < n; i++)
        {
            gradient[dimensions + (n * dimensions) + i] = beta[i];
            gradient[^1] -= 2 * noise * beta[i] * weights[i];
            for (int d = 0; d < dimensions; d++)
            {
                double slope = -(at[d] - x[i, d]) * cross[i] * weights[i];
                gradient[d] += slope;
                gradient[dimensions + (i * dimensions) + d] -= slope;
                for (int j = 0; j < n; j++)
                {
                    gradient[dimensions + (i * dimensions) + d] += ((beta[i] * weights[j]) + (beta[j] * weights[i])) * kernel[i, j] * (x[i, d] - x[j, d]);
                }
            }
        }

        return gradient;
    }

    private static double Gauss(double[] a, double[] b)
    {
        double distance = 0;
        for (int d = 0; d < a.Length; d++)
        {
            distance += (a[d] - b[d]) * (a[d] - b[d]);
        }

        return Math.Exp(-0.5 * distance);
    }

    private static double[] Row(double[,] matrix, int row) => [.. Enumerable.Range(0, matrix.GetLength(1)).Select(j => matrix[row, j])];
}
