using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace DiffGen.Runtime.Tests.Sampling;

public sealed class StreamTests
{
    [Fact]
    public void A_draw_takes_one_position_and_is_a_function_of_it()
    {
        Noise noise = new(new NoiseKey(7, 3), position: 40);
        Assert.Equal(40ul, noise.Position);
        double first = Sample.Normal(0.0, 1.0, ref noise), second = Sample.Normal(0.0, 1.0, ref noise);
        Assert.Equal(42ul, noise.Position);
        Assert.Equal(new NoiseKey(7, 3), noise.Key);
        Assert.NotEqual(first, second);

        Noise again = new(noise.Key, 41);
        Assert.Equal(second, Sample.Normal(0.0, 1.0, ref again));
    }

    /// <summary>Draw k is the block (k, attempt 0): (k + ½)·2⁻⁵² of its first two words.</summary>
    [Fact]
    public void A_uniform_draw_is_the_block_of_its_position()
    {
        NoiseKey key = new(5);
        Noise noise = new(key, (3ul << 32) + 9);
        (uint x, uint y, _, _) = Philox4x32.Block(new PhiloxBlock(9, 3, 0, 0), key.Value);
        double u = ((((ulong)y << 32 | x) >> 12) + 0.5) * Math.Pow(2, -52);
        Assert.Equal(u, Sample.Uniform(0.0, 1.0, ref noise), 1e-16);
    }

    [Fact]
    public void What_is_drawn_before_does_not_matter()
    {
        // A rejecting sampler takes as many positions as any other: the draw after it stays.
        for (ulong seed = 0; seed < 50; seed++)
        {
            Noise a = new(seed), b = new(seed);
            Sample.Gamma(0.3, 1.0, ref a);
            Sample.Poisson(1000.0, ref b);
            Assert.Equal(Sample.Normal(0.0, 1.0, ref a), Sample.Normal(0.0, 1.0, ref b));
        }
    }

    [Fact]
    public void Splits_are_streams_of_their_own_and_leave_the_stream()
    {
        Noise noise = new(1);
        Assert.Equal(noise.Split(3), noise.Split(3ul));
        HashSet<Noise> streams = [noise];
        for (int i = 0; i < 1000; i++)
        {
            Assert.True(streams.Add(noise.Split(i)));
            Assert.True(streams.Add(noise.Split(5).Split(i)));
        }

        Assert.Equal(new Noise(1), noise);
        Noise moved = noise;
        Sample.Bernoulli(0.5, ref moved);
        Assert.True(streams.Add(moved.Split(3)));
        Assert.Equal(0ul, noise.Split(9).Position);
    }

    [Fact]
    public void Split_streams_are_uncorrelated_with_one_another_and_with_their_parent()
    {
        const int n = 100_000;
        Noise noise = new(2), parent = noise, child = noise.Split(0), sibling = noise.Split(1);
        double[] a = new double[n], b = new double[n], c = new double[n];
        Sample.Normal(0.0, 1.0, a, ref parent);
        Sample.Normal(0.0, 1.0, b, ref child);
        Sample.Normal(0.0, 1.0, c, ref sibling);
        Assert.InRange(a.Zip(b, (x, y) => x * y).Sum() / Math.Sqrt(n), -5, 5);
        Assert.InRange(a.Zip(c, (x, y) => x * y).Sum() / Math.Sqrt(n), -5, 5);
        Assert.InRange(b.Zip(c, (x, y) => x * y).Sum() / Math.Sqrt(n), -5, 5);
        // The first draws of a thousand siblings, too.
        double[] firsts = [.. Enumerable.Range(0, 10_000).Select(i => First(noise.Split(i)))];
        Assert.InRange(Statistics.Kolmogorov(firsts, x => x), 0, Statistics.KolmogorovBound);
        Assert.InRange(firsts.Zip(firsts.Skip(1), (x, y) => (x - 0.5) * (y - 0.5)).Sum() * 12 / 100, -5, 5);

        static double First(Noise stream) => Sample.Uniform(0.0, 1.0, ref stream);
    }

    [Fact]
    public void Equality_is_that_of_key_and_position()
    {
        Noise a = new(1), b = new(1), c = new(2);
        Assert.True(a == b && a != c && a.Equals((object)b) && !a.Equals("a"));
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Sample.Bernoulli(0.5, ref b);
        Assert.True(a != b);
        Assert.Equal($"Noise {b.Key.Value:x16} at 1", b.ToString());
        Assert.Equal(new Noise(NoiseKey.FromValue(0)), default);
    }

    /// <summary>The first numbers of seed 1, as they were when the format was fixed: a change of any bit breaks every recorded run.</summary>
    [Fact]
    public void The_bits_are_pinned()
    {
        Noise noise = new(1);
        Assert.Equal(PinnedUniform, Sample.Uniform(0.0, 1.0, ref noise));
        Assert.Equal(PinnedNormal, Sample.Normal(0.0, 1.0, ref noise));
        Assert.Equal(PinnedLogistic, Sample.Logistic(0.0, 1.0, ref noise));
        Assert.Equal(PinnedChild, First(noise.Split(2)));

        static double First(Noise stream) => Sample.Uniform(0.0, 1.0, ref stream);
    }

    private const double PinnedUniform = 0.6610556337600434, PinnedNormal = 0.10311118108618691, PinnedLogistic = -1.3051841828688102, PinnedChild = 0.882549695045571;
}
