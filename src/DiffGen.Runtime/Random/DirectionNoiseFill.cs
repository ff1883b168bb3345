using System;
using System.Numerics;

namespace DiffGen;

/// <summary>How the distributions of <see cref="DirectionNoise"/> are made of a key's numbers.</summary>
internal static class DirectionNoiseFill
{
    /// <summary>The distribution itself, if it is one of the enumeration.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static DirectionNoise Known(this DirectionNoise noise) =>
        noise is DirectionNoise.Gaussian or DirectionNoise.Rademacher or DirectionNoise.Sphere or DirectionNoise.Uniform
            ? noise
            : throw new ArgumentOutOfRangeException(nameof(noise), noise, $"noise is {noise}; it must be Gaussian, Rademacher, Sphere or Uniform.");

    /// <summary>The generator itself, if it is one of the enumeration.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static NoiseGenerator Known(this NoiseGenerator generator) =>
        generator is NoiseGenerator.Philox4x32 or NoiseGenerator.Threefry2x64
            ? generator
            : throw new ArgumentOutOfRangeException(nameof(generator), generator, $"generator is {generator}; it must be Philox4x32 or Threefry2x64.");

    /// <summary>Fills a buffer.</summary>
    public static void Fill<R>(
        this DirectionNoise noise, NoiseKey key, Span<R> destination, uint step, uint instance, uint example, NoiseGenerator generator = NoiseGenerator.Philox4x32)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        if (generator == NoiseGenerator.Threefry2x64)
        {
            Fill<R, ThreefryGenerator>(noise, key, destination, step, instance, example);
        }
        else
        {
            Fill<R, PhiloxGenerator>(noise, key, destination, step, instance, example);
        }
    }

    private static void Fill<R, TGenerator>(DirectionNoise noise, NoiseKey key, Span<R> destination, uint step, uint instance, uint example)
        where R : unmanaged, IFloatingPointIeee754<R>
        where TGenerator : struct, IBlockGenerator
    {
        bool lanes = BlockLanes.IsSupported;
        switch (noise)
        {
            case DirectionNoise.Rademacher:
                NoiseFill.Rademacher<R, TGenerator>(key, destination, step, instance, example, lanes);
                break;
            case DirectionNoise.Uniform:
                NoiseFill.Uniform<R, TGenerator>(key, destination, step, instance, example, lanes);
                SpreadUniforms(destination);
                break;
            case DirectionNoise.Sphere:
                NoiseFill.Gaussian<R, TGenerator>(key, destination, step, instance, example, lanes);
                OrderedSums.Scale(destination, Math.Sqrt(destination.Length / OrderedSums.Squares<R>(destination)));
                break;
            default:
                NoiseFill.Gaussian<R, TGenerator>(key, destination, step, instance, example, lanes);
                break;
        }
    }

    /// <summary>u in (0, 1) becomes 2√3 (u − ½), of mean 0 and variance 1.</summary>
    private static void SpreadUniforms<R>(Span<R> numbers)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        R half = R.CreateChecked(0.5), width = R.CreateTruncating(2 * Math.Sqrt(3));
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (numbers[i] - half) * width;
        }
    }
}
