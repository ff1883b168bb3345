using System;
using System.Numerics;

namespace DiffGen.Transforms;

/// <summary>Ends a step whose update has an infinite element or a NaN: the parameters, and the transforms behind this one, stay as they are. Put it first in a chain.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class SkipNotFinite<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private long _inARow;
    private long _skipped;

    /// <summary>Makes the transform.</summary>
    /// <param name="mostInARow">How many steps in a row may be skipped; one more throws.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public SkipNotFinite(int mostInARow = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mostInARow);
        MostInARow = mostInARow;
    }

    /// <summary>How many steps in a row may be skipped.</summary>
    public int MostInARow { get; }

    /// <summary>How many steps have been skipped.</summary>
    public long Skipped => _skipped;

    /// <inheritdoc/>
    /// <exception cref="NotFiniteNumberException">More steps in a row than allowed had an update that was not finite.</exception>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        if (Norms.AllFinite<R>(update))
        {
            _inARow = 0;
            return true;
        }

        _skipped++;
        if (++_inARow > MostInARow)
        {
            throw new NotFiniteNumberException(
                $"{_inARow} steps in a row, up to step {context.Step}, had a gradient that is not finite; {MostInARow} are allowed. Lower the learning rate, or clip before the overflow.");
        }

        return false;
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("in a row", ref _inARow);
        visitor.Number("skipped", ref _skipped);
    }
}
