using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace DiffGen.Runtime.Tests.Estimators;

/// <summary>Estimates by noise with gaps, noise of two values, and rows of Hadamard's matrices: means, variances by the formulas, replay.</summary>
public sealed class NoiseKindEstimateTests
{
    private const int Count = 150_000;
    private static readonly double[] s_g = [3, -4, 0, 1, 2];
    private static readonly double[] s_point = [0.5, 1, -2, 0.25, 3];

    /// <summary>Var_i = S + (k − 2) gᵢ² with S = 30 and k = E[v⁴].</summary>
    [Fact]
    public void Unbiased_with_the_variance_of_theory()
    {
        Check(new SparseNoise(new NoiseKey(101), 0.5), 2);
        Check(new SparseNoise(new NoiseKey(102), 0.5, DirectionNoise.Gaussian), 6);
        Check(new CentredBernoulliNoise(new NoiseKey(103), 0.2), (1 / 0.16) - 3);
        Check(new KeyedNoise(new NoiseKey(104), DirectionNoise.Gaussian, NoiseGenerator.Threefry2x64), 3);

        static void Check(IWhiteNoise noise, double k)
        {
            Draws draws = Draws.Of(new ForwardGradient<double>(noise), new Linear<double>(s_g), s_point, s_g, Count);
            draws.AssertUnbiased();
            for (int i = 0; i < 5; i++)
            {
                Assert.InRange(draws.VarianceScore(i, 30 + ((k - 2) * s_g[i] * s_g[i])), -5, 5);
            }
        }
    }

    /// <summary>A forgotten 1/√p is seen.</summary>
    [Fact]
    public void Planted_gaps_that_are_not_made_up_for_are_seen()
    {
        Draws.Of(new ForwardGradient<double>(new UnscaledGaps()), new Linear<double>(s_g), s_point, s_g, Count).AssertBiased();
    }

    /// <summary>
    /// One-sided differences of x³ at 1 with σ = ½ have the mean 3 + 3σ E[v³] + σ² E[v⁴], 6.0625 for p = .2, whose skewness is 1.5 and fourth moment 3.25; central ones 3 + σ² E[v⁴].
    /// There are two outcomes, so that the means are exact.
    /// </summary>
    [Fact]
    public void Skewed_noise_smooths_by_the_formula()
    {
        Cubic<double> cubic = new();
        Assert.Equal(6.0625, Mean(new WeightPerturbation<double>(new CentredBernoulliNoise(new NoiseKey(105), 0.2), 0.5), 2), 1e-12);
        Assert.Equal(3.8125, Mean(new CentralWeightPerturbation<double>(new CentredBernoulliNoise(new NoiseKey(105), 0.2), 0.5), 2), 1e-12);

        double Mean<TEstimator>(TEstimator estimator, double one)
            where TEstimator : IReplayableEstimator<double>
        {
            double[] x = [1], gradient = new double[1], direction = new double[1];
            double? above = null, below = null;
            for (uint step = 0; above is null || below is null; step++)
            {
                estimator.Step = step;
                estimator.FillDirection(direction, step);
                _ = estimator.Estimate(ref cubic, x, gradient);
                _ = direction[0] == one ? above = gradient[0] : below = gradient[0];
            }

            return (0.2 * above.Value) + (0.8 * below.Value);
        }
    }

