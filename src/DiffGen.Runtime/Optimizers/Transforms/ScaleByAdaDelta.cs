using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen.Transforms;

/// <summary>
/// AdaDelta (Zeiler, arXiv:1212.5701, 2012): s ← ρs + (1 − ρ)u²; d = √(x + ε)/√(s + ε)·u; x ← ρx + (1 − ρ)d²; the update becomes d.
/// </summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ScaleByAdaDelta<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private R[] _meanSquare = [];
    private R[] _meanSquareStep = [];

    /// <summary>Makes the transform.</summary>
    /// <param name="decay">The decay ρ of both mean squares, in [0, 1).</param>
    /// <param name="epsilon">The number ε inside both roots, positive: with 0 no step is ever made.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ScaleByAdaDelta(double decay = 0.9, double epsilon = 1e-6)
    {
        Decay = Settings.Fraction(decay);
        Epsilon = Settings.Positive(epsilon);
    }

    /// <summary>The decay ρ of both mean squares.</summary>
    public double Decay { get; }

    /// <summary>The number ε inside both roots.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        Sweep.Run(new Rule(this), update, default, _meanSquare, _meanSquareStep);
        return true;
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Buffer<R>("mean square", _meanSquare);
        visitor.Buffer<R>("mean square step", _meanSquareStep);
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount)
    {
        _meanSquare = new R[parameterCount];
        _meanSquareStep = new R[parameterCount];
    }

    private readonly struct Rule(ScaleByAdaDelta<R> settings) : ISweepRule<R>
    {
        private readonly Vector<R> _decay = Sweep.Broadcast<R>(settings.Decay);
        private readonly Vector<R> _fresh = Sweep.Broadcast<R>(1 - settings.Decay);
        private readonly Vector<R> _epsilon = Sweep.Broadcast<R>(settings.Epsilon);

        public static int StateCount => 2;

        public static bool ReadsOther => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c)
        {
            a = (_decay * a) + (_fresh * (update * update));
            update = Vector.SquareRoot(b + _epsilon) / Vector.SquareRoot(a + _epsilon) * update;
            b = (_decay * b) + (_fresh * (update * update));
        }
    }
}
