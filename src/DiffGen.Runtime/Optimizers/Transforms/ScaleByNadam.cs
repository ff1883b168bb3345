using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen.Transforms;

/// <summary>Adam with Nesterov's momentum (Dozat, "Incorporating Nesterov momentum into Adam", ICLR workshop 2016), in the forms that libraries have.</summary>
/// <remarks>
/// m and v are Adam's. With the schedule μₜ = β₁(1 − ½·0.96^(tψ)) and Mₜ = μ₁⋯μₜ the update becomes
/// ((1 − μₜ)/(1 − Mₜ)·u + μₜ₊₁/(1 − Mₜμₜ₊₁)·m)/(√v̂ + ε); <see cref="NadamForm"/> has the others.
/// </remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ScaleByNadam<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private R[] _mean = [];
    private R[] _meanSquare = [];
    private double _product = 1;
    private long _steps;

    /// <summary>Makes the transform.</summary>
    /// <param name="beta1">The decay β₁ of the mean, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the mean square, in [0, 1).</param>
    /// <param name="epsilon">The number ε that keeps the quotient finite, at least 0.</param>
    /// <param name="momentumDecay">The decay ψ of the momentum's schedule (PyTorch 0.004, Keras 1), at least 0.</param>
    /// <param name="form">The form.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ScaleByNadam(double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double momentumDecay = 0.004, NadamForm form = NadamForm.Scheduled)
    {
        Beta1 = Settings.Fraction(beta1);
        Beta2 = Settings.Fraction(beta2);
        Epsilon = Settings.NonNegative(epsilon);
        MomentumDecay = Settings.NonNegative(momentumDecay);
        Form = Settings.Defined(form);
    }

    /// <summary>The decay β₁ of the mean.</summary>
    public double Beta1 { get; }

    /// <summary>The decay β₂ of the mean square.</summary>
    public double Beta2 { get; }

    /// <summary>The number ε that keeps the quotient finite.</summary>
    public double Epsilon { get; }

    /// <summary>The decay ψ of the momentum's schedule.</summary>
    public double MomentumDecay { get; }

    /// <summary>The form.</summary>
    public NadamForm Form { get; }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        long t = ++_steps;
        double correction = 1 - Settings.Power(Beta2, t), ofGradient, ofMean;
        if (Form == NadamForm.Scheduled)
        {
            double now = Scheduled(t), next = Scheduled(t + 1);
            _product *= now;
            ofGradient = (1 - now) / (1 - _product);
            ofMean = next / (1 - (_product * next));
        }
        else
        {
            ofGradient = (1 - Beta1) / (1 - Settings.Power(Beta1, t));
            ofMean = Beta1 / (1 - Settings.Power(Beta1, t + 1));
            correction = Form == NadamForm.DecayedRoot ? correction / Beta2 : correction;
        }

        Sweep.Run(new Rule(this, ofGradient, ofMean, 1 / correction), update, default, _mean, _meanSquare);
        return true;
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("steps", ref _steps);
        visitor.Number("product of momenta", ref _product);
        visitor.Buffer<R>("mean", _mean);
        visitor.Buffer<R>("mean square", _meanSquare);
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount)
    {
        _mean = new R[parameterCount];
        _meanSquare = new R[parameterCount];
    }

    private double Scheduled(long t) => Beta1 * (1 - (0.5 * Math.Pow(0.96, t * MomentumDecay)));

    private readonly struct Rule(ScaleByNadam<R> settings, double ofGradient, double ofMean, double inverse) : ISweepRule<R>
    {
        private readonly Vector<R> _beta1 = Sweep.Broadcast<R>(settings.Beta1);
        private readonly Vector<R> _fresh1 = Sweep.Broadcast<R>(1 - settings.Beta1);
        private readonly Vector<R> _beta2 = Sweep.Broadcast<R>(settings.Beta2);
        private readonly Vector<R> _fresh2 = Sweep.Broadcast<R>(1 - settings.Beta2);
        private readonly Vector<R> _epsilon = Sweep.Broadcast<R>(settings.Epsilon);
        private readonly Vector<R> _ofGradient = Sweep.Broadcast<R>(ofGradient);
        private readonly Vector<R> _ofMean = Sweep.Broadcast<R>(ofMean);
        private readonly Vector<R> _inverse = Sweep.Broadcast<R>(inverse);

        public static int StateCount => 2;

        public static bool ReadsOther => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c)
        {
            a = (_beta1 * a) + (_fresh1 * update);
            b = (_beta2 * b) + (_fresh2 * (update * update));
            update = ((_ofGradient * update) + (_ofMean * a)) / (Vector.SquareRoot(b * _inverse) + _epsilon);
        }
    }
}