    /// <summary>K directions of length √n, orthogonal, each of signs, of any number of which a part is asked for in any order.</summary>
    [Theory]
    [InlineData(16, 16)]
    [InlineData(48, 11)]
    [InlineData(1024, 64)]
    public void Rows_of_a_Hadamard_matrix_are_orthogonal(int n, int k)
    {
        Check<double>();
        Check<float>();

        void Check<R>()
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            OrthogonalForwardGradient<R> estimator = new(seed: 106, k, OrthogonalDirections.Hadamard);
            R[][] directions = [.. Enumerable.Range(0, k).Select(_ => new R[n])];
            for (int j = k - 1; j >= 0; j--)
            {
                estimator.FillDirection(directions[j], 7, (uint)j);
            }

            for (int i = 0; i < k; i++)
            {
                Assert.All(directions[i], v => Assert.True(v == R.One || v == R.NegativeOne));
                for (int j = 0; j <= i; j++)
                {
                    Assert.Equal(i == j ? n : 0, directions[i].Zip(directions[j], (a, b) => double.CreateTruncating(a) * double.CreateTruncating(b)).Sum());
                }
            }
        }
    }

    /// <summary>
    /// The total variance is (1/K²) Σⱼₖ cⱼₖ Σᵢ gᵢ² HⱼᵢHₖᵢ − S with cⱼₖ = Σᵢ HⱼᵢHₖᵢ: (n/K − 1)S where n is a multiple of the power of two, and close to it elsewhere.
    /// </summary>
    [Theory]
    [InlineData(16, 4)]
    [InlineData(10, 5)]
    [InlineData(16, 16)]
    public void Hadamard_directions_have_the_variance_of_theory(int n, int k)
    {
        double[] g = [.. Enumerable.Range(0, n).Select(i => Math.Cos(i))], x = new double[n];
        double s = g.Sum(a => a * a), expected = -s;
        for (int j = 0; j < k; j++)
        {
            for (int l = 0; l < k; l++)
            {
                double[] products = [.. Enumerable.Range(0, n).Select(i => BitOperations.PopCount((uint)(i & j)) % 2 == BitOperations.PopCount((uint)(i & l)) % 2 ? 1.0 : -1.0)];
                expected += products.Sum() * products.Zip(g, (h, gi) => h * gi * gi).Sum() / (k * k);
            }
        }

        Draws draws = Draws.Of(new OrthogonalForwardGradient<double>(107, k, OrthogonalDirections.Hadamard), new Linear<double>(g), x, g, 40_000);
        draws.AssertUnbiased(power: false);
        if (k == n)
        {
            Assert.InRange(draws.TotalVariance, 0, 1e-20);
        }
        else
        {
            Assert.InRange(draws.TotalVariance / expected, 0.96, 1.04);
        }

        if (n == 16)
        {
            Assert.Equal((((double)n / k) - 1) * s, expected, 1e-12);
        }
    }

    [Fact]
    public void Hadamard_directions_stay_inside_a_mask()
    {
        Linear<double> objective = new(s_g);
        double[] gradient = new double[5];
        _ = new OrthogonalForwardGradient<double>(108, 2, OrthogonalDirections.Hadamard, new ParameterMask(5, 1..2, 4..5)).Estimate(ref objective, s_point, gradient);
        Assert.All(gradient.Zip([0, -4, 0, 0, 2]), pair => Assert.InRange(pair.First - pair.Second, -1e-14, 1e-14));
        Assert.Throws<ArgumentException>(() => new OrthogonalForwardGradient<double>(1, 6, OrthogonalDirections.Hadamard).Estimate(ref objective, s_point, gradient));
        Assert.Equal("kind", Assert.Throws<ArgumentOutOfRangeException>(() => new OrthogonalForwardGradient<double>(1, 2, (OrthogonalDirections)2)).ParamName);
    }

    /// <summary>A run with any of these is replayed bit for bit from its scalars, and a log of another configuration is refused.</summary>
    [Fact]
    public void Runs_are_replayed_bit_for_bit()
    {
        Check(new ForwardGradient<double>(new SparseNoise(new NoiseKey(109), 0.3)), new ForwardGradient<double>(new SparseNoise(new NoiseKey(109), 0.4)));
        Check(new ForwardGradient<double>(new CentredBernoulliNoise(new NoiseKey(109), 0.3)), new ForwardGradient<double>(new CentredBernoulliNoise(new NoiseKey(109), 0.4)));
        Check(
            new ForwardGradient<double>(new KeyedNoise(new NoiseKey(109), generator: NoiseGenerator.Threefry2x64)),
            new ForwardGradient<double>(new KeyedNoise(new NoiseKey(109))));
        Check(
            new OrthogonalForwardGradient<double>(109, 3, OrthogonalDirections.Hadamard),
            new OrthogonalForwardGradient<double>(new KeyedNoise(new NoiseKey(109), DirectionNoise.Rademacher), 3));

        static void Check<TEstimator>(TEstimator estimator, TEstimator other)
            where TEstimator : IReplayableEstimator<double>
        {
            Cubic<double> objective = new(0.3);
            double[] x = [0.5, -0.3, 0.2, 0.9], again = [.. x], gradient = new double[4];
            ReplayLog<double> log = new(estimator.Configuration, estimator.Directions);
            for (int t = 0; t < 50; t++)
            {
                _ = estimator.Estimate(ref objective, x, gradient);
                log.Append(estimator);
                Move(x, gradient);
            }

            for (int t = 0; t < log.Count; t++)
            {
                log.Replay(t, estimator, gradient);
                Move(again, gradient);
            }

            Assert.Equal(x, again);
            Assert.NotEqual([0.5, -0.3, 0.2, 0.9], x);
            Assert.Throws<ArgumentException>(() => log.Replay(0, other, gradient));
        }

        static void Move(double[] x, double[] gradient)
        {
            for (int i = 0; i < x.Length; i++)
            {
                x[i] -= 0.01 * gradient[i];
            }
        }
    }

    /// <summary>A bug: half of the elements are left out, and nothing makes up for them.</summary>
    private sealed class UnscaledGaps : IWhiteNoise
    {
        private readonly SparseNoise _noise = new(new NoiseKey(110), 0.5);

        public ulong Identity => 3;

        public void Fill<R>(Span<R> destination, uint step, uint instance = 0, uint example = 0)
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            _noise.Fill(destination, step, instance, example);
            foreach (ref R number in destination)
            {
                number = R.CreateTruncating(Math.Sign(double.CreateTruncating(number)));
            }
        }
    }
}
