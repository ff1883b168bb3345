using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen.Transforms;

/// <summary>After every step, replaces negative parameters by 0: a projected gradient method. NaN stays NaN.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class KeepNonNegative<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private ParameterRange[] _ranges;

    /// <summary>Makes the transform.</summary>
    /// <param name="ranges">The parameters that must not be negative, in rising order; none: all.</param>
    public KeepNonNegative(params ReadOnlySpan<ParameterRange> ranges)
    {
        _ranges = ranges.ToArray();
    }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context) => true;

    /// <inheritdoc/>
    public override void AfterStep(Span<R> parameters)
    {
        foreach (ParameterRange range in _ranges)
        {
            Sweep.Run(default(Rule), range.In(parameters));
        }
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount) => _ranges = ParameterRange.CheckAll(_ranges, parameterCount, "ranges");

    private readonly struct Rule : ISweepRule<R>
    {
        public static int StateCount => 0;

        public static bool ReadsOther => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c) =>
            update = Vector.ConditionalSelect(Vector.LessThan(update, Vector<R>.Zero), Vector<R>.Zero, update);
    }
}
