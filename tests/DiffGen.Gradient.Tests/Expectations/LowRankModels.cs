using System;
using DiffGen.Distributions;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Methods that draw from normal distributions of covariance W Wᵀ + diag(sigma²).</summary>
public static partial class LowRankModels
{
    /// <summary>xᵀ A x of three numbers.</summary>
    [Differentiable]
    public static double Quadratic(ReadOnlySpan<double> mu, ReadOnlySpan<double> factor, ReadOnlySpan<double> sigma, [NoDiff] ReadOnlySpan<double> a, ref Noise noise)
    {
        Span<double> x = stackalloc double[3];
        Sample.LowRankNormal(mu, factor, sigma, x, ref noise);
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                sum += x[i] * a[3 * i + j] * x[j];
            }
        }

        return sum;
    }

    [Differentiable]
    public static double ProductByScore(ReadOnlySpan<double> mu, ReadOnlySpan<double> factor, ReadOnlySpan<double> sigma, ref Noise noise)
    {
        Span<double> x = stackalloc double[2];
        Sample.LowRankNormal(mu, factor, sigma, x, ref noise, Strategy.Score);
        return x[0] * x[1];
    }

    /// <summary>One cost that jumps, one that does not.</summary>
    [Differentiable]
    public static double Orthant(ReadOnlySpan<double> mu, ReadOnlySpan<double> factor, ReadOnlySpan<double> sigma, ref Noise noise)
    {
        double[] x = new double[mu.Length];
        Sample.LowRankNormal(mu, factor, sigma, x, ref noise);
        return (x[1] > 0.3 ? 1 : 0) + 0.5 * x[0] * x[0];
    }

    [Differentiable]
    public static float Single(ReadOnlySpan<float> mu, ReadOnlySpan<float> factor, ReadOnlySpan<float> sigma, ref Noise noise)
    {
        Span<float> x = stackalloc float[2];
        Sample.LowRankNormal(mu, factor, sigma, x, ref noise);
        return MathF.Sin(x[0]) * x[1];
    }

    /// <summary>The bound of a regression: prior N(0, I), an observation y of N(a · z, 1), the guide of low rank. Its divergence is taken at the draw.</summary>
    [Differentiable]
    public static double Bound(ReadOnlySpan<double> mu, ReadOnlySpan<double> factor, ReadOnlySpan<double> sigma, [NoDiff] ReadOnlySpan<double> a, [NoDiff] double y, ref Noise noise)
    {
        Span<double> z = stackalloc double[2];
        Sample.LowRankNormal(mu, factor, sigma, z, ref noise);
        double divergence = LowRankNormal.LogProbability<double>(z, mu, factor, sigma) - Normal.LogProbability(z[0], 0.0, 1.0) - Normal.LogProbability(z[1], 0.0, 1.0);
        return Elbo.Bound(Normal.LogProbability(y, a[0] * z[0] + a[1] * z[1], 1.0), 0.0, divergence, 1, 1);
    }
}
