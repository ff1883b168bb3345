using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen.Transforms;

/// <summary>
/// RMSprop's direction (Hinton, lecture 6e of "Neural networks for machine learning", 2012): s ← αs + (1 − α)u²; the update becomes u/(√s + ε), or
/// u/√(s + ε). Centred (Graves, arXiv:1308.0850): s − m² in place of s, with m ← αm + (1 − α)u.
/// </summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ScaleByRms<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private R[] _meanSquare = [];
    private R[] _mean = [];

    /// <summary>Makes the transform.</summary>
    /// <param name="decay">The decay α, in [0, 1).</param>
    /// <param name="epsilon">The number ε that keeps the quotient finite, at least 0.</param>
    /// <param name="epsilonInside">Whether ε stands inside the root.</param>
    /// <param name="centred">Whether the squared mean is subtracted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ScaleByRms(double decay = 0.99, double epsilon = 1e-8, bool epsilonInside = false, bool centred = false)
    {
        Decay = Settings.Fraction(decay);
        Epsilon = Settings.NonNegative(epsilon);
        EpsilonInside = epsilonInside;
        Centred = centred;
    }

    /// <summary>The decay α.</summary>
    public double Decay { get; }

    /// <summary>The number ε that keeps the quotient finite.</summary>
    public double Epsilon { get; }

    /// <summary>Whether ε stands inside the root.</summary>
    public bool EpsilonInside { get; }

    /// <summary>Whether the squared mean is subtracted.</summary>
    public bool Centred { get; }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        Rule rule = new(this);
        if (Centred)
        {
            Sweep.Run(new CentredRule(rule), update, default, _meanSquare, _mean);
        }
        else
        {
            Sweep.Run(rule, update, default, _meanSquare);
        }

        return true;
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Buffer<R>("mean square", _meanSquare);
        if (Centred)
        {
            visitor.Buffer<R>("mean", _mean);
        }
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount)
    {
        _meanSquare = new R[parameterCount];
        _mean = Centred ? new R[parameterCount] : [];
    }

    private readonly struct Rule(ScaleByRms<R> settings) : ISweepRule<R>
    {
        private readonly Vector<R> _decay = Sweep.Broadcast<R>(settings.Decay);
        private readonly Vector<R> _fresh = Sweep.Broadcast<R>(1 - settings.Decay);
        private readonly Vector<R> _inside = Sweep.Broadcast<R>(settings.EpsilonInside ? settings.Epsilon : 0);
        private readonly Vector<R> _outside = Sweep.Broadcast<R>(settings.EpsilonInside ? 0 : settings.Epsilon);

        public static int StateCount => 1;

        public static bool ReadsOther => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c)
        {
            a = Average(a, update * update);
            update = Quotient(update, a);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<R> Average(Vector<R> mean, Vector<R> sample) => (_decay * mean) + (_fresh * sample);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<R> Quotient(Vector<R> u, Vector<R> s) => u / (Vector.SquareRoot(s + _inside) + _outside);
    }

    private readonly struct CentredRule(Rule rule) : ISweepRule<R>
    {
        private readonly Rule _rule = rule;

        public static int StateCount => 2;

        public static bool ReadsOther => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c)
        {
            a = _rule.Average(a, update * update);
            b = _rule.Average(b, update);

            // Rounding can make the variance of a constant gradient negative.
            update = _rule.Quotient(update, Vector.Max(a - (b * b), Vector<R>.Zero));
        }
    }
}
