using System;
using System.Numerics;

namespace DiffGen.Transforms;

/// <summary>
/// Adds Gaussian noise of variance η/(1 + t)^γ in step t = 0, 1, … (Neelakantan et al., "Adding gradient noise improves learning for very deep
/// networks", arXiv:1511.06807). The noise of a step depends on the key and the step alone.
/// </summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class AddNoise<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private R[] _noise = [];
    private long _steps;

    /// <summary>Makes the transform.</summary>
    /// <param name="key">The key of the noise.</param>
    /// <param name="variance">The variance η of the first step, at least 0.</param>
    /// <param name="decay">The exponent γ, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public AddNoise(NoiseKey key, double variance, double decay = 0.55)
    {
        Key = key;
        Variance = Settings.NonNegative(variance);
        Decay = Settings.NonNegative(decay);
    }

    /// <summary>The key of the noise.</summary>
    public NoiseKey Key { get; }

    /// <summary>The variance η of the first step.</summary>
    public double Variance { get; }

    /// <summary>The exponent γ.</summary>
    public double Decay { get; }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        Key.FillGaussian<R>(_noise, checked((uint)_steps));
        Sweep.AddScaled(update, _noise, Math.Sqrt(Variance / Math.Pow(1 + _steps, Decay)));
        _steps++;
        return true;
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("steps", ref _steps);
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount) => _noise = new R[parameterCount];
}
