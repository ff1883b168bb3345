using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen.Transforms;

/// <summary>
/// Adam's direction (Kingma and Ba, ICLR 2015, algorithm 1): m ← β₁m + (1 − β₁)u; v ← β₂v + (1 − β₂)u²; the update becomes m̂/(√(v̂ + ε₀) + ε) with
/// m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ) in step t = 1, 2, ….
/// </summary>
/// <remarks>The corrections 1 − βᵗ are computed in double whatever the parameters' type.</remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ScaleByAdam<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private R[] _mean = [];
    private R[] _meanSquare = [];
    private R[] _largest = [];
    private long _steps;

    /// <summary>Makes the transform.</summary>
    /// <param name="beta1">The decay β₁ of the mean, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the mean square, in [0, 1).</param>
    /// <param name="epsilon">The number ε outside the root, at least 0.</param>
    /// <param name="epsilonRoot">The number ε₀ inside the root (optax), at least 0.</param>
    /// <param name="epsilonHat">Whether ε is the paper's ε̂, not corrected for the start (Keras): √(1 − β₂ᵗ)/(1 − β₁ᵗ) · m/(√v + ε).</param>
    /// <param name="amsgrad">Whether v̂ never falls, and in which form.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ScaleByAdam(
        double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double epsilonRoot = 0, bool epsilonHat = false, Amsgrad amsgrad = Amsgrad.None)
    {
        Beta1 = Settings.Fraction(beta1);
        Beta2 = Settings.Fraction(beta2);
        Epsilon = Settings.NonNegative(epsilon);
        EpsilonRoot = Settings.NonNegative(epsilonRoot);
        EpsilonHat = epsilonHat;
        Amsgrad = Settings.Defined(amsgrad);
    }

    /// <summary>The decay β₁ of the mean.</summary>
    public double Beta1 { get; }

    /// <summary>The decay β₂ of the mean square.</summary>
    public double Beta2 { get; }

    /// <summary>The number ε outside the root.</summary>
    public double Epsilon { get; }

    /// <summary>The number ε₀ inside the root.</summary>
    public double EpsilonRoot { get; }

    /// <summary>Whether ε is not corrected for the start.</summary>
    public bool EpsilonHat { get; }

    /// <summary>Whether v̂ never falls, and in which form.</summary>
    public Amsgrad Amsgrad { get; }

    /// <summary>The mean m, not corrected for its start.</summary>
    public ReadOnlySpan<R> Mean => _mean;

    /// <summary>The mean square v, not corrected for its start.</summary>
    public ReadOnlySpan<R> MeanSquare => _meanSquare;

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        _steps++;
        double correction1 = 1 - Settings.Power(Beta1, _steps), correction2 = 1 - Settings.Power(Beta2, _steps);
        if (Amsgrad == Amsgrad.Uncorrected)
        {
            (correction1, correction2) = (1, 1);
        }

        // The update is scale·m / (√(v/divisor + ε₀) + ε).
        double scale = 1 / correction1, divisor = correction2;
        if (EpsilonHat)
        {
            (scale, divisor) = (Math.Sqrt(correction2) / correction1, 1);
        }

        Rule rule = new(this, scale, divisor);
        if (Amsgrad == Amsgrad.None)
        {
            Sweep.Run(rule, update, default, _mean, _meanSquare);
        }
        else
        {
            Sweep.Run(new AmsgradRule(rule, Amsgrad == Amsgrad.Corrected ? divisor : 1), update, default, _mean, _meanSquare, _largest);
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
        if (Amsgrad != Amsgrad.None)
        {
            visitor.Buffer<R>("largest mean square", _largest);
        }
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount)
    {
        _mean = new R[parameterCount];
        _meanSquare = new R[parameterCount];
        if (Amsgrad != Amsgrad.None)
        {
            _largest = new R[parameterCount];
        }

        if (Amsgrad == Amsgrad.Uncorrected)
        {
            foreach (R[] state in (ReadOnlySpan<R[]>)[_mean, _meanSquare, _largest])
            {
                Array.Fill(state, R.CreateChecked(Epsilon));
            }
        }
    }

    private readonly struct Rule(ScaleByAdam<R> settings, double scale, double divisor) : ISweepRule<R>
    {
        private readonly Vector<R> _beta1 = Sweep.Broadcast<R>(settings.Beta1);
        private readonly Vector<R> _fresh1 = Sweep.Broadcast<R>(1 - settings.Beta1);
        private readonly Vector<R> _beta2 = Sweep.Broadcast<R>(settings.Beta2);
        private readonly Vector<R> _fresh2 = Sweep.Broadcast<R>(1 - settings.Beta2);
        private readonly Vector<R> _epsilon = Sweep.Broadcast<R>(settings.Epsilon);
        private readonly Vector<R> _epsilonRoot = Sweep.Broadcast<R>(settings.EpsilonRoot);
        private readonly Vector<R> _scale = Sweep.Broadcast<R>(scale);
        private readonly Vector<R> _inverse = Sweep.Broadcast<R>(1 / divisor);

        public static int StateCount => 2;

        public static bool ReadsOther => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c)
        {
            Average(update, ref a, ref b);
            update = Quotient(a, b * _inverse);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Average(Vector<R> g, ref Vector<R> m, ref Vector<R> v)
        {
            m = (_beta1 * m) + (_fresh1 * g);
            v = (_beta2 * v) + (_fresh2 * (g * g));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<R> Quotient(Vector<R> m, Vector<R> vHat) => _scale * m / (Vector.SquareRoot(vHat + _epsilonRoot) + _epsilon);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<R> Corrected(Vector<R> v) => v * _inverse;
    }

    /// <summary>The maximum is taken of v / before; the rest of the correction follows.</summary>
    private readonly struct AmsgradRule(Rule rule, double before) : ISweepRule<R>
    {
        private readonly Rule _rule = rule;
        private readonly bool _correctsFirst = before != 1;

        public static int StateCount => 3;

        public static bool ReadsOther => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c)
        {
            _rule.Average(update, ref a, ref b);
            if (_correctsFirst)
            {
                c = Vector.Max(c, _rule.Corrected(b));
                update = _rule.Quotient(a, c);
            }
            else
            {
                c = Vector.Max(c, b);
                update = _rule.Quotient(a, _rule.Corrected(c));
            }
        }
    }
}
