using System;
using System.Numerics;

namespace DiffGen.Transforms;

/// <summary>Sets the update of some parameters to 0. Put it last, behind every transform that makes an update out of nothing, such as weight decay.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class Freeze<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private ParameterRange[] _ranges;

    /// <summary>Makes the transform.</summary>
    /// <param name="ranges">The parameters that stay, in rising order; none: nothing is frozen.</param>
    public Freeze(params ReadOnlySpan<ParameterRange> ranges)
    {
        _ranges = ranges.ToArray();
    }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        foreach (ParameterRange range in _ranges)
        {
            range.In(update).Clear();
        }

        return true;
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount) =>
        _ranges = _ranges.Length == 0 ? [] : ParameterRange.CheckAll(_ranges, parameterCount, "ranges");
}
