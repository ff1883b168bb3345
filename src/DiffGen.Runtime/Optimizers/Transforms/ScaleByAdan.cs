using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen.Transforms;

/// <summary>
/// Adan's direction (Xie, Zhou, Li, Lin and Yan, "Adan: adaptive Nesterov momentum algorithm", 2022, algorithm 1): with the change d of the update since the last step, 0 in the first,
/// m ← β₁m + (1 − β₁)u; v ← β₂v + (1 − β₂)d; n ← β₃n + (1 − β₃)(u + β₂'d)²; the update becomes (m̂ + β₂'v̂)/(√(n̂ + ε₀) + ε) with means corrected for their start.
/// </summary>
/// <remarks>The β are decays as optax has them; the paper's are 1 minus these. β₂' is 1 − β₂ in both.</remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ScaleByAdan<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private R[] _mean = [];
    private R[] _change = [];
    private R[] _meanSquare = [];
    private R[] _last = [];
    private R[] _current = [];
    private long _steps;

    /// <summary>Makes the transform. The defaults are optax's.</summary>
    /// <param name="beta1">The decay β₁ of the mean, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the mean change, in [0, 1).</param>
    /// <param name="beta3">The decay β₃ of the mean square, in [0, 1).</param>
    /// <param name="epsilon">The number ε outside the root, at least 0.</param>
    /// <param name="epsilonRoot">The number ε₀ inside the root, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ScaleByAdan(double beta1 = 0.98, double beta2 = 0.92, double beta3 = 0.99, double epsilon = 1e-8, double epsilonRoot = 1e-8)
    {
        Beta1 = Settings.Fraction(beta1);
        Beta2 = Settings.Fraction(beta2);
        Beta3 = Settings.Fraction(beta3);
        Epsilon = Settings.NonNegative(epsilon);
        EpsilonRoot = Settings.NonNegative(epsilonRoot);
    }

    /// <summary>The decay β₁ of the mean.</summary>
    public double Beta1 { get; }

    /// <summary>The decay β₂ of the mean change.</summary>
    public double Beta2 { get; }

    /// <summary>The decay β₃ of the mean square.</summary>
    public double Beta3 { get; }

    /// <summary>The number ε outside the root.</summary>
    public double Epsilon { get; }

    /// <summary>The number ε₀ inside the root.</summary>
    public double EpsilonRoot { get; }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        if (_steps++ == 0)
        {
            update.CopyTo(_last);
        }

        update.CopyTo(_current);
        Rule rule = new(this, 1 / (1 - Settings.Power(Beta1, _steps)), 1 / (1 - Settings.Power(Beta2, _steps)), 1 / (1 - Settings.Power(Beta3, _steps)));
        Sweep.Run(rule, update, _last, _mean, _change, _meanSquare);
        (_last, _current) = (_current, _last);
        return true;
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("steps", ref _steps);
        visitor.Buffer<R>("mean", _mean);
        visitor.Buffer<R>("change", _change);
        visitor.Buffer<R>("mean square", _meanSquare);
        visitor.Buffer<R>("last", _last);
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount)
    {
        _mean = new R[parameterCount];
        _change = new R[parameterCount];
        _meanSquare = new R[parameterCount];
        _last = new R[parameterCount];
        _current = new R[parameterCount];
    }

    private readonly struct Rule(ScaleByAdan<R> settings, double mean, double change, double square) : ISweepRule<R>
    {
        private readonly Vector<R> _beta1 = Sweep.Broadcast<R>(settings.Beta1);
        private readonly Vector<R> _fresh1 = Sweep.Broadcast<R>(1 - settings.Beta1);
        private readonly Vector<R> _beta2 = Sweep.Broadcast<R>(settings.Beta2);
        private readonly Vector<R> _fresh2 = Sweep.Broadcast<R>(1 - settings.Beta2);
        private readonly Vector<R> _beta3 = Sweep.Broadcast<R>(settings.Beta3);
        private readonly Vector<R> _fresh3 = Sweep.Broadcast<R>(1 - settings.Beta3);
        private readonly Vector<R> _epsilon = Sweep.Broadcast<R>(settings.Epsilon);
        private readonly Vector<R> _epsilonRoot = Sweep.Broadcast<R>(settings.EpsilonRoot);
        private readonly Vector<R> _mean = Sweep.Broadcast<R>(mean);
        private readonly Vector<R> _change = Sweep.Broadcast<R>((1 - settings.Beta2) * change);
        private readonly Vector<R> _square = Sweep.Broadcast<R>(square);

        public static int StateCount => 3;

        public static bool ReadsOther => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c)
        {
            Vector<R> difference = update - other, ahead = update + (_fresh2 * difference);
            a = (_beta1 * a) + (_fresh1 * update);
            b = (_beta2 * b) + (_fresh2 * difference);
            c = (_beta3 * c) + (_fresh3 * (ahead * ahead));
            update = ((_mean * a) + (_change * b)) / (Vector.SquareRoot((_square * c) + _epsilonRoot) + _epsilon);
        }
    }
}
