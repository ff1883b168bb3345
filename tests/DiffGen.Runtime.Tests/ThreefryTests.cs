using System;
using System.Linq;
using Xunit;

namespace DiffGen.Runtime.Tests;

/// <summary>The second counter-based generator, and the noise that is made of it.</summary>
public sealed class ThreefryTests
{
    /// <summary>The known answers that come with Random123 (kat_vectors: threefry2x64 20).</summary>
    [Theory]
    [InlineData(0ul, 0ul, 0ul, 0ul, 0xc2b6e3a8c2c69865, 0x6f81ed42f350084d)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0xe02cb7c4d95d277a, 0xd06633d0893b8b68)]
    [InlineData(0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89, 0x263c7d30bb0f0af1, 0x56be8361d3311526)]
    public void Threefry2x64_gives_the_known_answers(ulong c0, ulong c1, ulong k0, ulong k1, ulong x, ulong y)
    {
        Assert.Equal((x, y), Threefry2x64.Block((c0, c1), (k0, k1)));
    }

    /// <summary>The known answers that come with Random123 (kat_vectors: threefry2x32 20), which JAX has in its tests as well.</summary>
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0x6b200159u, 0x99ba4efeu)]
    [InlineData(uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue, 0x1cb996fcu, 0xbb002be7u)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xc4923a9cu, 0x483df7a0u)]
    public void Threefry2x32_gives_the_known_answers(uint c0, uint c1, uint k0, uint k1, uint x, uint y)
    {
        Assert.Equal((x, y), Threefry2x32.Block((c0, c1), (k0, k1)));
    }

    /// <summary>A counter's four words are the generator's two, lower halves first; signs are the bits of the words in their order.</summary>
    [Fact]
    public void An_address_is_the_counter()
    {
        NoiseKey key = new(7);
        double[] signs = new double[128], uniform = new double[2];
        new KeyedNoise(key, DirectionNoise.Rademacher, NoiseGenerator.Threefry2x64).Fill<double>(signs, step: 4, instance: 2, example: 3);
        (ulong x, ulong y) = Threefry2x64.Block((2ul << 32, (4ul << 32) | 3), (key.Value, 0));
        for (int i = 0; i < 128; i++)
        {
            Assert.Equal((((i < 64 ? x : y) >> (i % 64)) & 1) == 1 ? -1 : 1, signs[i]);
        }

        new KeyedNoise(key, DirectionNoise.Uniform, NoiseGenerator.Threefry2x64).Fill<double>(uniform, step: 4, instance: 2, example: 3);
        Assert.Equal(((((x >> 12) + 0.5) / (1L << 52)) - 0.5) * (2 * Math.Sqrt(3)), uniform[0]);
        Assert.Equal(((((y >> 12) + 0.5) / (1L << 52)) - 0.5) * (2 * Math.Sqrt(3)), uniform[1]);
    }

    [Theory]
    [InlineData(DirectionNoise.Gaussian, 3)]
    [InlineData(DirectionNoise.Rademacher, 1)]
    [InlineData(DirectionNoise.Uniform, 1.8)]
    public void Noise_has_its_moments_and_is_white(DirectionNoise distribution, double fourth)
    {
        KeyedNoise noise = new(new NoiseKey(81), distribution, NoiseGenerator.Threefry2x64);
        Moments.Check<double>(noise, 0, fourth);
        Moments.Check<float>(noise, 0, fourth);
        Assert.True(NoiseReport.Of(noise, 1 << 17).LooksWhite);
    }

    /// <summary>Noise of the two generators under one key is independent, and told apart by its identity.</summary>
    [Fact]
    public void The_generators_differ()
    {
        const int n = 100_000;
        double[] philox = new double[n], threefry = new double[n];
        KeyedNoise first = new(new NoiseKey(82)), second = new(new NoiseKey(82), generator: NoiseGenerator.Threefry2x64);
        first.Fill<double>(philox, 0);
        second.Fill<double>(threefry, 0);
        Assert.InRange(philox.Zip(threefry, (x, y) => x * y).Sum() / Math.Sqrt(n), -5, 5);
        Assert.NotEqual(first.Identity, second.Identity);
        Assert.Throws<ArgumentOutOfRangeException>(() => new KeyedNoise(new NoiseKey(1), generator: (NoiseGenerator)2));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        double[] x = new double[1000];
        KeyedNoise noise = new(new NoiseKey(83), generator: NoiseGenerator.Threefry2x64);
        Allocations.AssertNone(() => noise.Fill<double>(x, 1));
        Allocations.AssertNone(() => Threefry2x32.Block((1, 2), (3, 4)));
    }
}
