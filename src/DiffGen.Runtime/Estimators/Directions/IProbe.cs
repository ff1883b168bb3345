using System;
using System.Numerics;

namespace DiffGen;

/// <summary>How an estimator learns the slope of an objective along a direction.</summary>
internal interface IProbe<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>A pass at the point itself, where the probe needs one. Adds to <paramref name="value"/> what the pass says of the value.</summary>
    void Begin<TObjective>(ref TObjective objective, ReadOnlySpan<R> parameters, ref ProbedValue value)
        where TObjective : IObjective<R>, allows ref struct;

    /// <summary>The slope along a direction.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="parameters">The point.</param>
    /// <param name="direction">The direction.</param>
    /// <param name="workspace">A buffer of the same length, free to use.</param>
    /// <param name="value">What is known of the objective's value.</param>
    double Slope<TObjective>(
        ref TObjective objective, ReadOnlySpan<R> parameters, ReadOnlySpan<R> direction, Span<R> workspace, ref ProbedValue value)
        where TObjective : IObjective<R>, allows ref struct;
}
