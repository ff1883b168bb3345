using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Xunit;

namespace DiffGen.Runtime.Tests;

public sealed class NoiseTests
{
    /// <summary>The known answers that come with Random123 (kat_vectors: philox4x32 10).</summary>
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void Philox_gives_the_known_answers(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint x, uint y, uint z, uint w)
    {
        Assert.Equal(new PhiloxBlock(x, y, z, w), Philox4x32.Block(new PhiloxBlock(c0, c1, c2, c3), ((ulong)k1 << 32) | k0));
    }

    [Fact]
    public void An_address_is_the_counter()
    {
        NoiseKey key = new(seed: 7, site: 3);
        Assert.Equal(Philox4x32.Block(new PhiloxBlock(1, 2, 3, 4), key.Value), key.Block(block: 1, step: 4, instance: 2, example: 3));
    }

    [Fact]
    public void Keys_of_seeds_sites_and_splits_differ()
    {
        HashSet<ulong> values = [];
        for (ulong seed = 0; seed < 100; seed++)
        {
            for (ulong site = 0; site < 100; site++)
            {
                Assert.True(values.Add(new NoiseKey(seed, site).Value));
            }
        }

        NoiseKey key = new(1);
        for (ulong i = 0; i < 100; i++)
        {
            Assert.True(values.Add(key.Split(i).Value));
        }

        Assert.Equal(key, NoiseKey.FromValue(key.Value));
    }

    /// <summary>The first numbers of seed 1, as they were when the format was fixed: a change of any bit breaks every recorded run.</summary>
    [Fact]
    public void The_bits_are_pinned()
    {
        double[] gaussian = new double[3], uniform = new double[3];
        float[] single = new float[3], signs = new float[6];
        NoiseKey key = new(1);
        key.FillUniform<double>(uniform, step: 0);
        key.FillGaussian<double>(gaussian, step: 0);
        key.FillGaussian<float>(single, step: 0);
        key.FillRademacher<float>(signs, step: 0);

        Assert.Equal(PinnedUniform, uniform);
        Assert.Equal(PinnedGaussian, gaussian);
        Assert.Equal(PinnedSingle, single);
        Assert.Equal(PinnedSigns, signs);
    }

    [Fact]
    public void Uniforms_are_inside_the_open_interval_at_both_ends()
    {
        // The smallest and the largest word, by the formula of the documentation, are exact and inside (0, 1).
        Assert.True(0.5 / (1L << 52) > 0);
        Assert.True(((1L << 52) - 1 + 0.5) * (1.0 / (1L << 52)) < 1);
        Assert.True(((1 << 23) - 1 + 0.5f) * (1.0f / (1 << 23)) < 1);

        double[] doubles = new double[100_000];
        float[] singles = new float[100_000];
        new NoiseKey(2).FillUniform<double>(doubles, 0);
        new NoiseKey(2).FillUniform<float>(singles, 0);
        Assert.All(doubles, x => Assert.True(x is > 0 and < 1));
        Assert.All(singles, x => Assert.True(x is > 0 and < 1));
    }

    [Fact]
    public void A_prefix_does_not_depend_on_the_length()
    {
        NoiseKey key = new(3);
        foreach (int length in (int[])[0, 1, 2, 3, 4, 5, 127, 128, 129, 300])
        {
            Check<double>(length, key.FillUniform);
            Check<double>(length, key.FillGaussian);
            Check<double>(length, key.FillRademacher);
            Check<float>(length, key.FillUniform);
            Check<float>(length, key.FillGaussian);
            Check<float>(length, key.FillRademacher);
        }

        static void Check<R>(int length, Filler<R> fill)
        {
            R[] whole = new R[400], part = new R[length];
            fill(whole, 5, 6, 7);
            fill(part, 5, 6, 7);
            Assert.Equal(whole[..length], part);
        }
    }

    private delegate void Filler<R>(Span<R> destination, uint step, uint instance, uint example);

    /// <summary>
    /// The sums of the first four powers over 400,000 numbers at a fixed seed, as z-scores against the exact moments; |z| ≤ 5 each
    /// (a chance of 6e-7 for a right generator at a random seed).
    /// </summary>
    [Fact]
    public void Moments()
    {
        const int n = 400_000;
        // For each distribution the means of x, x², x³, x⁴ and those of their squares.
        CheckAll<double>();
        CheckAll<float>();

        static void CheckAll<R>()
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            NoiseKey key = new(11);
            R[] x = new R[n];
            key.FillGaussian<R>(x, 1);
            Check(x, [0, 1, 0, 3], [1, 3, 15, 105]);
            key.FillUniform<R>(x, 2);
            Check(x, [1.0 / 2, 1.0 / 3, 1.0 / 4, 1.0 / 5], [1.0 / 3, 1.0 / 5, 1.0 / 7, 1.0 / 9]);
            key.FillRademacher<R>(x, 3);
            Check(x, [0, 1, 0, 1], [1, 1, 1, 1]);
        }

