using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen.Transforms;

/// <summary>
/// AdaMax (Kingma and Ba, ICLR 2015, algorithm 2): m ← β₁m + (1 − β₁)u; s ← max(β₂s, |u| + ε); the update becomes m/((1 − β₁ᵗ)s).
/// </summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ScaleByAdaMax<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private R[] _mean = [];
    private R[] _largest = [];
    private long _steps;

    /// <summary>Makes the transform.</summary>
    /// <param name="beta1">The decay β₁ of the mean, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the largest magnitude, in [0, 1).</param>
    /// <param name="epsilon">The number ε that keeps the quotient finite, at least 0.</param>
    /// <param name="epsilonOutside">Whether ε is added to s in the quotient, s ← max(β₂s, |u|), instead of to |u| (Optimisers.jl).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ScaleByAdaMax(double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, bool epsilonOutside = false)
    {
        Beta1 = Settings.Fraction(beta1);
        Beta2 = Settings.Fraction(beta2);
        Epsilon = Settings.NonNegative(epsilon);
        EpsilonOutside = epsilonOutside;
    }

    /// <summary>The decay β₁ of the mean.</summary>
    public double Beta1 { get; }

    /// <summary>The decay β₂ of the largest magnitude.</summary>
    public double Beta2 { get; }

    /// <summary>The number ε that keeps the quotient finite.</summary>
    public double Epsilon { get; }

    /// <summary>Whether ε is added in the quotient.</summary>
    public bool EpsilonOutside { get; }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        _steps++;
        Sweep.Run(new Rule(this, 1 / (1 - Settings.Power(Beta1, _steps))), update, default, _mean, _largest);
        return true;
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("steps", ref _steps);
        visitor.Buffer<R>("mean", _mean);
        visitor.Buffer<R>("largest", _largest);
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount)
    {
        _mean = new R[parameterCount];
        _largest = new R[parameterCount];
    }

    private readonly struct Rule(ScaleByAdaMax<R> settings, double scale) : ISweepRule<R>
    {
        private readonly Vector<R> _beta1 = Sweep.Broadcast<R>(settings.Beta1);
        private readonly Vector<R> _fresh1 = Sweep.Broadcast<R>(1 - settings.Beta1);
        private readonly Vector<R> _beta2 = Sweep.Broadcast<R>(settings.Beta2);
        private readonly Vector<R> _inside = Sweep.Broadcast<R>(settings.EpsilonOutside ? 0 : settings.Epsilon);
        private readonly Vector<R> _outside = Sweep.Broadcast<R>(settings.EpsilonOutside ? settings.Epsilon : 0);
        private readonly Vector<R> _scale = Sweep.Broadcast<R>(scale);

        public static int StateCount => 2;

        public static bool ReadsOther => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c)
        {
            a = (_beta1 * a) + (_fresh1 * update);
            b = Vector.Max(_beta2 * b, Vector.Abs(update) + _inside);
            update = _scale * a / (b + _outside);
        }
    }
}
