using System;
using System.Numerics;

namespace DiffGen;

/// <summary>A way to get a gradient, or a random number whose mean relates to it, out of an objective.</summary>
/// <remarks>
/// <para>
/// The estimators of the runtime are structs: code that takes one is generic (<c>where TEstimator : IGradientEstimator&lt;R&gt;</c>) and is compiled for each pair of
/// estimator and objective, so that neither is called through an interface. Such a struct is a handle: copies share the step and the workspace. It
/// serves one thread at a time, allocates when a number of parameters is first met, and nothing per step.
/// </para>
/// <para>
/// Another estimator implements <see cref="Estimate"/> and <see cref="ILayeredGradientEstimator{R}.Bias"/>. One that is a struct implements
/// <see cref="ILayeredGradientEstimator{R}.Estimate"/> besides, by a call of <see cref="Estimate"/>; the one that it inherits copies the struct to the heap.
/// </para>
/// </remarks>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public interface IGradientEstimator<R> : ILayeredGradientEstimator<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes one estimate of the gradient at a point.</summary>
    /// <typeparam name="TObjective">The objective's type; may be a ref struct.</typeparam>
    /// <param name="objective">The objective.</param>
    /// <param name="parameters">The point, of length n.</param>
    /// <param name="gradient">Receives the estimate, of length n; what it held is ignored. Unchanged if the objective throws.</param>
    /// <returns>
    /// The objective's value at the point; of an estimator that makes no pass there, the mean of the values at its perturbed points.
    /// </returns>
    /// <exception cref="ArgumentException">The lengths differ, or the buffers overlap; nothing is changed.</exception>
    new R Estimate<TObjective>(ref TObjective objective, ReadOnlySpan<R> parameters, Span<R> gradient)
        where TObjective : IObjective<R>, allows ref struct;

    /// <inheritdoc/>
    R ILayeredGradientEstimator<R>.Estimate<TObjective>(ref TObjective objective, ReadOnlySpan<R> parameters, Span<R> gradient) =>
        Estimate(ref objective, parameters, gradient);
}
