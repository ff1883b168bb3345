using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen.Transforms;

/// <summary>
/// Prodigy (Mishchenko and Defazio, "Prodigy: an expeditiously adaptive parameter-free learner", ICML 2024, algorithm 4): Adam with decoupled decay whose step size d is found on the way. With c = dη√(1 − β₂ᵗ)/(1 − β₁ᵗ) in
/// step t = 1, 2, …: r ← β₃r + (d/d₀)c⟨u, θ₀ − θ⟩; s ← β₃s + (d/d₀)c u; m ← β₁m + (1 − β₁)du; v ← β₂v + (1 − β₂)d²u²; d ← max(d, r/‖s‖₁); the step is c(m/(√v + dε) + λθ).
/// </summary>
/// <remarks>It applies the learning rate η itself, a factor of 1 by the method, with a schedule where one is wanted.</remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ScaleByProdigy<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private R[] _mean = [];
    private R[] _meanSquare = [];
    private R[] _sum = [];
    private R[] _start = [];
    private R[] _offset = [];
    private double _distance;
    private double _numerator;
    private long _steps;

    /// <summary>Makes the transform. The defaults are the paper's.</summary>
    /// <param name="beta1">The decay β₁ of the mean, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the mean square, in [0, 1).</param>
    /// <param name="epsilon">The number ε outside the root, at least 0.</param>
    /// <param name="firstDistance">The first step size d₀, below any that is right; positive.</param>
    /// <param name="weightDecay">The decoupled weight decay λ, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ScaleByProdigy(double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double firstDistance = 1e-6, double weightDecay = 0)
    {
        Beta1 = Settings.Fraction(beta1);
        Beta2 = Settings.Fraction(beta2);
        Epsilon = Settings.NonNegative(epsilon);
        FirstDistance = Settings.Positive(firstDistance);
        WeightDecay = Settings.NonNegative(weightDecay);
        _distance = firstDistance;
    }

    /// <summary>The decay β₁ of the mean.</summary>
    public double Beta1 { get; }

    /// <summary>The decay β₂ of the mean square; that of the estimate of d is β₃ = √β₂.</summary>
    public double Beta2 { get; }

    /// <summary>The number ε outside the root.</summary>
    public double Epsilon { get; }

    /// <summary>The first step size d₀.</summary>
    public double FirstDistance { get; }

    /// <summary>The decoupled weight decay λ.</summary>
    public double WeightDecay { get; }

    /// <summary>The step size d that has been found so far.</summary>
    public double Distance => _distance;

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        if (_steps++ == 0)
        {
            parameters.CopyTo(_start);
        }

        double beta3 = Math.Sqrt(Beta2);
        double rate = _distance * context.LearningRate * Math.Sqrt(1 - Settings.Power(Beta2, _steps)) / (1 - Settings.Power(Beta1, _steps));
        double weight = _distance / FirstDistance * rate;
        _start.CopyTo(_offset, 0);
        Sweep.SubtractScaled(_offset, parameters, 1);
        _numerator = (beta3 * _numerator) + (weight * Norms.Dot<R>(update, _offset));
        Sweep.Run(new MomentRule(this, _distance, beta3, weight), update, default, _mean, _meanSquare, _sum);
        double sum = Norms.SumOfMagnitudes<R>(_sum);
        if (sum > 0)
        {
            _distance = Math.Max(_distance, _numerator / sum);
        }

        Sweep.Run(new StepRule(rate, _distance * Epsilon, WeightDecay), update, parameters, _mean, _meanSquare);
        context.LearningRateApplied = true;
        return true;
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("steps", ref _steps);
        visitor.Number("distance", ref _distance);
        visitor.Number("numerator", ref _numerator);
        visitor.Buffer<R>("mean", _mean);
        visitor.Buffer<R>("mean square", _meanSquare);
        visitor.Buffer<R>("sum", _sum);
        visitor.Buffer<R>("start", _start);
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount)
    {
        _mean = new R[parameterCount];
        _meanSquare = new R[parameterCount];
        _sum = new R[parameterCount];
        _start = new R[parameterCount];
        _offset = new R[parameterCount];
    }

    private readonly struct MomentRule(ScaleByProdigy<R> settings, double distance, double beta3, double weight) : ISweepRule<R>
    {
        private readonly Vector<R> _beta1 = Sweep.Broadcast<R>(settings.Beta1);
        private readonly Vector<R> _fresh1 = Sweep.Broadcast<R>((1 - settings.Beta1) * distance);
        private readonly Vector<R> _beta2 = Sweep.Broadcast<R>(settings.Beta2);
        private readonly Vector<R> _fresh2 = Sweep.Broadcast<R>((1 - settings.Beta2) * distance * distance);
        private readonly Vector<R> _beta3 = Sweep.Broadcast<R>(beta3);
        private readonly Vector<R> _weight = Sweep.Broadcast<R>(weight);

        public static int StateCount => 3;

        public static bool ReadsOther => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c)
        {
            a = (_beta1 * a) + (_fresh1 * update);
            b = (_beta2 * b) + (_fresh2 * (update * update));
            c = (_beta3 * c) + (_weight * update);
        }
    }

    private readonly struct StepRule(double rate, double epsilon, double weightDecay) : ISweepRule<R>
    {
        private readonly Vector<R> _rate = Sweep.Broadcast<R>(rate);
        private readonly Vector<R> _epsilon = Sweep.Broadcast<R>(epsilon);
        private readonly Vector<R> _decay = Sweep.Broadcast<R>(rate * weightDecay);

        public static int StateCount => 2;

        public static bool ReadsOther => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c)
        {
            // A parameter whose gradients have all been 0 stays where it is: no 0/0 without ε.
            Vector<R> divisor = Vector.SquareRoot(b) + _epsilon;
            Vector<R> quotient = Vector.ConditionalSelect(Vector.Equals(divisor, Vector<R>.Zero), Vector<R>.Zero, a / divisor);
            update = (_rate * quotient) + (_decay * other);
        }
    }
}
