using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen.Transforms;

/// <summary>
/// ADOPT's direction (Taniguchi et al., "ADOPT: modified Adam can converge with any β₂ with the optimal rate", NeurIPS 2024, algorithm 2): the update is divided by the root of the mean square
/// <em>before</em> it enters that, and the quotient is averaged, m ← β₁m + (1 − β₁) clip(u/max(√v, ε), t^¼); then v ← β₂v + (1 − β₂)u².
/// </summary>
/// <remarks>The first step sets v = u² and moves nothing; in the steps behind it t = 1, 2, ….</remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ScaleByAdopt<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private R[] _mean = [];
    private R[] _meanSquare = [];
    private long _steps;

    /// <summary>Makes the transform. The defaults are the paper's.</summary>
    /// <param name="beta1">The decay β₁ of the mean, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the mean square, in [0, 1).</param>
    /// <param name="epsilon">The least root ε that is divided by, positive.</param>
    /// <param name="clips">Whether quotients are clipped to t^¼, as the paper's second algorithm does.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ScaleByAdopt(double beta1 = 0.9, double beta2 = 0.9999, double epsilon = 1e-6, bool clips = true)
    {
        Beta1 = Settings.Fraction(beta1);
        Beta2 = Settings.Fraction(beta2);
        Epsilon = Settings.Positive(epsilon);
        Clips = clips;
    }

    /// <summary>The decay β₁ of the mean.</summary>
    public double Beta1 { get; }

    /// <summary>The decay β₂ of the mean square.</summary>
    public double Beta2 { get; }

    /// <summary>The least root that is divided by.</summary>
    public double Epsilon { get; }

    /// <summary>Whether quotients are clipped.</summary>
    public bool Clips { get; }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        if (_steps == 0)
        {
            Sweep.Run(default(FirstRule), update, default, _meanSquare);
        }
        else
        {
            Sweep.Run(new Rule(this, Clips ? Math.Sqrt(Math.Sqrt(_steps)) : double.PositiveInfinity), update, default, _mean, _meanSquare);
        }

        _steps++;
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

    private readonly struct FirstRule : ISweepRule<R>
    {
        public static int StateCount => 1;

        public static bool ReadsOther => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c)
        {
            a = update * update;
            update = Vector<R>.Zero;
        }
    }

    private readonly struct Rule(ScaleByAdopt<R> settings, double bound) : ISweepRule<R>
    {
        private readonly Vector<R> _beta1 = Sweep.Broadcast<R>(settings.Beta1);
        private readonly Vector<R> _fresh1 = Sweep.Broadcast<R>(1 - settings.Beta1);
        private readonly Vector<R> _beta2 = Sweep.Broadcast<R>(settings.Beta2);
        private readonly Vector<R> _fresh2 = Sweep.Broadcast<R>(1 - settings.Beta2);
        private readonly Vector<R> _epsilon = Sweep.Broadcast<R>(settings.Epsilon);
        private readonly Vector<R> _bound = Sweep.Broadcast<R>(bound);

        public static int StateCount => 2;

        public static bool ReadsOther => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c)
        {
            Vector<R> quotient = update / Vector.Max(Vector.SquareRoot(b), _epsilon);
            b = (_beta2 * b) + (_fresh2 * (update * update));
            a = (_beta1 * a) + (_fresh1 * Vector.Min(Vector.Max(quotient, -_bound), _bound));
            update = a;
        }
    }
}
