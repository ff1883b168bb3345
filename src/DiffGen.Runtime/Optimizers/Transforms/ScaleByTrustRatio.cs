using System;
using System.Numerics;

namespace DiffGen.Transforms;

/// <summary>
/// Multiplies every range of the update by κ‖θ‖/(‖u‖ + ε), or by 1 where one of the norms is 0: the layer-wise rates of LARS (You, Gitman and Ginsburg,
/// arXiv:1708.03888) and LAMB (You et al., ICLR 2020).
/// </summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ScaleByTrustRatio<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private ParameterRange[] _ranges;

    /// <summary>Makes the transform.</summary>
    /// <param name="coefficient">The trust coefficient κ, positive.</param>
    /// <param name="epsilon">The number ε, at least 0.</param>
    /// <param name="ranges">The layers, in rising order; none: everything as one. Parameters outside of them, such as biases, keep their update.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ScaleByTrustRatio(double coefficient = 1, double epsilon = 0, params ReadOnlySpan<ParameterRange> ranges)
    {
        Coefficient = Settings.Positive(coefficient);
        Epsilon = Settings.NonNegative(epsilon);
        _ranges = ranges.ToArray();
    }

    /// <summary>The trust coefficient κ.</summary>
    public double Coefficient { get; }

    /// <summary>The number ε.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        foreach (ParameterRange range in _ranges)
        {
            double ofParameters = Norms.Euclidean(range.In(parameters)), ofUpdate = Norms.Euclidean<R>(range.In(update));
            if (ofParameters != 0 && ofUpdate != 0)
            {
                Sweep.Scale(range.In(update), Coefficient * ofParameters / (ofUpdate + Epsilon));
            }
        }

        return true;
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount) => _ranges = ParameterRange.CheckAll(_ranges, parameterCount, "ranges");
}