        static void Check<R>(R[] numbers, double[] means, double[] squares)
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            double[] x = [.. numbers.Select(r => double.CreateTruncating(r))];
            for (int power = 1; power <= 4; power++)
            {
                double mean = x.Average(v => Math.Pow(v, power));
                double deviation = Math.Sqrt((squares[power - 1] - (means[power - 1] * means[power - 1])) / x.Length);
                if (deviation == 0)
                {
                    Assert.Equal(means[power - 1], mean);
                }
                else
                {
                    Assert.InRange((mean - means[power - 1]) / deviation, -5, 5);
                }
            }

            // Neighbours, and numbers of one block, are uncorrelated.
            double variance = squares[0] - (means[0] * means[0]);
            for (int lag = 1; lag <= 4; lag++)
            {
                double sum = 0;
                for (int i = lag; i < x.Length; i++)
                {
                    sum += (x[i] - means[0]) * (x[i - lag] - means[0]);
                }

                Assert.InRange(sum / (variance * Math.Sqrt(x.Length - lag)), -5, 5);
            }
        }
    }

    [Fact]
    public void Steps_instances_examples_and_sites_are_uncorrelated()
    {
        const int n = 100_000;
        double[] a = new double[n], b = new double[n];
        NoiseKey key = new(12);
        key.FillGaussian<double>(a, 1);
        Compare(() => key.FillGaussian<double>(b, 2));
        Compare(() => key.FillGaussian<double>(b, 1, instance: 1));
        Compare(() => key.FillGaussian<double>(b, 1, example: 1));
        Compare(() => new NoiseKey(12, 1).FillGaussian<double>(b, 1));
        Compare(() => new NoiseKey(13).FillGaussian<double>(b, 1));
        Compare(() => key.Split(0).FillGaussian<double>(b, 1));

        void Compare(Action fill)
        {
            fill();
            Assert.InRange(a.Zip(b, (x, y) => x * y).Sum() / Math.Sqrt(n), -5, 5);
        }
    }

    [Fact]
    public void The_tails_of_the_gaussian_are_there()
    {
        double[] x = new double[1_000_000];
        new NoiseKey(14).FillGaussian<double>(x, 0);
        // P(|x| > 3) = 0.002699796; its deviation over a million numbers is 51.9.
        Assert.InRange((x.Count(v => Math.Abs(v) > 3) - 2699.796) / 51.9, -5, 5);
        Assert.InRange((x.Count(v => Math.Abs(v) > 4) - 63.342) / 7.96, -5, 5);
    }

    [Fact]
    public void Logarithm_sine_and_cosine_are_right()
    {
        Random random = new(15);
        for (int i = 0; i < 200_000; i++)
        {
            double x = i % 3 == 0 ? random.NextDouble() * Math.Pow(2, -random.Next(60)) + double.Epsilon * (1L << 60) : (random.NextInt64(1L << 52) + 0.5) / (1L << 52);
            double log = Math.Log(x);
            Assert.InRange(Elementary.Log(x), log - (4e-16 * Math.Abs(log)) - 1e-300, log + (4e-16 * Math.Abs(log)) + 1e-300);
            double turn = random.NextDouble();
            (double sin, double cos) = Elementary.SinCosTurn(turn);
            Assert.InRange(sin - double.SinPi(2 * turn), -4e-16, 4e-16);
            Assert.InRange(cos - double.CosPi(2 * turn), -4e-16, 4e-16);
        }

        Assert.Equal(0, Elementary.Log(1));
        Assert.Equal((0, 1), Elementary.SinCosTurn(0));
        Assert.Equal((1, 0), Elementary.SinCosTurn(0.25));
        Assert.Equal((0, -1), Elementary.SinCosTurn(0.5));
        Assert.Equal((-1, 0), Elementary.SinCosTurn(0.75));
        Assert.Equal((0, 1), Elementary.SinCosTurn(1));
    }

    [Fact]
    public void Other_types_are_refused()
    {
        Assert.Throws<NotSupportedException>(() => new NoiseKey(1).FillGaussian<Half>(new Half[1], 0));
        Assert.Throws<NotSupportedException>(() => new NoiseKey(1).FillUniform<Half>(new Half[1], 0));
        Assert.Throws<NotSupportedException>(() => new NoiseKey(1).FillRademacher<Half>(new Half[1], 0));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        double[] x = new double[1000];
        float[] y = new float[1000];
        Allocations.AssertNone(() =>
        {
            NoiseKey key = new(1);
            key.FillGaussian<double>(x, 1);
            key.FillGaussian<float>(y, 1);
            key.FillUniform<double>(x, 1);
            key.FillRademacher<float>(y, 1);
        });
    }

    private static readonly double[] PinnedUniform = [0.6610556337600434, 0.9839542761599392, 0.9937152993379951];
    private static readonly double[] PinnedGaussian = [0.9052340291171004, -0.09157459128952346, 0.10311118108618691];
    private static readonly float[] PinnedSingle = [-0.3174195f, -0.5075835f, 0.5330661f];
    private static readonly float[] PinnedSigns = [-1, -1, 1, -1, 1, -1];
}
