using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace DiffGen.Runtime.Tests.Estimators;

/// <summary>Directions in an exactly known linear function: rows D6, D7, D8 and P4 of the formulas, with planted bugs.</summary>
public sealed class ForwardGradientTests
{
    private const int Count = 150_000;
    private static readonly double[] s_g = [3, -4, 0, 1, 2];

    private static readonly double[] s_point = [0.5, 1, -2, 0.25, 3];

    /// <summary>Var_i = S + (k − 2) gᵢ² with S = 30, and its sum (n + 1)S or (n − 1)S; on the sphere S·n/(n + 2) + gᵢ²(2n/(n + 2) − 1).</summary>
    [Theory]
    [InlineData(DirectionNoise.Gaussian)]
    [InlineData(DirectionNoise.Rademacher)]
    [InlineData(DirectionNoise.Uniform)]
    [InlineData(DirectionNoise.Sphere)]
    public void Unbiased_with_the_variance_of_theory(DirectionNoise noise)
    {
        Draws draws = Draws.Of(new ForwardGradient<double>(seed: 31, noise), new Linear<double>(s_g), s_point, s_g, Count);
        draws.AssertUnbiased();
        for (int i = 0; i < 5; i++)
        {
            double g2 = s_g[i] * s_g[i];
            double expected = noise switch
            {
                DirectionNoise.Gaussian => 30 + g2,
                DirectionNoise.Rademacher => 30 - g2,
                DirectionNoise.Uniform => 30 - (0.2 * g2),
                _ => (30 * 5 / 7.0) + (g2 * ((2 * 5 / 7.0) - 1)),
            };
            Assert.InRange(draws.VarianceScore(i, expected), -5, 5);
        }

        double total = noise switch { DirectionNoise.Gaussian => 180, DirectionNoise.Uniform => 150 - 6, _ => 120 };
        Assert.InRange(draws.TotalVariance / total, 0.98, 1.02);
    }

    [Fact]
    public void Unbiased_in_single_precision()
    {
        float[] g = [.. s_g.Select(x => (float)x)], point = [.. s_point.Select(x => (float)x)];
        Draws.Of(new ForwardGradient<float>(seed: 32), new Linear<float>(g), point, s_g, Count).AssertUnbiased();
        Draws.Of(new ForwardGradient<float>(seed: 33, DirectionNoise.Sphere), new Linear<float>(g), point, s_g, Count).AssertUnbiased();
    }

    [Fact]
    public void Planted_bugs_are_seen()
    {
        Draws.Of(new ForwardGradient<double>(seed: 34), new Linear<double>(s_g, scale: 1.05), s_point, s_g, Count).AssertBiased();
        Draws.Of(new ForwardGradient<double>(seed: 34), new Linear<double>(s_g, scale: -1), s_point, s_g, Count).AssertBiased();
        Draws.Of(new ForwardGradient<double>(new SharedNoise()), new Linear<double>(s_g), s_point, s_g, Count).AssertBiased();
        Draws.Of(new ForwardGradient<double>(new OffNoise()), new Linear<double>(s_g), s_point, s_g, Count).AssertBiased();
    }

    /// <summary>A direction that is shifted by one step between the draw and the replay is another one: the scalars then say nothing.</summary>
    [Fact]
    public void A_seed_shifted_between_draw_and_replay_is_seen()
    {
        ForwardGradient<double> estimator = new(seed: 35);
        Linear<double> objective = new(s_g);
        Draws right = new(s_g), shifted = new(s_g);
        double[] gradient = new double[5], scalars = new double[1];
        for (uint t = 0; t < 130_000; t++)
        {
            estimator.Step = t;
            _ = estimator.Probe(ref objective, s_point, 0, scalars);
            estimator.Replay(t, scalars, gradient);
            right.Add(gradient);
            estimator.Replay(t + 1, scalars, gradient);
            shifted.Add(gradient);
        }

        right.AssertUnbiased();
        shifted.AssertBiased();
    }

