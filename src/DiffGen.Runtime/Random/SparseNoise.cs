using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// White noise in a part of the elements: each is perturbed with the probability p, by noise of the variance 1/p, and left alone otherwise. Independent numbers of mean 0
/// and variance 1.
/// </summary>
/// <remarks>
/// Which elements are perturbed is drawn for each address anew. The fourth moment is E[v⁴]/p of the noise without gaps, so a forward gradient has the variance
/// S + (E[v⁴]/p − 2) gᵢ² in coordinate i: a little more than without gaps, as long as p is not small, for a part of the perturbations. Sums in which elements that are 0 can be left out
/// become cheaper by that part.
/// </remarks>
public sealed class SparseNoise : ISmoothingNoise
{
    private readonly NoiseKey _mask;
    private readonly ulong _threshold;

    /// <summary>Makes a source.</summary>
    /// <param name="key">The key of its numbers.</param>
    /// <param name="density">The probability p that an element is perturbed, from 10⁻⁹ to 1.</param>
    /// <param name="distribution">The distribution of the perturbations, before they are scaled; not <see cref="DirectionNoise.Sphere"/>, whose numbers are not independent.</param>
    /// <exception cref="ArgumentOutOfRangeException">The density is out of its range, or the distribution unknown or the sphere.</exception>
    public SparseNoise(NoiseKey key, double density, DirectionNoise distribution = DirectionNoise.Rademacher)
    {
        Key = key;
        Density = density is >= ThresholdFill.Least and <= 1
            ? density
            : throw new ArgumentOutOfRangeException(nameof(density), density, $"density is {density}; it must be between {ThresholdFill.Least} and 1.");
        Distribution = distribution.Known() != DirectionNoise.Sphere
            ? distribution
            : throw new ArgumentOutOfRangeException(
                nameof(distribution), distribution, "distribution is Sphere, whose numbers are not independent once some are left out; use Gaussian, Rademacher or Uniform.");
        _mask = SparseMask.Key(key);
        _threshold = density < 1 ? ThresholdFill.Of(density) : 0;
    }

    /// <summary>The key of the numbers.</summary>
    public NoiseKey Key { get; }

    /// <summary>The probability that an element is perturbed.</summary>
    public double Density { get; }

    /// <summary>The distribution of the perturbations, before they are scaled.</summary>
    public DirectionNoise Distribution { get; }

    /// <inheritdoc/>
    public ulong Identity => NoiseKey.Mix(NoiseKey.Mix(Key.Value + (ulong)Distribution + (1ul << 40)) ^ BitConverter.DoubleToUInt64Bits(Density));

    /// <inheritdoc/>
    public void Fill<R>(Span<R> destination, uint step, uint instance = 0, uint example = 0)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        Distribution.Fill(Key, destination, step, instance, example);
        if (Density < 1)
        {
            ThresholdFill.Keep(_mask, destination, _threshold, SparseMask.Factor<R>(Density), step, instance, example, BlockLanes.IsSupported);
        }
    }
}
