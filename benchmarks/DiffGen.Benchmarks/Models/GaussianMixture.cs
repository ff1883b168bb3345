using System;

namespace DiffGen.Benchmarks.Models;

/// <summary>
/// The log posterior of a mixture of K Gaussians in d dimensions, by the factors of their inverse covariances. Q[k] is lower triangular: exp(q[k, j]) on its
/// diagonal, l[k] below it, column by column. The prior of Q is a Wishart density.
/// </summary>
internal static partial class GaussianMixture
{
    /// <summary>The log posterior of <paramref name="x"/>, up to the constants of the densities.</summary>
    /// <param name="alpha">Logarithms of the weights [K], up to a constant.</param>
    /// <param name="mu">Means [K, d].</param>
    /// <param name="q">Logarithms of the diagonals [K, d].</param>
    /// <param name="l">What is below the diagonals [K, d (d - 1) / 2].</param>
    /// <param name="x">Points [n, d].</param>
    /// <param name="gamma">The scale of the prior.</param>
    /// <param name="degrees">The degrees of freedom of the prior beyond d + 1.</param>
    [Differentiable]
    public static double LogPosterior(
        ReadOnlySpan<double> alpha,
        ReadOnlySpan<double> mu,
        ReadOnlySpan<double> q,
        ReadOnlySpan<double> l,
        [NoDiff] ReadOnlySpan<double> x,
        [NoDiff] double gamma,
        int degrees)
    {
        int components = alpha.Length;
        int dimensions = mu.Length / components;
        int points = x.Length / dimensions;
        int below = dimensions * (dimensions - 1) / 2;

        Span<double> diagonal = new double[components * dimensions];
        Span<double> logDeterminant = new double[components];
        double prior = 0;
        for (int k = 0; k < components; k++)
        {
            for (int j = 0; j < dimensions; j++)
            {
                int at = k * dimensions + j;
                diagonal[at] = Math.Exp(q[at]);
                logDeterminant[k] += q[at];
                prior -= 0.5 * gamma * gamma * diagonal[at] * diagonal[at];
            }

            prior += degrees * logDeterminant[k];
        }

        for (int p = 0; p < l.Length; p++)
        {
            prior -= 0.5 * gamma * gamma * l[p] * l[p];
        }

        Span<double> centred = new double[dimensions];
        Span<double> z = new double[dimensions];
        Span<double> terms = new double[components];
        double sum = 0;
        for (int i = 0; i < points; i++)
        {
            for (int k = 0; k < components; k++)
            {
                for (int j = 0; j < dimensions; j++)
                {
                    centred[j] = x[i * dimensions + j] - mu[k * dimensions + j];
                    z[j] = diagonal[k * dimensions + j] * centred[j];
                }

                int p = k * below;
                for (int column = 0; column < dimensions; column++)
                {
                    for (int row = column + 1; row < dimensions; row++)
                    {
                        z[row] += l[p] * centred[column];
                        p++;
                    }
                }

                double square = 0;
                for (int j = 0; j < dimensions; j++)
                {
                    square += z[j] * z[j];
                }

                terms[k] = alpha[k] + logDeterminant[k] - 0.5 * square;
            }

            sum += LogSumExp(terms);
        }

        return sum - points * LogSumExp(alpha) + prior;
    }

    private static double LogSumExp(ReadOnlySpan<double> x)
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