    /// <summary>E|cos(ĝ, g)| = Γ(n/2)/(√π Γ((n + 1)/2)), and every estimate points downhill.</summary>
    [Theory]
    [InlineData(2, 0.636620)]
    [InlineData(5, 0.375000)]
    [InlineData(10, 0.258690)]
    [InlineData(100, 0.0799882)]
    public void Alignment(int n, double expected)
    {
        const int count = 20_000;
        double[] g = [.. Enumerable.Range(0, n).Select(i => Math.Sin(1 + i))], x = new double[n], estimate = new double[n];
        Linear<double> objective = new(g);
        ForwardGradient<double> estimator = new(seed: 36);
        double sum = 0, squares = 0;
        for (int t = 0; t < count; t++)
        {
            _ = estimator.Estimate(ref objective, x, estimate);
            double cos = new Linear<double>(g).Value(estimate) / Math.Sqrt(g.Sum(a => a * a) * estimate.Sum(a => a * a));
            Assert.True(cos >= 0);
            sum += cos;
            squares += cos * cos;
        }

        double mean = sum / count;
        Assert.InRange((mean - expected) / Math.Sqrt(((squares / count) - (mean * mean)) / count), -5, 5);
    }

    [Fact]
    public void Signs_have_less_variance_than_Gaussians_by_the_ratio_of_theory()
    {
        Linear<double> objective = new(s_g);
        double gaussian = Draws.Of(new ForwardGradient<double>(37), objective, s_point, s_g, Count).TotalVariance;
        double signs = Draws.Of(new ForwardGradient<double>(38, DirectionNoise.Rademacher), objective, s_point, s_g, Count).TotalVariance;
        Assert.InRange(signs / gaussian / (4.0 / 6.0), 0.97, 1.03);
    }

    /// <summary>K independent directions have a K-th of the variance; K orthogonal ones (n/K − 1)S, which is nothing at K = n.</summary>
    [Fact]
    public void Several_directions()
    {
        double[] g = [.. Enumerable.Range(0, 10).Select(i => Math.Cos(i))], x = new double[10], gradient = new double[10];
        double s = g.Sum(a => a * a);
        Linear<double> objective = new(g);
        Draws independent = Draws.Of(new ForwardGradient<double>(41, directions: 5), objective, x, g, 40_000);
        Draws orthogonal = Draws.Of(new OrthogonalForwardGradient<double>(42, directions: 5), objective, x, g, 40_000);
        independent.AssertUnbiased();
        orthogonal.AssertUnbiased();
        Assert.InRange(independent.TotalVariance / (11 * s / 5), 0.97, 1.03);
        Assert.InRange(orthogonal.TotalVariance / s, 0.97, 1.03);

        for (int t = 0; t < 20; t++)
        {
            _ = new OrthogonalForwardGradient<double>((ulong)t, directions: 10).Estimate(ref objective, x, gradient);
            Assert.All(gradient.Zip(g), pair => Assert.InRange(pair.First - pair.Second, -1e-12, 1e-12));
        }
    }

