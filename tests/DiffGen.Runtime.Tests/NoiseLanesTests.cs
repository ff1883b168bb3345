using System;
using System.Linq;
using System.Numerics;
using System.Runtime.Intrinsics;
using Xunit;

namespace DiffGen.Runtime.Tests;

/// <summary>Noise made in lanes has the bits of noise made block by block. On machines without the lanes these tests compare the latter with itself.</summary>
public sealed class NoiseLanesTests
{
    private delegate void Filler<R>(NoiseKey key, Span<R> destination, uint step, uint instance, uint example, bool lanes);

    [Fact]
    public void Lanes_have_the_bits_of_blocks()
    {
        CheckAll<double>();
        CheckAll<float>();

        static void CheckAll<R>()
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            Check<R>(NoiseFill.Uniform);
            Check<R>(NoiseFill.Gaussian);
            Check<R>(NoiseFill.Rademacher);
        }

        static void Check<R>(Filler<R> fill)
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            foreach (int length in (int[])[0, 1, 3, 4, 7, 8, 9, 15, 16, 17, 31, 33, 127, 128, 129, 1000, 100_003])
            {
                R[] lanes = new R[length + 1], blocks = new R[length + 1];
                NoiseKey key = new(71, (ulong)length);
                fill(key, lanes.AsSpan(0, length), 5, 6, uint.MaxValue, PhiloxLanes.IsSupported);
                fill(key, blocks.AsSpan(0, length), 5, 6, uint.MaxValue, false);
                Assert.Equal(blocks, lanes);
                Assert.Equal(R.Zero, lanes[length]);
            }
        }
    }

    /// <summary>Logarithm, sine and cosine at the ends of what noise asks for, and all quarters of the turn.</summary>
    [Fact]
    public void Elementary_functions_have_the_same_bits_in_lanes()
    {
        double[] x = [NoiseFill.Unit52 / 2, 1 - (NoiseFill.Unit52 / 2), Math.Sqrt(0.5), Math.BitDecrement(Math.Sqrt(0.5)), 0.5, 1e-300, 0.25, 1];
        double[] turns = [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1, 1 - (NoiseFill.Unit52 / 2), 0.1, 0.9];
        for (int i = 0; i < x.Length; i++)
        {
            Vector256<double> log = ElementaryLanes.Log(Vector256.Create(x[i]));
            Assert.Equal(Elementary.Log(x[i]), log[i % 4]);
        }

        for (int i = 0; i < turns.Length; i++)
        {
            (Vector256<double> sin, Vector256<double> cos) =
                ElementaryLanes.SinCosTurn(Vector256.Create(turns[i]));
            (double expectedSin, double expectedCos) = Elementary.SinCosTurn(turns[i]);
            Assert.Equal(BitConverter.DoubleToInt64Bits(expectedSin), BitConverter.DoubleToInt64Bits(sin[i % 4]));
            Assert.Equal(BitConverter.DoubleToInt64Bits(expectedCos), BitConverter.DoubleToInt64Bits(cos[i % 4]));
        }
    }

    [Fact]
    public void Lanes_are_the_blocks_of_consecutive_counters()
    {
        if (!PhiloxLanes.IsSupported)
        {
            return;
        }

        PhiloxLanes lanes = PhiloxLanes.Make(uint.MaxValue - 3, 1, 2, 3, 0x0123456789ABCDEF);
        for (int i = 0; i < PhiloxLanes.Blocks; i++)
        {
            PhiloxBlock block = Philox4x32.Block(new PhiloxBlock(uint.MaxValue - 3 + (uint)i, 1, 2, 3), 0x0123456789ABCDEF);
            Assert.Equal(((ulong)block.Y << 32) | block.X, lanes.XY[i]);
            Assert.Equal(((ulong)block.W << 32) | block.Z, lanes.ZW[i]);
        }
    }

    [Fact]
    public void Uniforms_and_signs_of_a_direction_have_their_ranges_and_moments()
    {
        double[] uniform = new double[100_000], sphere = new double[1001];
        new KeyedNoise(new NoiseKey(72), DirectionNoise.Uniform).Fill<double>(uniform, 0);
        Assert.All(uniform, u => Assert.InRange(u, -Math.Sqrt(3), Math.Sqrt(3)));

        // Var(u²) = 9/5 − 1.
        Assert.InRange((uniform.Average(u => u * u) - 1) / Math.Sqrt(0.8 / uniform.Length), -5, 5);
        Assert.InRange(uniform.Average() * Math.Sqrt(uniform.Length), -5, 5);

        new KeyedNoise(new NoiseKey(72), DirectionNoise.Sphere).Fill<double>(sphere, 0);
        Assert.Equal(1001, sphere.Sum(s => s * s), 1e-9);
        new KeyedNoise(new NoiseKey(72), DirectionNoise.Sphere).Fill<double>([], 0);
    }
}
