using System;
using System.Numerics;

namespace DiffGen;

/// <summary>(f(θ + σv) − f(θ)) / σ.</summary>
internal struct OneSidedProbe<R>(double sigma) : IProbe<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private R _atPoint;

    public void Begin<TObjective>(ref TObjective objective, ReadOnlySpan<R> parameters, ref ProbedValue value)
        where TObjective : IObjective<R>, allows ref struct
    {
        _atPoint = objective.Value(parameters);
        value.AtPoint(double.CreateTruncating(_atPoint));
    }

    public readonly double Slope<TObjective>(
        ref TObjective objective, ReadOnlySpan<R> parameters, ReadOnlySpan<R> direction, Span<R> workspace, ref ProbedValue value)
        where TObjective : IObjective<R>, allows ref struct
    {
        ScaledSums.Add(parameters, direction, R.CreateTruncating(sigma), workspace);
        return value.Difference(objective.Value(workspace), _atPoint) / sigma;
    }
}
