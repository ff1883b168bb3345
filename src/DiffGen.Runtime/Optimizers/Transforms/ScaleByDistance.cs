using System;
using System.Numerics;

namespace DiffGen.Transforms;

/// <summary>
/// Distance over gradients, DoG (Ivgi, Hinder and Carmon, "DoG is SGD's best friend: a parameter-free dynamic step size schedule", ICML 2023): the update is multiplied by r̄/√(Σ‖u‖² + ε), r̄ the
/// greatest distance from the start so far, at first α(1 + ‖θ₀‖). It finds the step size itself; the learning rate is 1.
/// </summary>
/// <remarks>The paper evaluates at an average of the parameters: put <see cref="AverageParameters{R}"/> behind it.</remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ScaleByDistance<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private R[] _start = [];
    private R[] _offset = [];
    private double _distance;
    private double _squares;
    private long _steps;

    /// <summary>Makes the transform.</summary>
    /// <param name="relativeDistance">The number α that sets the first distance, small and positive; 10⁻⁶, or 10⁻⁴ for models with batch normalisation.</param>
    /// <param name="epsilon">The number ε, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ScaleByDistance(double relativeDistance = 1e-6, double epsilon = 1e-8)
    {
        RelativeDistance = Settings.Positive(relativeDistance);
        Epsilon = Settings.NonNegative(epsilon);
    }

    /// <summary>The number α that sets the first distance.</summary>
    public double RelativeDistance { get; }

    /// <summary>The number ε.</summary>
    public double Epsilon { get; }

    /// <summary>The greatest distance r̄ from the start so far.</summary>
    public double Distance => _distance;

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        if (_steps++ == 0)
        {
            parameters.CopyTo(_start);
            _distance = RelativeDistance * (1 + Norms.Euclidean(parameters));
        }

        parameters.CopyTo(_offset);
        Sweep.SubtractScaled<R>(_offset, _start, 1);
        _distance = Math.Max(_distance, Norms.Euclidean<R>(_offset));
        double norm = Norms.Euclidean<R>(update);
        _squares += norm * norm;
        if (_squares + Epsilon > 0)
        {
            Sweep.Scale(update, _distance / Math.Sqrt(_squares + Epsilon));
        }

        return true;
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("steps", ref _steps);
        visitor.Number("distance", ref _distance);
        visitor.Number("squares", ref _squares);
        visitor.Buffer<R>("start", _start);
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount)
    {
        _start = new R[parameterCount];
        _offset = new R[parameterCount];
    }
}
