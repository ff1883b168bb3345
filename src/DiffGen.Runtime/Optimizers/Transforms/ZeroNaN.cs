using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen.Transforms;

/// <summary>Replaces every NaN of the update by 0. Infinite elements stay.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ZeroNaN<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        Sweep.Run(default(Rule), update);
        return true;
    }

    private readonly struct Rule : ISweepRule<R>
    {
        public static int StateCount => 0;

        public static bool ReadsOther => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c) =>
            update = Vector.ConditionalSelect(Vector.Equals(update, update), update, Vector<R>.Zero);
    }
}
