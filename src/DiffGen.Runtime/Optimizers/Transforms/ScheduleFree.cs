using System;
using System.Numerics;

namespace DiffGen.Transforms;

/// <summary>
/// Schedule-free learning (Defazio et al., "The road less scheduled", NeurIPS 2024): the last transform of a chain, in the place of momentum and of a falling learning rate. Gradients are taken at
/// y = βx + (1 − β)z, which is what the parameters are; z ← z − ηu; x ← (1 − c)x + cz. What has been learnt is x: <see cref="Average"/>.
/// </summary>
/// <remarks>c = w/Σw with w = (greatest η so far)², so that steps of a warm-up count less: 1/t where the rate is constant.</remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ScheduleFree<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private R[] _descent = [];
    private R[] _average = [];
    private double _largestRate;
    private double _weights;
    private long _steps;

    /// <summary>Makes the transform.</summary>
    /// <param name="beta">The share β of the average in the point at which gradients are taken, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of its range.</exception>
    public ScheduleFree(double beta = 0.9)
    {
        Beta = Settings.Fraction(beta);
    }

    /// <summary>The share β of the average in the point at which gradients are taken.</summary>
    public double Beta { get; }

    /// <summary>The average x: the parameters to use. Meaningless before the first step.</summary>
    public ReadOnlySpan<R> Average => _average;

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        if (_steps++ == 0)
        {
            parameters.CopyTo(_descent);
            parameters.CopyTo(_average);
        }

        _largestRate = Math.Max(_largestRate, context.LearningRate);
        double weight = _largestRate * _largestRate;
        _weights += weight;
        Sweep.SubtractScaled(_descent, update, context.LearningRateApplied ? 1 : context.LearningRate);
        if (weight > 0)
        {
            Sweep.MoveTowards<R>(_average, _descent, weight / _weights);
        }

        return true;
    }

    /// <inheritdoc/>
    public override void AfterStep(Span<R> parameters)
    {
        _average.CopyTo(parameters);
        Sweep.MoveTowards(parameters, _descent, 1 - Beta);
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("steps", ref _steps);
        visitor.Number("largest rate", ref _largestRate);
        visitor.Number("weights", ref _weights);
        visitor.Buffer<R>("descent", _descent);
        visitor.Buffer<R>("average", _average);
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount)
    {
        _descent = new R[parameterCount];
        _average = new R[parameterCount];
    }
}
