using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// Independent numbers of two values, (b − p)/√(p(1 − p)) for b = 1 with the probability p and 0 otherwise: mean 0, variance 1, and skewed unless p = ½. Noise as devices make it
/// that switch now and then.
/// </summary>
/// <remarks>
/// With q = 1 − p the third moment is (q − p)/√(pq) and the fourth 1/(pq) − 3. Forward gradients have the variance S + (1/(pq) − 5) gᵢ² in coordinate i. One-sided
/// differences see the skewness in the first order of σ, as its smoothing does (<see cref="ISmoothingNoise"/>): on x³ the mean is 3x² + 3σx(q − p)/√(pq) + σ²(1/(pq) − 3). Central
/// differences do not.
/// </remarks>
public sealed class CentredBernoulliNoise : ISmoothingNoise
{
    private readonly ulong _threshold;
    private readonly double _one, _zero;

    /// <summary>Makes a source.</summary>
    /// <param name="key">The key of its numbers.</param>
    /// <param name="probability">The probability p of the value above 0, from 10⁻⁹ to 1 − 10⁻⁹.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is out of its range.</exception>
    public CentredBernoulliNoise(NoiseKey key, double probability)
    {
        Key = key;
        Probability = probability is >= ThresholdFill.Least and <= 1 - ThresholdFill.Least
            ? probability
            : throw new ArgumentOutOfRangeException(
                nameof(probability), probability, $"probability is {probability}; it must be between {ThresholdFill.Least} and 1 - {ThresholdFill.Least}, or both values are all but one.");
        _threshold = ThresholdFill.Of(probability);
        _one = Math.Sqrt((1 - probability) / probability);
        _zero = -Math.Sqrt(probability / (1 - probability));
    }

    /// <summary>The key of the numbers.</summary>
    public NoiseKey Key { get; }

    /// <summary>The probability of the value above 0.</summary>
    public double Probability { get; }

    /// <inheritdoc/>
    public ulong Identity => NoiseKey.Mix(NoiseKey.Mix(Key.Value + (2ul << 40)) ^ BitConverter.DoubleToUInt64Bits(Probability));

    /// <inheritdoc/>
    public void Fill<R>(Span<R> destination, uint step, uint instance = 0, uint example = 0)
        where R : unmanaged, IFloatingPointIeee754<R> =>
        ThresholdFill.Choose(Key, destination, _threshold, R.CreateTruncating(_one), R.CreateTruncating(_zero), step, instance, example, BlockLanes.IsSupported);
}
