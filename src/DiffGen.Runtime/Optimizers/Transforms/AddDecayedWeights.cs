using System;
using System.Numerics;

namespace DiffGen.Transforms;

/// <summary>Adds λθ to the update: an L2 penalty of λ/2 before an adaptive rule, decoupled weight decay behind it (Loshchilov and Hutter, ICLR 2019).</summary>
/// <remarks>Behind <see cref="ScaleByLearningRate{R}"/> the decay is not multiplied by the learning rate, as in the paper's own form.</remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class AddDecayedWeights<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private double _weightDecay;

    /// <summary>Makes the transform.</summary>
    /// <param name="weightDecay">The weight decay λ, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of its range.</exception>
    public AddDecayedWeights(double weightDecay)
    {
        _weightDecay = Settings.NonNegative(weightDecay);
    }

    /// <summary>The weight decay λ.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or NaN.</exception>
    public double WeightDecay
    {
        get => _weightDecay;
        set => _weightDecay = Settings.NonNegative(value);
    }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        if (_weightDecay != 0)
        {
            Sweep.AddScaled(update, parameters, _weightDecay);
        }

        return true;
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("weight decay", ref _weightDecay);
    }
}
