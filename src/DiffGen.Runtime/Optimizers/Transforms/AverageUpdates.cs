using System;
using System.Numerics;

namespace DiffGen.Transforms;

/// <summary>An exponential moving average of the updates: m ← βm + (1 − β)u; the update becomes m, or m/(1 − βᵗ) in step t = 1, 2, ….</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class AverageUpdates<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private R[] _mean = [];
    private long _steps;

    /// <summary>Makes the transform.</summary>
    /// <param name="decay">The decay β, in [0, 1).</param>
    /// <param name="corrected">Whether the average is corrected for its start at 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of its range.</exception>
    public AverageUpdates(double decay, bool corrected = true)
    {
        Decay = Settings.Fraction(decay);
        Corrected = corrected;
    }

    /// <summary>The decay β.</summary>
    public double Decay { get; }

    /// <summary>Whether the average is corrected for its start at 0.</summary>
    public bool Corrected { get; }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        _steps++;
        Sweep.MoveTowards(_mean, update, 1 - Decay);
        _mean.CopyTo(update);
        if (Corrected)
        {
            Sweep.Scale(update, 1 / (1 - Settings.Power(Decay, _steps)));
        }

        return true;
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("steps", ref _steps);
        visitor.Buffer<R>("mean", _mean);
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount) => _mean = new R[parameterCount];
}
