using System;
using System.Numerics;

namespace DiffGen.Transforms;

/// <summary>Divides every range of the update by its Euclidean norm; a zero update stays zero.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class NormalizeUpdate<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private ParameterRange[] _ranges;

    /// <summary>Makes the transform.</summary>
    /// <param name="ranges">The ranges, in rising order; none: everything together.</param>
    public NormalizeUpdate(params ReadOnlySpan<ParameterRange> ranges)
    {
        _ranges = ranges.ToArray();
    }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        foreach (ParameterRange range in _ranges)
        {
            double norm = Norms.Euclidean<R>(range.In(update));
            if (norm != 0)
            {
                Sweep.Scale(range.In(update), 1 / norm);
            }
        }

        return true;
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount) => _ranges = ParameterRange.CheckAll(_ranges, parameterCount, "ranges");
}
