using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen.Transforms;

/// <summary>Elementwise sweeps over flat buffers. The last, partial vector is computed like the others, so an element's bits do not depend on its place.</summary>
internal static class Sweep
{
    /// <summary>Applies a rule to every element.</summary>
    public static void Run<R, TRule>(TRule rule, Span<R> update, ReadOnlySpan<R> other = default, Span<R> a = default, Span<R> b = default, Span<R> c = default)
        where R : unmanaged, IFloatingPointIeee754<R>
        where TRule : struct, ISweepRule<R>
    {
        int i = 0;
        for (; i <= update.Length - Vector<R>.Count; i += Vector<R>.Count)
        {
            Vector<R> u = new(update[i..]);
            Vector<R> o = TRule.ReadsOther ? new(other[i..]) : default;
            Vector<R> va = TRule.StateCount > 0 ? new(a[i..]) : default;
            Vector<R> vb = TRule.StateCount > 1 ? new(b[i..]) : default;
            Vector<R> vc = TRule.StateCount > 2 ? new(c[i..]) : default;
            rule.Apply(ref u, o, ref va, ref vb, ref vc);
            u.CopyTo(update[i..]);
            if (TRule.StateCount > 0)
            {
                va.CopyTo(a[i..]);
            }

            if (TRule.StateCount > 1)
            {
                vb.CopyTo(b[i..]);
            }

            if (TRule.StateCount > 2)
            {
                vc.CopyTo(c[i..]);
            }
        }

        if (i < update.Length)
        {
            RunTail(rule, update[i..], TRule.ReadsOther ? other[i..] : default, Rest<R, TRule>(a, i, 0), Rest<R, TRule>(b, i, 1), Rest<R, TRule>(c, i, 2));
        }
    }

    /// <summary>target −= factor · update.</summary>
    public static void SubtractScaled<R>(Span<R> target, ReadOnlySpan<R> update, double factor)
        where R : unmanaged, IFloatingPointIeee754<R> => Run(new AddScaledRule<R>(-factor), target, update);

    /// <summary>target += factor · update.</summary>
    public static void AddScaled<R>(Span<R> target, ReadOnlySpan<R> update, double factor)
        where R : unmanaged, IFloatingPointIeee754<R> => Run(new AddScaledRule<R>(factor), target, update);

    /// <summary>target ← factor · target.</summary>
    public static void Scale<R>(Span<R> target, double factor)
        where R : unmanaged, IFloatingPointIeee754<R> => Run(new ScaleRule<R>(factor), target);

    /// <summary>mean ← mean + weight · (sample − mean).</summary>
    public static void MoveTowards<R>(Span<R> mean, ReadOnlySpan<R> sample, double weight)
        where R : unmanaged, IFloatingPointIeee754<R> => Run(new MoveRule<R>(weight), mean, sample);

    /// <summary>The sign of each lane; zeros and NaN stay as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<R> Sign<R>(Vector<R> x)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        Vector<R> down = Vector.ConditionalSelect(Vector.LessThan(x, Vector<R>.Zero), new Vector<R>(R.NegativeOne), x);
        return Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<R>.Zero), Vector<R>.One, down);
    }

    /// <summary>A number in every lane, rounded to the real type.</summary>
    public static Vector<R> Broadcast<R>(double value)
        where R : unmanaged, IFloatingPointIeee754<R> => new(R.CreateChecked(value));

    private static Span<R> Rest<R, TRule>(Span<R> state, int start, int index)
        where R : unmanaged, IFloatingPointIeee754<R>
        where TRule : struct, ISweepRule<R> => TRule.StateCount > index ? state[start..] : default;

    private static void RunTail<R, TRule>(TRule rule, Span<R> update, ReadOnlySpan<R> other, Span<R> a, Span<R> b, Span<R> c)
        where R : unmanaged, IFloatingPointIeee754<R>
        where TRule : struct, ISweepRule<R>
    {
        Vector<R> u = Pad<R>(update), o = Pad(other), va = Pad<R>(a), vb = Pad<R>(b), vc = Pad<R>(c);
        rule.Apply(ref u, o, ref va, ref vb, ref vc);
        Cut(u, update);
        Cut(va, a);
        Cut(vb, b);
        Cut(vc, c);
    }

    private static Vector<R> Pad<R>(ReadOnlySpan<R> values)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        Span<R> whole = stackalloc R[Vector<R>.Count];
        values.CopyTo(whole);
        return new Vector<R>(whole);
    }

    private static void Cut<R>(Vector<R> whole, Span<R> values)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = whole[i];
        }
    }

    private readonly struct AddScaledRule<R>(double factor) : ISweepRule<R>
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        private readonly Vector<R> _factor = Broadcast<R>(factor);

        public static int StateCount => 0;

        public static bool ReadsOther => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c) => update += _factor * other;
    }

    private readonly struct ScaleRule<R>(double factor) : ISweepRule<R>
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        private readonly Vector<R> _factor = Broadcast<R>(factor);

        public static int StateCount => 0;

        public static bool ReadsOther => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c) => update *= _factor;
    }

    private readonly struct MoveRule<R>(double weight) : ISweepRule<R>
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        private readonly Vector<R> _weight = Broadcast<R>(weight);

        public static int StateCount => 0;

        public static bool ReadsOther => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c) => update += _weight * (other - update);
    }
}
