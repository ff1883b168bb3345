using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen.Transforms;

/// <summary>Lion's direction (Chen et al., "Symbolic discovery of optimization algorithms", NeurIPS 2023): sign(β₁m + (1 − β₁)u), then m ← β₂m + (1 − β₂)u.</summary>
/// <remarks>Optimisers.jl has β₂ and 1 − β₂ in exchanged places: pass 1 − β₂ to get its steps.</remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ScaleByLion<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private R[] _mean = [];

    /// <summary>Makes the transform.</summary>
    /// <param name="beta1">The weight β₁ of the mean in the step, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the mean, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ScaleByLion(double beta1 = 0.9, double beta2 = 0.99)
    {
        Beta1 = Settings.Fraction(beta1);
        Beta2 = Settings.Fraction(beta2);
    }

    /// <summary>The weight β₁ of the mean in the step.</summary>
    public double Beta1 { get; }

    /// <summary>The decay β₂ of the mean.</summary>
    public double Beta2 { get; }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        Sweep.Run(new Rule(this), update, default, _mean);
        return true;
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Buffer<R>("mean", _mean);
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount) => _mean = new R[parameterCount];

    private readonly struct Rule(ScaleByLion<R> settings) : ISweepRule<R>
    {
        private readonly Vector<R> _beta1 = Sweep.Broadcast<R>(settings.Beta1);
        private readonly Vector<R> _fresh1 = Sweep.Broadcast<R>(1 - settings.Beta1);
        private readonly Vector<R> _beta2 = Sweep.Broadcast<R>(settings.Beta2);
        private readonly Vector<R> _fresh2 = Sweep.Broadcast<R>(1 - settings.Beta2);

        public static int StateCount => 1;

        public static bool ReadsOther => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c)
        {
            Vector<R> direction = Sweep.Sign((_beta1 * a) + (_fresh1 * update));
            a = (_beta2 * a) + (_fresh2 * update);
            update = direction;
        }
    }
}
