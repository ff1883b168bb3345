using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen.Transforms;

/// <summary>
/// AdaBelief's direction (Zhuang et al., "AdaBelief optimizer", NeurIPS 2020): m ← β₁m + (1 − β₁)u; s ← β₂s + (1 − β₂)(u − m)² + ε₀; the update
/// becomes m̂/(√ŝ + ε), with both means corrected for their start.
/// </summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ScaleByBelief<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private R[] _mean = [];
    private R[] _deviation = [];
    private long _steps;

    /// <summary>Makes the transform. The defaults are optax's.</summary>
    /// <param name="beta1">The decay β₁ of the mean, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the mean squared deviation, in [0, 1).</param>
    /// <param name="epsilon">The number ε outside the root, at least 0.</param>
    /// <param name="epsilonRoot">The number ε₀ that s gains in every step, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ScaleByBelief(double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-16, double epsilonRoot = 1e-16)
    {
        Beta1 = Settings.Fraction(beta1);
        Beta2 = Settings.Fraction(beta2);
        Epsilon = Settings.NonNegative(epsilon);
        EpsilonRoot = Settings.NonNegative(epsilonRoot);
    }

    /// <summary>The decay β₁ of the mean.</summary>
    public double Beta1 { get; }

    /// <summary>The decay β₂ of the mean squared deviation.</summary>
    public double Beta2 { get; }

    /// <summary>The number ε outside the root.</summary>
    public double Epsilon { get; }

    /// <summary>The number ε₀ that s gains in every step.</summary>
    public double EpsilonRoot { get; }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        _steps++;
        Sweep.Run(new Rule(this, 1 / (1 - Settings.Power(Beta1, _steps)), 1 / (1 - Settings.Power(Beta2, _steps))), update, default, _mean, _deviation);
        return true;
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("steps", ref _steps);
        visitor.Buffer<R>("mean", _mean);
        visitor.Buffer<R>("deviation", _deviation);
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount)
    {
        _mean = new R[parameterCount];
        _deviation = new R[parameterCount];
    }

    private readonly struct Rule(ScaleByBelief<R> settings, double scale, double inverse) : ISweepRule<R>
    {
        private readonly Vector<R> _beta1 = Sweep.Broadcast<R>(settings.Beta1);
        private readonly Vector<R> _fresh1 = Sweep.Broadcast<R>(1 - settings.Beta1);
        private readonly Vector<R> _beta2 = Sweep.Broadcast<R>(settings.Beta2);
        private readonly Vector<R> _fresh2 = Sweep.Broadcast<R>(1 - settings.Beta2);
        private readonly Vector<R> _epsilon = Sweep.Broadcast<R>(settings.Epsilon);
        private readonly Vector<R> _epsilonRoot = Sweep.Broadcast<R>(settings.EpsilonRoot);
        private readonly Vector<R> _scale = Sweep.Broadcast<R>(scale);
        private readonly Vector<R> _inverse = Sweep.Broadcast<R>(inverse);

        public static int StateCount => 2;

        public static bool ReadsOther => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c)
        {
            a = (_beta1 * a) + (_fresh1 * update);
            Vector<R> deviation = update - a;
            b = (_beta2 * b) + (_fresh2 * (deviation * deviation)) + _epsilonRoot;
            update = _scale * a / (Vector.SquareRoot(b * _inverse) + _epsilon);
        }
    }
}
