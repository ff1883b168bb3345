using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen.Transforms;

/// <summary>
/// The optimistic gradient (Mokhtari, Ozdaglar and Pattathil, AISTATS 2020; Popov 1980): the update u becomes (α + β)u − βu', with u' that of the step before, u itself in the first. For games of two players,
/// where plain descent turns around the solution.
/// </summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ScaleByOptimism<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private R[] _last = [];
    private long _steps;

    /// <summary>Makes the transform.</summary>
    /// <param name="alpha">The weight α of the gradient, at least 0.</param>
    /// <param name="beta">The weight β of its change, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ScaleByOptimism(double alpha = 1, double beta = 1)
    {
        Alpha = Settings.NonNegative(alpha);
        Beta = Settings.NonNegative(beta);
    }

    /// <summary>The weight α of the gradient.</summary>
    public double Alpha { get; }

    /// <summary>The weight β of its change.</summary>
    public double Beta { get; }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        if (_steps++ == 0)
        {
            update.CopyTo(_last);
        }

        Sweep.Run(new Rule(Alpha + Beta, Beta), update, default, _last);
        return true;
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("steps", ref _steps);
        visitor.Buffer<R>("last", _last);
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount) => _last = new R[parameterCount];

    private readonly struct Rule(double now, double before) : ISweepRule<R>
    {
        private readonly Vector<R> _now = Sweep.Broadcast<R>(now);
        private readonly Vector<R> _before = Sweep.Broadcast<R>(before);

        public static int StateCount => 1;

        public static bool ReadsOther => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c)
        {
            Vector<R> u = update;
            update = (_now * u) - (_before * a);
            a = u;
        }
    }
}
