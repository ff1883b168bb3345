using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiffGen.CompilerServices;

/// <summary>Partials of functions that choose: piecewise constant, as in <see cref="Partials"/>.</summary>
internal static class Shares
{
    /// <summary>A function of up to three numbers, alone and in SIMD lanes.</summary>
    private interface IFunction<T>
    {
        static abstract T Of(T x, T y, T z);

        static abstract Vector<T> Of(Vector<T> x, Vector<T> y, Vector<T> z);
    }

    /// <summary>1 where <c>x &gt; 0</c>, −1 where <c>x &lt; 0</c>, 0 at 0, NaN at NaN.</summary>
    public static void Sign<T>(ReadOnlySpan<T> x, Span<T> share)
        where T : IFloatingPointIeee754<T> => Map<T, SignOf<T>>(x, x, x, share);

    /// <summary>The share of x in <c>Max(x, y)</c>: 1, 0, ½ at a tie, NaN where an operand is.</summary>
    public static void Max<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> share)
        where T : IFloatingPointIeee754<T> => Map<T, MaxOf<T>>(x, y, y, share);

    /// <summary>The share of x in <c>Clamp(x, min, max)</c>: 1 between the bounds and at them, else 0; NaN where an operand is.</summary>
    public static void Clamp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> min, ReadOnlySpan<T> max, Span<T> share)
        where T : IFloatingPointIeee754<T> => Map<T, ClampOf<T>>(x, min, max, share);

    /// <summary>The share of min in <c>Min(Max(x, min), max)</c>: 1 where x is below it and it is not beyond max, else 0; NaN where an operand is.</summary>
    public static void LowerBound<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> min, ReadOnlySpan<T> max, Span<T> share)
        where T : IFloatingPointIeee754<T> => Map<T, LowerBoundOf<T>>(x, min, max, share);

    /// <summary>The share of max in <c>Min(Max(x, min), max)</c>: 1 where it is below x or min, else 0; NaN where an operand is.</summary>
    public static void UpperBound<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> min, ReadOnlySpan<T> max, Span<T> share)
        where T : IFloatingPointIeee754<T> => Map<T, UpperBoundOf<T>>(x, min, max, share);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Map<T, TFunction>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> destination)
        where TFunction : IFunction<T>
    {
        int length = destination.Length;
        ref T xStart = ref MemoryMarshal.GetReference(x[..length]);
        ref T yStart = ref MemoryMarshal.GetReference(y[..length]);
        ref T zStart = ref MemoryMarshal.GetReference(z[..length]);
        ref T destinationStart = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        if (Vector<T>.IsSupported)
        {
            for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
            {
                Vector<T> lanes = TFunction.Of(
                    Vector.LoadUnsafe(ref xStart, (nuint)i), Vector.LoadUnsafe(ref yStart, (nuint)i), Vector.LoadUnsafe(ref zStart, (nuint)i));
                lanes.StoreUnsafe(ref destinationStart, (nuint)i);
            }
        }

        for (; i < length; i++)
        {
            destination[i] = TFunction.Of(x[i], y[i], z[i]);
        }
    }

    private static T OneIf<T>(bool condition)
        where T : IFloatingPointIeee754<T> => condition ? T.One : T.Zero;

    private static Vector<T> OneIf<T>(Vector<T> condition) => condition & Vector<T>.One;

    /// <summary>A share, but NaN where an operand is.</summary>
    private static T OrNaN<T>(T share, T x, T y, T z)
        where T : IFloatingPointIeee754<T> => T.IsNaN(x) || T.IsNaN(y) || T.IsNaN(z) ? T.NaN : share;

    private static Vector<T> OrNaN<T>(Vector<T> share, Vector<T> x, Vector<T> y, Vector<T> z)
        where T : IFloatingPointIeee754<T> =>
        Vector.ConditionalSelect(Vector.Equals(x, x) & Vector.Equals(y, y) & Vector.Equals(z, z), share, new Vector<T>(T.NaN));

    private readonly struct SignOf<T> : IFunction<T>
        where T : IFloatingPointIeee754<T>
    {
        public static T Of(T x, T y, T z) => x > T.Zero ? T.One : x < T.Zero ? T.NegativeOne : x + T.Zero;

        public static Vector<T> Of(Vector<T> x, Vector<T> y, Vector<T> z) =>
            OrNaN(OneIf(Vector.GreaterThan(x, Vector<T>.Zero)) - OneIf(Vector.LessThan(x, Vector<T>.Zero)), x, x, x);
    }

    private readonly struct MaxOf<T> : IFunction<T>
        where T : IFloatingPointIeee754<T>
    {
        private static T Half => T.CreateTruncating(0.5);

        public static T Of(T x, T y, T z) => x > y ? T.One : x < y ? T.Zero : x == y ? Half : T.NaN;

        public static Vector<T> Of(Vector<T> x, Vector<T> y, Vector<T> z) =>
            OrNaN(OneIf(Vector.GreaterThan(x, y)) + (Vector.Equals(x, y) & new Vector<T>(Half)), x, y, y);
    }

    private readonly struct ClampOf<T> : IFunction<T>
        where T : IFloatingPointIeee754<T>
    {
        public static T Of(T x, T y, T z) => OrNaN(OneIf<T>(y <= x && x <= z), x, y, z);

        public static Vector<T> Of(Vector<T> x, Vector<T> y, Vector<T> z) =>
            OrNaN(OneIf(Vector.LessThanOrEqual(y, x) & Vector.LessThanOrEqual(x, z)), x, y, z);
    }

    private readonly struct LowerBoundOf<T> : IFunction<T>
        where T : IFloatingPointIeee754<T>
    {
        public static T Of(T x, T y, T z) => OrNaN(OneIf<T>(x < y && y <= z), x, y, z);

        public static Vector<T> Of(Vector<T> x, Vector<T> y, Vector<T> z) =>
            OrNaN(OneIf(Vector.LessThan(x, y) & Vector.LessThanOrEqual(y, z)), x, y, z);
    }

    private readonly struct UpperBoundOf<T> : IFunction<T>
        where T : IFloatingPointIeee754<T>
    {
        public static T Of(T x, T y, T z) => OrNaN(OneIf<T>(z < x || z < y), x, y, z);

        public static Vector<T> Of(Vector<T> x, Vector<T> y, Vector<T> z) =>
            OrNaN(OneIf(Vector.LessThan(z, x) | Vector.LessThan(z, y)), x, y, z);
    }
}
