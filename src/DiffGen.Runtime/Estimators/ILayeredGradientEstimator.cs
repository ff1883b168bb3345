using System;
using System.Numerics;

namespace DiffGen;

/// <summary>A way to get a gradient, or a random number whose mean relates to it, out of an objective whose layers can be seen.</summary>
/// <remarks>
/// Every <see cref="IGradientEstimator{R}"/> is one, as it needs to see less. Code that is written for this interface swaps backpropagation, forward gradients, weight
/// perturbation and node perturbation in one line.
/// </remarks>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public interface ILayeredGradientEstimator<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>How the mean of the estimates relates to the gradient.</summary>
    Bias Bias { get; }

    /// <summary>Makes one estimate of the gradient at a point.</summary>
    /// <typeparam name="TObjective">The objective's type; may be a ref struct.</typeparam>
    /// <param name="objective">The objective.</param>
    /// <param name="parameters">The point, of length n.</param>
    /// <param name="gradient">Receives the estimate, of length n; what it held is ignored. Unchanged if the objective throws.</param>
    /// <returns>
    /// The objective's value at the point; of an estimator that makes no pass there, the mean of the values at its perturbed points.
    /// </returns>
    /// <exception cref="ArgumentException">The lengths differ, or the buffers overlap; nothing is changed.</exception>
    R Estimate<TObjective>(ref TObjective objective, ReadOnlySpan<R> parameters, Span<R> gradient)
        where TObjective : ILayeredObjective<R>, allows ref struct;
}
