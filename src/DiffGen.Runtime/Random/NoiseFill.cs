using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// Fills buffers with the noise of a key: with <c>lanes</c> whole groups of blocks at once and the rest block by block, without it all block by
/// block, the same bits either way.
/// </summary>
internal static class NoiseFill
{
    /// <summary>(k + ½)·2⁻⁵² for 52-bit numbers k, and (k + ½)·2⁻²³ for 23-bit ones, are exact, never 0 and never 1.</summary>
    internal const double Unit52 = 1.0 / (1L << 52);
    internal const double Unit23 = 1.0 / (1 << 23);
    internal const int SignsPerBlock = 128;

    /// <summary>Uniforms in (0, 1).</summary>
    public static void Uniform<R, TGenerator>(NoiseKey key, Span<R> destination, uint step, uint instance, uint example, bool lanes)
        where R : unmanaged, IFloatingPointIeee754<R>
        where TGenerator : struct, IBlockGenerator
    {
        int perBlock = ElementsPerBlock<R>();
        int done = lanes ? NoiseFillLanes.Uniform<R, TGenerator>(key, destination, step, instance, example) : 0;
        Span<R> block = stackalloc R[4];
        for (int i = done; i < destination.Length; i += perBlock)
        {
            Uniforms(Words<TGenerator>(key, i / perBlock, step, instance, example), block);
            CopyPart(block[..perBlock], destination[i..]);
        }
    }

    /// <summary>Standard Gaussians.</summary>
    public static void Gaussian<R, TGenerator>(NoiseKey key, Span<R> destination, uint step, uint instance, uint example, bool lanes)
        where R : unmanaged, IFloatingPointIeee754<R>
        where TGenerator : struct, IBlockGenerator
    {
        int perBlock = ElementsPerBlock<R>();
        int done = lanes ? NoiseFillLanes.Gaussian<R, TGenerator>(key, destination, step, instance, example) : 0;
        Span<R> block = stackalloc R[4];
        for (int i = done; i < destination.Length; i += perBlock)
        {
            Uniforms(Words<TGenerator>(key, i / perBlock, step, instance, example), block);
            for (int pair = 0; pair < perBlock; pair += 2)
            {
                double radius = Math.Sqrt(-2 * Elementary.Log(double.CreateTruncating(block[pair])));
                (double sin, double cos) = Elementary.SinCosTurn(double.CreateTruncating(block[pair + 1]));
                block[pair] = R.CreateTruncating(radius * cos);
                block[pair + 1] = R.CreateTruncating(radius * sin);
            }

            CopyPart(block[..perBlock], destination[i..]);
        }
    }

    /// <summary>Signs.</summary>
    public static void Rademacher<R, TGenerator>(NoiseKey key, Span<R> destination, uint step, uint instance, uint example, bool lanes)
        where R : unmanaged, IFloatingPointIeee754<R>
        where TGenerator : struct, IBlockGenerator
    {
        _ = ElementsPerBlock<R>();
        Span<uint> words = stackalloc uint[4];
        for (int i = 0; i < destination.Length; i += SignsPerBlock)
        {
            (words[0], words[1], words[2], words[3]) = Words<TGenerator>(key, i / SignsPerBlock, step, instance, example);
            Span<R> part = destination[i..Math.Min(destination.Length, i + SignsPerBlock)];
            int done = lanes ? NoiseFillLanes.Signs(words, part) : 0;
            for (int j = done; j < part.Length; j++)
            {
                part[j] = ((words[j / 32] >> (j % 32)) & 1) == 1 ? R.NegativeOne : R.One;
            }
        }
    }

    /// <summary>The numbers that a block gives of a uniform.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="R"/> is neither double nor float.</exception>
    internal static int ElementsPerBlock<R>() =>
        typeof(R) == typeof(double) ? 2
        : typeof(R) == typeof(float) ? 4
        : throw new NotSupportedException($"Noise of type {typeof(R)} does not exist; use double or float.");

    /// <summary>The words of a block of an address: the counter of <see cref="NoiseKey.Block"/>.</summary>
    internal static PhiloxBlock Words<TGenerator>(NoiseKey key, int block, uint step, uint instance, uint example)
        where TGenerator : struct, IBlockGenerator => TGenerator.Block(new PhiloxBlock((uint)block, instance, example, step), key.Value);

    private static void Uniforms<R>(PhiloxBlock words, Span<R> block)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        if (typeof(R) == typeof(double))
        {
            block[0] = R.CreateTruncating(Uniform64(words.X, words.Y));
            block[1] = R.CreateTruncating(Uniform64(words.Z, words.W));
        }
        else
        {
            block[0] = R.CreateTruncating(Uniform32(words.X));
            block[1] = R.CreateTruncating(Uniform32(words.Y));
            block[2] = R.CreateTruncating(Uniform32(words.Z));
            block[3] = R.CreateTruncating(Uniform32(words.W));
        }
    }

    internal static double Uniform64(uint low, uint high) => (((((ulong)high << 32) | low) >> 12) + 0.5) * Unit52;

    private static float Uniform32(uint word) => ((word >> 9) + 0.5f) * (float)Unit23;

    private static void CopyPart<R>(ReadOnlySpan<R> block, Span<R> destination)
    {
        block[..Math.Min(block.Length, destination.Length)].CopyTo(destination);
    }
}
