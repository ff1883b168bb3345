using System;
using System.Numerics;

namespace DiffGen;

/// <summary>White noise of one distribution from the counter-based generator.</summary>
public sealed class KeyedNoise : ISmoothingNoise
{
    /// <summary>Makes a source.</summary>
    /// <param name="key">The key of its numbers.</param>
    /// <param name="distribution">Their distribution.</param>
    /// <exception cref="ArgumentOutOfRangeException">The distribution is unknown.</exception>
    public KeyedNoise(NoiseKey key, DirectionNoise distribution = DirectionNoise.Gaussian)
    {
        Key = key;
        Distribution = distribution.Known();
    }

    /// <summary>The key of the numbers.</summary>
    public NoiseKey Key { get; }

    /// <summary>The distribution of the numbers.</summary>
    public DirectionNoise Distribution { get; }

    /// <inheritdoc/>
    public ulong Identity => NoiseKey.Mix(Key.Value + (ulong)Distribution);

    /// <inheritdoc/>
    public void Fill<R>(Span<R> destination, uint step, uint instance = 0, uint example = 0)
        where R : unmanaged, IFloatingPointIeee754<R> => Distribution.Fill(Key, destination, step, instance, example);
}
