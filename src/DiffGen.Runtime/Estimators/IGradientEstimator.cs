using System;
using System.Numerics;

namespace DiffGen;

/// <summary>A way to get a gradient, or a random number whose mean it is, out of an objective.</summary>
/// <remarks>
/// Code that takes one is generic (<c>where TEstimator : IGradientEstimator&lt;R&gt;</c>) and is compiled for each pair of estimator and objective,
/// so that neither is called through an interface.
/// </remarks>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public interface IGradientEstimator<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>How the mean of the estimates relates to the gradient.</summary>
    Bias Bias { get; }

    /// <summary>Makes one estimate of the gradient at a point.</summary>
    /// <typeparam name="TObjective">The objective's type; may be a ref struct.</typeparam>
    /// <param name="objective">The objective.</param>
    /// <param name="parameters">The point, of length n.</param>
    /// <param name="gradient">Receives the estimate, of length n; what it held is ignored. Unchanged if the objective throws.</param>
    /// <returns>The objective's value at the point.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or the buffers overlap; nothing is changed.</exception>
    R Estimate<TObjective>(ref TObjective objective, ReadOnlySpan<R> parameters, Span<R> gradient)
        where TObjective : IObjective<R>, allows ref struct;
}
