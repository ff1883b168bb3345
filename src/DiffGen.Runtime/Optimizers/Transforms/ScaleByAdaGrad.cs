using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen.Transforms;

/// <summary>
/// AdaGrad (Duchi, Hazan and Singer, JMLR 12, 2011): s ← s + u²; the update becomes u/(√s + ε), or u/√(s + ε), divided by 1 + (t − 1)δ in step t = 1, 2, ….
/// </summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ScaleByAdaGrad<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private R[] _sum = [];
    private long _steps;

    /// <summary>Makes the transform.</summary>
    /// <param name="initialAccumulator">What s begins with, at least 0.</param>
    /// <param name="epsilon">The number ε that keeps the quotient finite, at least 0.</param>
    /// <param name="epsilonInside">Whether ε stands inside the root.</param>
    /// <param name="learningRateDecay">The decay δ of the learning rate, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ScaleByAdaGrad(double initialAccumulator = 0, double epsilon = 1e-10, bool epsilonInside = false, double learningRateDecay = 0)
    {
        InitialAccumulator = Settings.NonNegative(initialAccumulator);
        Epsilon = Settings.NonNegative(epsilon);
        EpsilonInside = epsilonInside;
        LearningRateDecay = Settings.NonNegative(learningRateDecay);
    }

    /// <summary>What s begins with.</summary>
    public double InitialAccumulator { get; }

    /// <summary>The number ε that keeps the quotient finite.</summary>
    public double Epsilon { get; }

    /// <summary>Whether ε stands inside the root.</summary>
    public bool EpsilonInside { get; }

    /// <summary>The decay δ of the learning rate.</summary>
    public double LearningRateDecay { get; }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        Sweep.Run(new Rule(this, 1 / (1 + (_steps * LearningRateDecay))), update, default, _sum);
        _steps++;
        return true;
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("steps", ref _steps);
        visitor.Buffer<R>("sum", _sum);
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount)
    {
        _sum = new R[parameterCount];
        Array.Fill(_sum, R.CreateChecked(InitialAccumulator));
    }

    private readonly struct Rule(ScaleByAdaGrad<R> settings, double scale) : ISweepRule<R>
    {
        private readonly Vector<R> _inside = Sweep.Broadcast<R>(settings.EpsilonInside ? settings.Epsilon : 0);
        private readonly Vector<R> _outside = Sweep.Broadcast<R>(settings.EpsilonInside ? 0 : settings.Epsilon);
        private readonly Vector<R> _scale = Sweep.Broadcast<R>(scale);

        public static int StateCount => 1;

        public static bool ReadsOther => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c)
        {
            a += update * update;
            Vector<R> root = Vector.SquareRoot(a + _inside) + _outside;

            // Where nothing has been seen and ε is 0, the quotient is 0/0 and means no step.
            Vector<R> quotient = _scale * update / root;
            update = Vector.ConditionalSelect(Vector.Equals(root, Vector<R>.Zero), Vector<R>.Zero, quotient);
        }
    }
}
