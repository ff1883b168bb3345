using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen.Transforms;

/// <summary>
/// Yogi's direction (Zaheer, Reddi, Sachan, Kale and Kumar, "Adaptive methods for nonconvex optimization", NeurIPS 2018): Adam's, with a mean square that moves by at most (1 − β₂)u²
/// in a step, v ← v − (1 − β₂) sign(v − u²) u², so that it does not forget at once. Both means begin at a small number and are corrected as Adam's are.
/// </summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ScaleByYogi<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private R[] _mean = [];
    private R[] _meanSquare = [];
    private long _steps;

    /// <summary>Makes the transform. The defaults are optax's.</summary>
    /// <param name="beta1">The decay β₁ of the mean, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the mean square, in [0, 1).</param>
    /// <param name="epsilon">The number ε outside the root, at least 0.</param>
    /// <param name="initialAccumulator">Where both means begin, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ScaleByYogi(double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-3, double initialAccumulator = 1e-6)
    {
        Beta1 = Settings.Fraction(beta1);
        Beta2 = Settings.Fraction(beta2);
        Epsilon = Settings.NonNegative(epsilon);
        InitialAccumulator = Settings.NonNegative(initialAccumulator);
    }

    /// <summary>The decay β₁ of the mean.</summary>
    public double Beta1 { get; }

    /// <summary>The decay β₂ of the mean square.</summary>
    public double Beta2 { get; }

    /// <summary>The number ε outside the root.</summary>
    public double Epsilon { get; }

    /// <summary>Where both means begin.</summary>
    public double InitialAccumulator { get; }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        _steps++;
        Sweep.Run(new Rule(this, 1 / (1 - Settings.Power(Beta1, _steps)), 1 / (1 - Settings.Power(Beta2, _steps))), update, default, _mean, _meanSquare);
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
        Array.Fill(_mean, R.CreateChecked(InitialAccumulator));
        Array.Fill(_meanSquare, R.CreateChecked(InitialAccumulator));
    }

    private readonly struct Rule(ScaleByYogi<R> settings, double scale, double inverse) : ISweepRule<R>
    {
        private readonly Vector<R> _beta1 = Sweep.Broadcast<R>(settings.Beta1);
        private readonly Vector<R> _fresh1 = Sweep.Broadcast<R>(1 - settings.Beta1);
        private readonly Vector<R> _fresh2 = Sweep.Broadcast<R>(1 - settings.Beta2);
        private readonly Vector<R> _epsilon = Sweep.Broadcast<R>(settings.Epsilon);
        private readonly Vector<R> _scale = Sweep.Broadcast<R>(scale);
        private readonly Vector<R> _inverse = Sweep.Broadcast<R>(inverse);

        public static int StateCount => 2;

        public static bool ReadsOther => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c)
        {
            Vector<R> square = update * update;
            a = (_beta1 * a) + (_fresh1 * update);
            b -= _fresh2 * Sweep.Sign(b - square) * square;
            update = _scale * a / (Vector.SquareRoot(b * _inverse) + _epsilon);
        }
    }
}
