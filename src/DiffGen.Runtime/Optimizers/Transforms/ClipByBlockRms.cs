using System;
using System.Numerics;

namespace DiffGen.Transforms;

/// <summary>Divides every range of the update by max(1, rms/limit), rms the root mean square of its elements (Shazeer and Stern, "Adafactor", ICML 2018).</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ClipByBlockRms<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private ParameterRange[] _ranges;

    /// <summary>Makes the transform.</summary>
    /// <param name="limit">The largest root mean square, positive.</param>
    /// <param name="ranges">The ranges, in rising order; none: everything together.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of its range.</exception>
    public ClipByBlockRms(double limit = 1, params ReadOnlySpan<ParameterRange> ranges)
    {
        Limit = Settings.Positive(limit);
        _ranges = ranges.ToArray();
    }

    /// <summary>The largest root mean square.</summary>
    public double Limit { get; }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        foreach (ParameterRange range in _ranges)
        {
            double rms = Norms.Euclidean<R>(range.In(update)) / Math.Sqrt(range.Length);
            if (rms > Limit)
            {
                Sweep.Scale(range.In(update), Limit / rms);
            }
        }

        return true;
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount) => _ranges = ParameterRange.CheckAll(_ranges, parameterCount, "ranges");
}
