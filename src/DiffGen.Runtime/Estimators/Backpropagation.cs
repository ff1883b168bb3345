using System;
using System.Numerics;
using DiffGen.CompilerServices;

namespace DiffGen;

/// <summary>The gradient itself, by one reverse sweep: <see cref="IObjective{R}.Gradient"/>. <see cref="Bias.Exact"/>.</summary>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public readonly struct Backpropagation<R> : IExactGradientEstimator<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary><see cref="DiffGen.Bias.Exact"/>.</summary>
    public Bias Bias => Bias.Exact;

    /// <inheritdoc/>
    public R Estimate<TObjective>(ref TObjective objective, ReadOnlySpan<R> parameters, Span<R> gradient)
        where TObjective : IObjective<R>, allows ref struct
    {
        Arguments.SameLength(gradient.Length, parameters.Length, nameof(gradient), nameof(parameters));
        Arguments.Disjoint((ReadOnlySpan<R>)gradient, parameters, nameof(gradient), nameof(parameters));
        return objective.Gradient(parameters, gradient);
    }

    /// <inheritdoc/>
    R ILayeredGradientEstimator<R>.Estimate<TObjective>(ref TObjective objective, ReadOnlySpan<R> parameters, Span<R> gradient) =>
        Estimate(ref objective, parameters, gradient);
}
