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
            Check<R>(NoiseFill.Uniform<R, PhiloxGenerator>);
            Check<R>(NoiseFill.Gaussian<R, PhiloxGenerator>);
            Check<R>(NoiseFill.Rademacher<R, PhiloxGenerator>);
            Check<R>(NoiseFill.Uniform<R, ThreefryGenerator>);
            Check<R>(NoiseFill.Gaussian<R, ThreefryGenerator>);
            Check<R>(NoiseFill.Rademacher<R, ThreefryGenerator>);
            Check<R>(Choices);
            Check<R>(Gaps);
        }

        static void Choices<R>(NoiseKey key, Span<R> destination, uint step, uint instance, uint example, bool lanes)
            where R : unmanaged, IFloatingPointIeee754<R> =>
            ThresholdFill.Choose(key, destination, ThresholdFill.Of(0.3), R.One, R.NegativeOne, step, instance, example, lanes);

        static void Gaps<R>(NoiseKey key, Span<R> destination, uint step, uint instance, uint example, bool lanes)
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            key.Split(1).FillGaussian(destination, step);
            ThresholdFill.Keep(key, destination, ThresholdFill.Of(0.3), R.CreateChecked(1.5), step, instance, example, lanes);
        }

        static void Check<R>(Filler<R> fill)
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            foreach (int length in (int[])[0, 1, 3, 4, 7, 8, 9, 15, 16, 17, 31, 33, 127, 128, 129, 1000, 100_003])
            {
                R[] lanes = new R[length + 1], blocks = new R[length + 1];
                NoiseKey key = new(71, (ulong)length);
                fill(key, lanes.AsSpan(0, length), 5, 6, uint.MaxValue, BlockLanes.IsSupported);
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
        Check<PhiloxGenerator>();
        Check<ThreefryGenerator>();

        static void Check<TGenerator>()
            where TGenerator : struct, IBlockGenerator
        {
            if (!BlockLanes.IsSupported)
            {
                return;
            }

            // The first word wraps around within the four.
            BlockLanes lanes = TGenerator.Lanes(uint.MaxValue - 1, 1, 2, 3, 0x0123456789ABCDEF);
            for (int i = 0; i < BlockLanes.Blocks; i++)
            {
                PhiloxBlock block = TGenerator.Block(new PhiloxBlock(uint.MaxValue - 1 + (uint)i, 1, 2, 3), 0x0123456789ABCDEF);
                Assert.Equal(((ulong)block.Y << 32) | block.X, lanes.XY[i]);
                Assert.Equal(((ulong)block.W << 32) | block.Z, lanes.ZW[i]);
            }
        }
    }

    /// <summary>The words at both ends of the counter and key, through the lanes: carries and shifts of whole words.</summary>
    [Fact]
    public void Lanes_have_the_bits_of_blocks_at_the_ends()
    {
        foreach (ulong key in (ulong[])[0, ulong.MaxValue, 0x8000000000000000])
        {
            foreach (uint word in (uint[])[0, uint.MaxValue, 0x80000000])
            {
                if (BlockLanes.IsSupported)
                {
                    PhiloxBlock block = ThreefryGenerator.Block(new PhiloxBlock(word, word, word, word), key);
                    BlockLanes lanes = ThreefryGenerator.Lanes(word, word, word, word, key);
                    Assert.Equal(((ulong)block.Y << 32) | block.X, lanes.XY[0]);
                    Assert.Equal(((ulong)block.W << 32) | block.Z, lanes.ZW[0]);
                }
            }
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
