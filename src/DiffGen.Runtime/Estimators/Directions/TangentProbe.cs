using System;
using System.Numerics;

namespace DiffGen;

/// <summary>The exact slope, by one forward pass with a tangent; clipped if asked.</summary>
/// <param name="clip">The largest slope that is let through, in either direction.</param>
internal readonly struct TangentProbe<R>(double clip = double.PositiveInfinity) : IProbe<R>
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
        value.AtPoint(double.CreateTruncating(objective.Jvp(parameters, direction, out R directional)));
        double slope = double.CreateTruncating(directional);
        return slope > clip ? clip : slope < -clip ? -clip : slope;
    }
}
