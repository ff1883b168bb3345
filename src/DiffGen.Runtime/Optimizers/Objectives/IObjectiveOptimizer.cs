using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// An optimizer that evaluates the objective itself, at several points of one step. The objective must be the same function for the whole step: the same
/// mini-batch, and for a random one the same noise. So it takes an <see cref="IObjective{R}"/>, and no estimator, whose every gradient has noise of its own.
/// </summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public interface IObjectiveOptimizer<R> : IStateful
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Moves the parameters by one step. Allocates nothing of its own.</summary>
    /// <typeparam name="TObjective">The objective's type; may be a ref struct.</typeparam>
    /// <param name="objective">The objective.</param>
    /// <param name="parameters">The parameters, changed in place.</param>
    /// <returns>The objective's value before the step.</returns>
    /// <exception cref="ArgumentException">The length is not the one that the optimizer was made for; nothing is changed.</exception>
    R Step<TObjective>(ref TObjective objective, Span<R> parameters)
        where TObjective : IObjective<R>, allows ref struct;
}
