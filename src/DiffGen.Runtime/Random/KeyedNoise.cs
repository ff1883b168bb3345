using System;
using System.Numerics;

namespace DiffGen;

/// <summary>White noise of one distribution from a counter-based generator.</summary>
public sealed class KeyedNoise : ISmoothingNoise
{
    /// <summary>Makes a source.</summary>
    /// <param name="key">The key of its numbers.</param>
    /// <param name="distribution">Their distribution.</param>
    /// <param name="generator">The generator of their bits.</param>
    /// <exception cref="ArgumentOutOfRangeException">The distribution or the generator is unknown.</exception>
    public KeyedNoise(NoiseKey key, DirectionNoise distribution = DirectionNoise.Gaussian, NoiseGenerator generator = NoiseGenerator.Philox4x32)
    {
        Key = key;
        Distribution = distribution.Known();
        Generator = generator.Known();
    }

    /// <summary>The key of the numbers.</summary>
    public NoiseKey Key { get; }

    /// <summary>The distribution of the numbers.</summary>
    public DirectionNoise Distribution { get; }

    /// <summary>The generator of the numbers' bits.</summary>
    public NoiseGenerator Generator { get; }

    /// <inheritdoc/>
    public ulong Identity => NoiseKey.Mix(Key.Value + (ulong)Distribution + ((ulong)Generator << 32));

    /// <inheritdoc/>
    public void Fill<R>(Span<R> destination, uint step, uint instance = 0, uint example = 0)
        where R : unmanaged, IFloatingPointIeee754<R> => Distribution.Fill(Key, destination, step, instance, example, Generator);
}
