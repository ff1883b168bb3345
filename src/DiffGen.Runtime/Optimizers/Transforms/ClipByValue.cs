using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen.Transforms;

/// <summary>Clips every element of the update to [−limit, limit]. NaN stays NaN.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ClipByValue<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes the transform.</summary>
    /// <param name="limit">The largest magnitude, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of its range.</exception>
    public ClipByValue(double limit)
    {
        Limit = Settings.NonNegative(limit);
    }

    /// <summary>The largest magnitude.</summary>
    public double Limit { get; }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        Sweep.Run(new Rule(Limit), update);
        return true;
    }

    private readonly struct Rule(double limit) : ISweepRule<R>
    {
        private readonly Vector<R> _limit = Sweep.Broadcast<R>(limit);

        public static int StateCount => 0;

        public static bool ReadsOther => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c)
        {
            // By comparisons, which are false for NaN, and not by Min and Max, which may drop it.
            update = Vector.ConditionalSelect(Vector.GreaterThan(update, _limit), _limit, update);
            update = Vector.ConditionalSelect(Vector.LessThan(update, -_limit), -_limit, update);
        }
    }
}
