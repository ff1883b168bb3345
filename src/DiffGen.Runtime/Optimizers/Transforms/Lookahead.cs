using System;
using System.Numerics;

namespace DiffGen.Transforms;

/// <summary>
/// Lookahead (Zhang, Lucas, Hinton and Ba, NeurIPS 2019): after every k steps of the rules before it, the slow weights φ ← φ + α(θ − φ), and θ ← φ.
/// </summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class Lookahead<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private R[] _slow = [];
    private long _steps;

    /// <summary>Makes the transform.</summary>
    /// <param name="interval">The number k of fast steps, at least 1.</param>
    /// <param name="share">The share α of the way that the slow weights go, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Lookahead(int interval = 5, double share = 0.5)
    {
        Interval = Settings.AtLeastOne(interval);
        Share = Settings.Share(share);
    }

    /// <summary>The number k of fast steps.</summary>
    public int Interval { get; }

    /// <summary>The share α of the way that the slow weights go.</summary>
    public double Share { get; }

    /// <summary>The slow weights φ; meaningless before the first step.</summary>
    public ReadOnlySpan<R> SlowWeights => _slow;

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        if (_steps == 0)
        {
            parameters.CopyTo(_slow);
        }

        return true;
    }

    /// <inheritdoc/>
    public override void AfterStep(Span<R> parameters)
    {
        if (++_steps % Interval == 0)
        {
            Sweep.MoveTowards(_slow, parameters, Share);
            _slow.CopyTo(parameters);
        }
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("steps", ref _steps);
        visitor.Buffer<R>("slow weights", _slow);
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount) => _slow = new R[parameterCount];
}
