using System;
using System.Numerics;

namespace DiffGen.Transforms;

/// <summary>
/// NovoGrad's direction (Ginsburg et al., "Stochastic gradient methods with layer-wise adaptive moments for training of deep networks", 2019): each layer's update is divided by the root of the mean of its squared
/// norm, v ← β₂v + (1 − β₂)‖u‖², which begins at the first one; then m ← β₁m + u/(√v + ε) + λθ.
/// </summary>
/// <remarks>The mean m is a sum, not scaled by 1 − β₁, as in the paper and in optax.</remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ScaleByNovograd<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private ParameterRange[] _layers;
    private double[] _squares = [];
    private R[] _mean = [];
    private long _steps;

    /// <summary>Makes the transform. The defaults are optax's.</summary>
    /// <param name="beta1">The decay β₁ of the mean, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the mean squared norm, in [0, 1).</param>
    /// <param name="epsilon">The number ε outside the root, at least 0.</param>
    /// <param name="weightDecay">The weight decay λ, which enters the mean; at least 0.</param>
    /// <param name="layers">The layers, in rising order; none: everything as one. Parameters outside of them keep the length of their update.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ScaleByNovograd(double beta1 = 0.9, double beta2 = 0.25, double epsilon = 1e-6, double weightDecay = 0, params ReadOnlySpan<ParameterRange> layers)
    {
        Beta1 = Settings.Fraction(beta1);
        Beta2 = Settings.Fraction(beta2);
        Epsilon = Settings.NonNegative(epsilon);
        WeightDecay = Settings.NonNegative(weightDecay);
        _layers = layers.ToArray();
    }

    /// <summary>The decay β₁ of the mean.</summary>
    public double Beta1 { get; }

    /// <summary>The decay β₂ of the mean squared norm.</summary>
    public double Beta2 { get; }

    /// <summary>The number ε outside the root.</summary>
    public double Epsilon { get; }

    /// <summary>The weight decay λ.</summary>
    public double WeightDecay { get; }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        for (int i = 0; i < _layers.Length; i++)
        {
            Span<R> layer = _layers[i].In(update);
            double norm = Norms.Euclidean<R>(layer);
            _squares[i] = _steps == 0 ? norm * norm : (Beta2 * _squares[i]) + ((1 - Beta2) * norm * norm);
            double divisor = Math.Sqrt(_squares[i]) + Epsilon;
            if (divisor > 0)
            {
                Sweep.Scale(layer, 1 / divisor);
            }
        }

        _steps++;
        if (WeightDecay > 0)
        {
            Sweep.AddScaled(update, parameters, WeightDecay);
        }

        Sweep.Scale(_mean, Beta1);
        Sweep.AddScaled<R>(_mean, update, 1);
        _mean.CopyTo(update);
        return true;
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("steps", ref _steps);
        visitor.Buffer<double>("squared norms", _squares);
        visitor.Buffer<R>("mean", _mean);
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount)
    {
        _layers = ParameterRange.CheckAll(_layers, parameterCount, "layers");
        _squares = new double[_layers.Length];
        _mean = new R[parameterCount];
    }
}
