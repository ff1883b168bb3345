using System;
using System.Numerics;

namespace DiffGen;

/// <summary>A rule that moves parameters along a gradient, downhill. What it remembers between steps is its state (<see cref="IStateful"/>).</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public interface IOptimizer<R> : IStateful
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>The learning rate of the next step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or NaN.</exception>
    double LearningRate { get; set; }

    /// <summary>Moves the parameters by one step. Allocates nothing.</summary>
    /// <param name="parameters">The parameters, changed in place.</param>
    /// <param name="gradient">The gradient at the parameters, of the same length.</param>
    /// <exception cref="ArgumentException">A length is not the one that the optimizer was made for, or the buffers overlap; nothing is changed.</exception>
    void Step(Span<R> parameters, ReadOnlySpan<R> gradient);
}
