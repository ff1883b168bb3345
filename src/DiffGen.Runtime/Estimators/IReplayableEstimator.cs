using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// An estimator whose estimate is Σ sⱼ vⱼ over a few directions vⱼ that noise makes: the scalars sⱼ, and the seed, say all. A run is the list of its scalars
/// (<see cref="ReplayLog{R}"/>), and workers that share a run send each other nothing else.
/// </summary>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public interface IReplayableEstimator<R> : IGradientEstimator<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>The number of the next estimate, from 0; goes up by one with each. Set it to repeat or to continue a run.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or exceeds 2³² − 1.</exception>
    long Step { get; set; }

    /// <summary>The scalars s₀ … of the last estimate, after everything that changes them, such as clipping, ranks and the division by their number. Empty before the first.</summary>
    ReadOnlySpan<R> Scalars { get; }

    /// <summary>The number K of directions: of scalars of an estimate.</summary>
    int Directions { get; }

    /// <summary>A hash of what determines the directions: seed, distribution, number of directions, mask. Replay under another one gives another run.</summary>
    ulong Configuration { get; }

    /// <summary>Fills a buffer with a direction vⱼ.</summary>
    /// <param name="direction">Receives the direction, of the length of the parameters.</param>
    /// <param name="step">The number of the estimate.</param>
    /// <param name="instance">The number j of the direction.</param>
    void FillDirection(Span<R> direction, uint step, uint instance = 0);

    /// <summary>Makes an estimate again, bit for bit, from its scalars. The objective is not needed.</summary>
    /// <param name="step">The number of the estimate.</param>
    /// <param name="scalars">Its scalars, <see cref="Directions"/> of them.</param>
    /// <param name="gradient">Receives the estimate, of the length of the parameters; what it held is ignored.</param>
    /// <exception cref="ArgumentException">The number of scalars is another one.</exception>
    void Replay(uint step, ReadOnlySpan<R> scalars, Span<R> gradient);
}
