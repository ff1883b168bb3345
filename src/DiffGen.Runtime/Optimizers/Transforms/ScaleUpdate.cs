using System;
using System.Numerics;

namespace DiffGen.Transforms;

/// <summary>Multiplies the update by a number: within a <see cref="ForGroup{R}"/>, a learning rate of the group's own, relative to the chain's.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ScaleUpdate<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private double _factor;

    /// <summary>Makes the transform.</summary>
    /// <param name="factor">The number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is infinite or NaN.</exception>
    public ScaleUpdate(double factor)
    {
        _factor = Settings.Finite(factor);
    }

    /// <summary>The number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is infinite or NaN.</exception>
    public double Factor
    {
        get => _factor;
        set => _factor = Settings.Finite(value);
    }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        Sweep.Scale(update, _factor);
        return true;
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("factor", ref _factor);
    }
}
