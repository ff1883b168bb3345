using System;
using System.Numerics;

namespace DiffGen.Transforms;

/// <summary>
/// Shortens the update to a largest Euclidean norm: of all parameters together, or, with ranges, of each range by itself.
/// </summary>
/// <remarks>Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", ICML 2013. Parameters outside the ranges are left alone.
/// An infinite element becomes NaN; put <see cref="SkipNotFinite{R}"/> before it.</remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ClipByNorm<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private ParameterRange[] _ranges;

    /// <summary>Makes the transform.</summary>
    /// <param name="limit">The largest norm c, at least 0.</param>
    /// <param name="form">The factor.</param>
    /// <param name="ranges">The ranges that are clipped each by itself, in rising order; none: everything together.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ClipByNorm(double limit, NormClip form = NormClip.Torch, params ReadOnlySpan<ParameterRange> ranges)
    {
        Limit = Settings.NonNegative(limit);
        Form = Settings.Defined(form);
        _ranges = ranges.ToArray();
    }

    /// <summary>The largest norm c.</summary>
    public double Limit { get; }

    /// <summary>The factor.</summary>
    public NormClip Form { get; }

    /// <summary>The norm of the last update before it was clipped; with ranges, the largest of theirs.</summary>
    public double LastNorm { get; private set; }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        LastNorm = 0;
        foreach (ParameterRange range in _ranges)
        {
            double norm = Norms.Euclidean<R>(range.In(update));
            LastNorm = Math.Max(LastNorm, norm);
            double factor = Form == NormClip.Torch ? Math.Min(1, Limit / (norm + 1e-6)) : norm > Limit ? Limit / norm : 1;
            if (factor != 1)
            {
                Sweep.Scale(range.In(update), factor);
            }
        }

        return true;
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount) => _ranges = ParameterRange.CheckAll(_ranges, parameterCount, "ranges");
}
