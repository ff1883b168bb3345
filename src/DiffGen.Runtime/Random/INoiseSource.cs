using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// A source of perturbations: random, chaotic, or recorded from a device. Its numbers are addressed, not drawn: the same address gives the same
/// numbers whenever it is asked for, so that noise is replayed instead of being stored.
/// </summary>
/// <remarks>
/// Estimators take an <see cref="IWhiteNoise"/>. A source that is not white is made so by <see cref="WhitenedNoise"/>, and looked at by
/// <see cref="NoiseReport"/>.
/// </remarks>
public interface INoiseSource
{
    /// <summary>A number that tells sources with different numbers apart; part of the configuration that a <see cref="ReplayLog{R}"/> keeps.</summary>
    ulong Identity { get; }

    /// <summary>Fills a buffer with the elements 0, 1, … of an address. Allocates nothing in the steady state.</summary>
    /// <typeparam name="R"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="destination">Receives the numbers.</param>
    /// <param name="step">The step of an optimisation.</param>
    /// <param name="instance">The number of the direction within a step, or the how-manieth time a site is met.</param>
    /// <param name="example">The example within a batch.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="R"/> is another type.</exception>
    void Fill<R>(Span<R> destination, uint step, uint instance = 0, uint example = 0)
        where R : unmanaged, IFloatingPointIeee754<R>;
}