    [Fact]
    public void Orthogonal_directions_are_orthogonal_and_long_in_both_precisions()
    {
        Check<double>(1e-12);
        Check<float>(3e-5);

        static void Check<R>(double tolerance)
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            const int n = 37, k = 20;
            OrthogonalForwardGradient<R> estimator = new(seed: 43, k);
            R[][] directions = [.. Enumerable.Range(0, k).Select(_ => new R[n])];
            for (int j = k - 1; j >= 0; j--)
            {
                estimator.FillDirection(directions[j], 7, (uint)j);
            }

            for (int i = 0; i < k; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    double dot = directions[i].Zip(directions[j], (a, b) => double.CreateTruncating(a) * double.CreateTruncating(b)).Sum();
                    Assert.InRange((dot / n) - (i == j ? 1 : 0), -tolerance, tolerance);
                }
            }
        }
    }

    [Fact]
    public void More_orthogonal_directions_than_parameters_are_refused()
    {
        Linear<double> objective = new([1, 2]);
        ArgumentException error = Assert.Throws<ArgumentException>(() => new OrthogonalForwardGradient<double>(1, 3).Estimate(ref objective, [1, 1], new double[2]));
        Assert.Equal("parameters", error.ParamName);
        Assert.Contains("3 orthogonal directions", error.Message, StringComparison.Ordinal);
    }

    /// <summary>For Gaussian directions the mean of the clipped estimate is g·P(|t| &lt; c) with t normal of deviation ‖g‖: shorter, and said so.</summary>
    [Fact]
    public void Clipping_biases_by_the_formula()
    {
        ClippedForwardGradient<double> clipped = new(seed: 44, bound: 5);
        Assert.Equal(Bias.Biased, clipped.Bias);
        Linear<double> objective = new(s_g);
        Draws.Of(clipped, objective, s_point, s_g, Count).AssertBiased();

        // P(|t| < 5) with deviation √30: erf(5/√60).
        const double kept = 0.638690862;
        Draws.Of(new ClippedForwardGradient<double>(seed: 45, bound: 5), objective, s_point, [.. s_g.Select(g => g * kept)], Count).AssertUnbiased();
        Draws.Of(new ClippedForwardGradient<double>(seed: 46, bound: 1e6), objective, s_point, s_g, Count).AssertUnbiased();

        double[] gradient = new double[5];
        for (int t = 0; t < 100; t++)
        {
            _ = clipped.Estimate(ref objective, s_point, gradient);
            Assert.InRange(clipped.Scalars[0], -5, 5);
        }
    }

    /// <summary>A frozen parameter gets no noise, and the rest the variance of fewer dimensions: (n_active + 1) S_active.</summary>
    [Theory]
    [InlineData(DirectionNoise.Gaussian, 4)]
    [InlineData(DirectionNoise.Rademacher, 2)]
    [InlineData(DirectionNoise.Sphere, 2)]
    public void A_mask_freezes_parameters(DirectionNoise noise, int factor)
    {
        ParameterMask mask = new(5, 0..1, 3..5);
        Assert.Equal(3, mask.ActiveCount);
        double[] active = [3, 0, 0, 1, 2];
        Draws draws = Draws.Of(new ForwardGradient<double>(47, noise, mask: mask), new Linear<double>(s_g), s_point, active, Count);
        draws.AssertUnbiased();
        Assert.InRange(draws.TotalVariance / (factor * 14.0), 0.96, 1.04);
        Assert.Equal(0, draws.Mean(1));
        Assert.Equal(0, draws.Variance(2));
    }

    [Fact]
    public void A_mask_keeps_orthogonal_directions_inside_it()
    {
        Linear<double> objective = new(s_g);
        double[] gradient = new double[5];
        _ = new OrthogonalForwardGradient<double>(48, 2, new ParameterMask(5, 1..2, 4..5)).Estimate(ref objective, s_point, gradient);
        Assert.All(gradient.Zip([0, -4, 0, 0, 2]), pair => Assert.InRange(pair.First - pair.Second, -1e-14, 1e-14));
    }

    [Fact]
    public void Bad_masks_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ParameterMask(5, 2..4, 1..2));
        Assert.Throws<ArgumentException>(() => new ParameterMask(5, 2..4, 3..5));
        Assert.Throws<ArgumentException>(() => new ParameterMask(5, 2..2));
        Assert.Throws<ArgumentException>(() => new ParameterMask(5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParameterMask(5, 2..6));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParameterMask(-1));
        Linear<double> objective = new([1, 2]);
        Assert.Equal("parameters", Assert.Throws<ArgumentException>(
            () => new ForwardGradient<double>(1, mask: new ParameterMask(3, 0..1)).Estimate(ref objective, [1, 1], new double[2])).ParamName);
    }

    /// <summary>A bug: one number for all coordinates, so that v vᵀ is not I in the mean.</summary>
    private sealed class SharedNoise : IWhiteNoise
    {
        public ulong Identity => 1;

        public void Fill<R>(Span<R> destination, uint step, uint instance = 0, uint example = 0)
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            R[] one = new R[1];
            new NoiseKey(1).FillGaussian<R>(one, step, instance, example);
            destination.Fill(one[0]);
        }
    }

    /// <summary>A bug: noise that is 2.5 % too large, so that estimates are 5 % too long.</summary>
    private sealed class OffNoise : IWhiteNoise
    {
        public ulong Identity => 2;

        public void Fill<R>(Span<R> destination, uint step, uint instance = 0, uint example = 0)
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            new NoiseKey(1).FillGaussian(destination, step, instance, example);
            for (int i = 0; i < destination.Length; i++)
            {
                destination[i] *= R.CreateTruncating(1.025);
            }
        }
    }
}
