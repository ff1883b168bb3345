using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace DiffGen.Runtime.Tests;

/// <summary>Noise with gaps, and noise of two values.</summary>
public sealed class NoiseKindsTests
{
    [Theory]
    [InlineData(DirectionNoise.Gaussian, 3)]
    [InlineData(DirectionNoise.Rademacher, 1)]
    [InlineData(DirectionNoise.Uniform, 1.8)]
    public void Sparse_noise_has_its_moments_and_is_white(DirectionNoise distribution, double fourth)
    {
        SparseNoise noise = new(new NoiseKey(91), 0.25, distribution);
        Moments.Check<double>(noise, 0, fourth / 0.25);
        Moments.Check<float>(noise, 0, fourth / 0.25);
        Assert.True(NoiseReport.Of(noise, 1 << 17).LooksWhite);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Centred_bernoulli_noise_has_its_moments_and_is_white(double p)
    {
        CentredBernoulliNoise noise = new(new NoiseKey(92), p);
        double q = 1 - p, third = (q - p) / Math.Sqrt(p * q), fourth = (1 / (p * q)) - 3;
        Moments.Check<double>(noise, third, fourth);
        Moments.Check<float>(noise, third, fourth);
        Assert.True(NoiseReport.Of(noise, 1 << 17).LooksWhite);

        double[] numbers = new double[1000];
        noise.Fill<double>(numbers, 0);
        Assert.All(numbers, x => Assert.True(x == Math.Sqrt(q / p) || x == -Math.Sqrt(p / q)));
    }

    /// <summary>The share of elements that are perturbed is the density, and where they are is the same in both precisions and says nothing of the perturbation.</summary>
    [Fact]
    public void Gaps_are_drawn_with_their_probability()
    {
        const int n = 200_000;
        double[] doubles = new double[n], whole = new double[n];
        float[] singles = new float[n];
        foreach (double density in (double[])[0.03, 0.25, 0.9])
        {
            SparseNoise noise = new(new NoiseKey(93), density);
            noise.Fill<double>(doubles, 1);
            noise.Fill<float>(singles, 1);
            new KeyedNoise(new NoiseKey(93), DirectionNoise.Rademacher).Fill<double>(whole, 1);
            int kept = doubles.Count(x => x != 0);
            Assert.InRange((kept - (n * density)) / Math.Sqrt(n * density * (1 - density)), -5, 5);
            double factor = 1 / Math.Sqrt(density);
            for (int i = 0; i < n; i++)
            {
                Assert.Equal(doubles[i] == 0, singles[i] == 0);
                Assert.True(doubles[i] == 0 || doubles[i] == whole[i] * factor);
            }

            double signs = whole.Zip(doubles, (sign, x) => x == 0 ? 0 : sign).Sum();
            Assert.InRange(signs / Math.Sqrt(kept), -5, 5);
        }
    }

    [Fact]
    public void Without_gaps_it_is_the_noise_itself()
    {
        double[] sparse = new double[500], whole = new double[500];
        new SparseNoise(new NoiseKey(94), 1, DirectionNoise.Gaussian).Fill<double>(sparse, 2, 3, 4);
        new NoiseKey(94).FillGaussian<double>(whole, 2, 3, 4);
        Assert.Equal(whole, sparse);
    }

    /// <summary>An address gives the same numbers whenever it is asked for, in any length, and every part of it counts.</summary>
    [Fact]
    public void Numbers_are_addressed()
    {
        Check<double>(new SparseNoise(new NoiseKey(95), 0.4, DirectionNoise.Gaussian));
        Check<float>(new SparseNoise(new NoiseKey(95), 0.4, DirectionNoise.Gaussian));
        Check<double>(new CentredBernoulliNoise(new NoiseKey(95), 0.4));
        Check<float>(new CentredBernoulliNoise(new NoiseKey(95), 0.4));

        static void Check<R>(INoiseSource noise)
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            R[] whole = Filled(1000, 5, 6, 7);
            foreach (int length in (int[])[0, 1, 7, 8, 9, 129, 999])
            {
                Assert.Equal(whole[..length], Filled(length, 5, 6, 7));
            }

            Assert.NotEqual(whole, Filled(1000, 4, 6, 7));
            Assert.NotEqual(whole, Filled(1000, 5, 5, 7));
            Assert.NotEqual(whole, Filled(1000, 5, 6, 6));

            R[] Filled(int length, uint step, uint instance, uint example)
            {
                R[] numbers = new R[length];
                noise.Fill<R>(numbers, step, instance, example);
                return numbers;
            }
        }
    }

    [Fact]
    public void Identities_tell_sources_apart()
    {
        NoiseKey key = new(96);
        ulong[] identities =
        [
            new SparseNoise(key, 0.25).Identity,
            new SparseNoise(key, 0.5).Identity,
            new SparseNoise(key, 0.25, DirectionNoise.Gaussian).Identity,
            new SparseNoise(new NoiseKey(97), 0.25).Identity,
            new CentredBernoulliNoise(key, 0.25).Identity,
            new CentredBernoulliNoise(key, 0.5).Identity,
            new KeyedNoise(key).Identity,
            new KeyedNoise(key, DirectionNoise.Rademacher).Identity,
        ];
        Assert.Equal(identities.Length, identities.Distinct().Count());
    }

    [Fact]
    public void Bad_settings_are_refused()
    {
        Assert.Equal("density", Assert.Throws<ArgumentOutOfRangeException>(() => new SparseNoise(new NoiseKey(1), 0)).ParamName);
        Assert.Equal("density", Assert.Throws<ArgumentOutOfRangeException>(() => new SparseNoise(new NoiseKey(1), 1.1)).ParamName);
        Assert.Equal("density", Assert.Throws<ArgumentOutOfRangeException>(() => new SparseNoise(new NoiseKey(1), double.NaN)).ParamName);
        Assert.Equal("distribution", Assert.Throws<ArgumentOutOfRangeException>(() => new SparseNoise(new NoiseKey(1), 0.5, DirectionNoise.Sphere)).ParamName);
        Assert.Equal("probability", Assert.Throws<ArgumentOutOfRangeException>(() => new CentredBernoulliNoise(new NoiseKey(1), 1)).ParamName);
        Assert.Equal("probability", Assert.Throws<ArgumentOutOfRangeException>(() => new CentredBernoulliNoise(new NoiseKey(1), 0)).ParamName);
        Assert.Throws<NotSupportedException>(() => new CentredBernoulliNoise(new NoiseKey(1), 0.5).Fill<Half>(new Half[1], 0));
        Assert.Throws<NotSupportedException>(() => new SparseNoise(new NoiseKey(1), 0.5).Fill<Half>(new Half[1], 0));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        double[] x = new double[1000];
        float[] y = new float[1000];
        SparseNoise sparse = new(new NoiseKey(98), 0.25);
        CentredBernoulliNoise bernoulli = new(new NoiseKey(98), 0.25);
        Allocations.AssertNone(() => sparse.Fill<double>(x, 1));
        Allocations.AssertNone(() => sparse.Fill<float>(y, 1));
        Allocations.AssertNone(() => bernoulli.Fill<double>(x, 1));
        Allocations.AssertNone(() => bernoulli.Fill<float>(y, 1));
    }
}
