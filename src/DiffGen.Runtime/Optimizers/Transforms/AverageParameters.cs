using System;
using System.Numerics;

namespace DiffGen.Transforms;

/// <summary>
/// Averages the parameters over the steps, beside the training: Polyak's average (Polyak and Juditsky, SIAM J. Control Optim. 30, 1992), which stochastic
/// weight averaging uses too, or an exponential moving one. The parameters themselves are not changed.
/// </summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class AverageParameters<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private R[] _average = [];
    private long _steps;

    /// <summary>Makes the transform.</summary>
    /// <param name="decay">Null: the mean of all averaged points. A number β in [0, 1): average ← β·average + (1 − β)·θ, from the first averaged point on.</param>
    /// <param name="firstStep">After which step averaging begins: 0 averages every point that a step has led to.</param>
    /// <param name="interval">Every how many steps a point is averaged, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public AverageParameters(double? decay = null, long firstStep = 0, int interval = 1)
    {
        Decay = decay is double number ? Settings.Fraction(number, nameof(decay)) : null;
        ArgumentOutOfRangeException.ThrowIfNegative(firstStep);
        FirstStep = firstStep;
        Interval = Settings.AtLeastOne(interval);
    }

    /// <summary>The decay β of an exponential average; null for the mean.</summary>
    public double? Decay { get; }

    /// <summary>After which step averaging begins.</summary>
    public long FirstStep { get; }

    /// <summary>Every how many steps a point is averaged.</summary>
    public int Interval { get; }

    /// <summary>How many points have been averaged.</summary>
    public long Count => _steps <= FirstStep ? 0 : ((_steps - FirstStep - 1) / Interval) + 1;

    /// <summary>The average; meaningless while <see cref="Count"/> is 0.</summary>
    public ReadOnlySpan<R> Average => _average;

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context) => true;

    /// <inheritdoc/>
    public override void AfterStep(Span<R> parameters)
    {
        long before = Count;
        _steps++;
        if (Count == before)
        {
            return;
        }

        if (before == 0)
        {
            parameters.CopyTo(_average);
        }
        else
        {
            Sweep.MoveTowards(_average, parameters, Decay is double decay ? 1 - decay : 1.0 / (before + 1));
        }
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("steps", ref _steps);
        visitor.Buffer<R>("average", _average);
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount) => _average = new R[parameterCount];
}
