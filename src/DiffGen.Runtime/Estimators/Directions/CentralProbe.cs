using System;
using System.Numerics;

namespace DiffGen;

/// <summary>(f(θ + σv) − f(θ − σv)) / 2σ, times a factor.</summary>
internal readonly struct CentralProbe<R>(double sigma, double factor = 1) : IProbe<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    public void Begin<TObjective>(ref TObjective objective, ReadOnlySpan<R> parameters, ref ProbedValue value)
        where TObjective : IObjective<R>, allows ref struct
    {
    }

    public double Slope<TObjective>(
        ref TObjective objective, ReadOnlySpan<R> parameters, ReadOnlySpan<R> direction, Span<R> workspace, ref ProbedValue value)
        where TObjective : IObjective<R>, allows ref struct
    {
        (R above, R below) = Values(ref objective, parameters, direction, workspace, sigma, ref value);
        return value.Difference(above, below) / (2 * sigma) * factor;
    }

    /// <summary>f(θ + σv) and f(θ − σv).</summary>
    public static (R Above, R Below) Values<TObjective>(
        ref TObjective objective, ReadOnlySpan<R> parameters, ReadOnlySpan<R> direction, Span<R> workspace, double sigma, ref ProbedValue value)
        where TObjective : IObjective<R>, allows ref struct
    {
        ScaledSums.Add(parameters, direction, R.CreateTruncating(sigma), workspace);
        R above = objective.Value(workspace);
        ScaledSums.Add(parameters, direction, R.CreateTruncating(-sigma), workspace);
        R below = objective.Value(workspace);
        value.Nearby(double.CreateTruncating(above));
        value.Nearby(double.CreateTruncating(below));
        return (above, below);
    }
}
