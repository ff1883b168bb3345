using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen.Transforms;

/// <summary>
/// Rectified Adam (Liu et al., "On the variance of the adaptive learning rate and beyond", ICLR 2020, algorithm 2): m̂ alone while the variance of
/// the adaptive rate is not tractable, then r·m̂/(√v̂ + ε).
/// </summary>
/// <remarks>
/// ρ∞ = 2/(1 − β₂) − 1; ρ = ρ∞ − 2tβ₂ᵗ/(1 − β₂ᵗ); r² = (ρ − 4)(ρ − 2)ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)ρ) where ρ exceeds a threshold, which must be at least 4.
/// </remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ScaleByRadam<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private R[] _mean = [];
    private R[] _meanSquare = [];
    private long _steps;

    /// <summary>Makes the transform.</summary>
    /// <param name="beta1">The decay β₁ of the mean, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the mean square, in [0, 1).</param>
    /// <param name="epsilon">The number ε that keeps the quotient finite, at least 0.</param>
    /// <param name="threshold">What ρ must exceed, at least 4 (PyTorch and optax 5, Optimisers.jl 4).</param>
    /// <param name="epsilonHat">
    /// Whether ε is added to √v before the correction for the start: √(1 − β₂ᵗ)·m̂/(√v + ε), as PyTorch has it. False for optax and Optimisers.jl.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ScaleByRadam(double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double threshold = 5, bool epsilonHat = true)
    {
        Beta1 = Settings.Fraction(beta1);
        Beta2 = Settings.Fraction(beta2);
        Epsilon = Settings.NonNegative(epsilon);
        Threshold = Settings.Finite(threshold) >= 4
            ? threshold
            : throw new ArgumentOutOfRangeException(nameof(threshold), threshold, $"threshold is {threshold}; it must be at least 4.");
        EpsilonHat = epsilonHat;
    }

    /// <summary>The decay β₁ of the mean.</summary>
    public double Beta1 { get; }

    /// <summary>The decay β₂ of the mean square.</summary>
    public double Beta2 { get; }

    /// <summary>The number ε that keeps the quotient finite.</summary>
    public double Epsilon { get; }

    /// <summary>What ρ must exceed.</summary>
    public double Threshold { get; }

    /// <summary>Whether ε is added before the correction for the start.</summary>
    public bool EpsilonHat { get; }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        long t = ++_steps;
        double power = Settings.Power(Beta2, t), correction = 1 - power;
        double limit = (2 / (1 - Beta2)) - 1, rho = limit - (2 * t * power / correction);
        bool rectified = rho > Threshold;
        double scale = 1 / (1 - Settings.Power(Beta1, t));
        if (rectified)
        {
            scale *= Math.Sqrt((rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho));
            scale *= EpsilonHat ? Math.Sqrt(correction) : 1;
        }

        Sweep.Run(new AverageRule(this), update, default, _mean, _meanSquare);
        if (rectified)
        {
            Sweep.Run(new QuotientRule(scale, EpsilonHat ? 1 : 1 / correction, Epsilon), update, _meanSquare);
        }
        else
        {
            Sweep.Scale(update, scale);
        }

        return true;
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("steps", ref _steps);
        visitor.Buffer<R>("mean", _mean);
        visitor.Buffer<R>("mean square", _meanSquare);
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount)
    {
        _mean = new R[parameterCount];
        _meanSquare = new R[parameterCount];
    }

    private readonly struct AverageRule(ScaleByRadam<R> settings) : ISweepRule<R>
    {
        private readonly Vector<R> _beta1 = Sweep.Broadcast<R>(settings.Beta1);
        private readonly Vector<R> _fresh1 = Sweep.Broadcast<R>(1 - settings.Beta1);
        private readonly Vector<R> _beta2 = Sweep.Broadcast<R>(settings.Beta2);
        private readonly Vector<R> _fresh2 = Sweep.Broadcast<R>(1 - settings.Beta2);

        public static int StateCount => 2;

        public static bool ReadsOther => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c)
        {
            a = (_beta1 * a) + (_fresh1 * update);
            b = (_beta2 * b) + (_fresh2 * (update * update));
            update = a;
        }
    }

    private readonly struct QuotientRule(double scale, double inverse, double epsilon) : ISweepRule<R>
    {
        private readonly Vector<R> _scale = Sweep.Broadcast<R>(scale);
        private readonly Vector<R> _inverse = Sweep.Broadcast<R>(inverse);
        private readonly Vector<R> _epsilon = Sweep.Broadcast<R>(epsilon);

        public static int StateCount => 0;

        public static bool ReadsOther => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c)
        {
            update = _scale * update / (Vector.SquareRoot(other * _inverse) + _epsilon);
        }
    }
}
