using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen.Transforms;

/// <summary>Subtracts from every row of a range with more than one row its mean (Yong, Huang, Hua and Zhang, "Gradient centralization", ECCV 2020).</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class Centralize<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private ParameterRange[] _ranges;

    /// <summary>Makes the transform.</summary>
    /// <param name="ranges">The weight matrices with their rows, in rising order. A range of one row, such as a bias, is left alone.</param>
    public Centralize(params ReadOnlySpan<ParameterRange> ranges)
    {
        _ranges = ranges.ToArray();
    }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        foreach (ParameterRange range in _ranges)
        {
            for (int row = 0; range.Rows > 1 && row < range.Rows; row++)
            {
                Span<R> u = range.In(update).Slice(row * range.Columns, range.Columns);
                Sweep.Run(new Rule(Norms.Sum<R>(u) / u.Length), u);
            }
        }

        return true;
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount) => _ranges = ParameterRange.CheckAll(_ranges, parameterCount, "ranges");

    private readonly struct Rule(double mean) : ISweepRule<R>
    {
        private readonly Vector<R> _mean = Sweep.Broadcast<R>(mean);

        public static int StateCount => 0;

        public static bool ReadsOther => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c) => update -= _mean;
    }
}
