using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffGen.CompilerServices;

public static partial class Lanes
{
    /// <summary><see cref="StrongZero.Multiply(double, double)"/> in each lane.</summary>
    /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
    /// <param name="cotangent">The cotangents or tangents.</param>
    /// <param name="partial">The partial derivatives.</param>
    /// <returns>The products; +0 where the cotangent is zero.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> StrongMultiply<T>(Vector512<T> cotangent, Vector512<T> partial) =>
        Vector512.ConditionalSelect(Vector512.Equals(cotangent, Vector512<T>.Zero), Vector512<T>.Zero, cotangent * partial);

    /// <summary><see cref="Partials.Product(double, double)"/> in each lane.</summary>
    /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
    /// <param name="a">The factors.</param>
    /// <param name="b">The other factors.</param>
    /// <returns>The products; +0 where a factor is zero.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> StrongProduct<T>(Vector512<T> a, Vector512<T> b) =>
        Vector512.ConditionalSelect(Vector512.Equals(a, Vector512<T>.Zero) | Vector512.Equals(b, Vector512<T>.Zero), Vector512<T>.Zero, a * b);

    /// <summary><see cref="Partials.Ratio(double, double)"/> in each lane.</summary>
    /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
    /// <param name="a">The numerators.</param>
    /// <param name="b">The denominators.</param>
    /// <returns>The quotients; 0 / 0 is 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Ratio<T>(Vector512<T> a, Vector512<T> b) =>
        Vector512.ConditionalSelect(Vector512.Equals(a, Vector512<T>.Zero) & Vector512.Equals(b, Vector512<T>.Zero), Vector512<T>.Zero, a / b);

    /// <summary><see cref="Partials.AbsX(double)"/> in each lane.</summary>
    /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
    /// <param name="x">The operands.</param>
    /// <returns>1, −1, 0 at 0, or NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> AbsX<T>(Vector512<T> x) =>
        Vector512.ConditionalSelect(
            Vector512.GreaterThan(x, Vector512<T>.Zero),
            Vector512<T>.One,
            Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<T>.Zero), -Vector512<T>.One, x + Vector512<T>.Zero));

    /// <summary><see cref="Partials.MaxX(double, double)"/> in each lane.</summary>
    /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
    /// <param name="x">The operands.</param>
    /// <param name="y">The other operands.</param>
    /// <returns>1, 0, ½ at a tie, NaN where an operand is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MaxX<T>(Vector512<T> x, Vector512<T> y)
        where T : IFloatingPointIeee754<T> =>
        Vector512.ConditionalSelect(
            Vector512.GreaterThan(x, y),
            Vector512<T>.One,
            Vector512.ConditionalSelect(
                Vector512.LessThan(x, y),
                Vector512<T>.Zero,
                Vector512.ConditionalSelect(Vector512.Equals(x, y), Vector512.Create(T.CreateChecked(0.5)), Vector512.Create(T.NaN))));

    /// <summary><see cref="Partials.IsBelow(double, double)"/> in each lane.</summary>
    /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
    /// <param name="a">The operands.</param>
    /// <param name="b">The other operands.</param>
    /// <returns>1 where the first is below the second, 0 where it is not, NaN where either is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> IsBelow<T>(Vector512<T> a, Vector512<T> b)
        where T : IFloatingPointIeee754<T> =>
        Vector512.ConditionalSelect(
            Vector512.LessThan(a, b),
            Vector512<T>.One,
            Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(a, b), Vector512<T>.Zero, Vector512.Create(T.NaN)));

    /// <summary><see cref="Partials.ClampX(double, double, double)"/> in each lane.</summary>
    /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
    /// <param name="x">The operands.</param>
    /// <param name="min">The lower bounds.</param>
    /// <param name="max">The upper bounds.</param>
    /// <returns>1 between the bounds and at them, 0 outside, NaN at NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> ClampX<T>(Vector512<T> x, Vector512<T> min, Vector512<T> max) =>
        Vector512.ConditionalSelect(
            Vector512.LessThan(x, min) | Vector512.GreaterThan(x, max),
            Vector512<T>.Zero,
            Vector512.ConditionalSelect(Vector512.Equals(x, x), Vector512<T>.One, x));

    /// <summary><see cref="System.Math.Clamp(double, double, double)"/> in each lane, for bounds in order.</summary>
    /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
    /// <param name="x">The operands.</param>
    /// <param name="min">The lower bounds.</param>
    /// <param name="max">The upper bounds.</param>
    /// <returns>The operand, or the bound that it passes; NaN at NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Clamp<T>(Vector512<T> x, Vector512<T> min, Vector512<T> max) =>
        Vector512.ConditionalSelect(Vector512.LessThan(x, min), min, Vector512.ConditionalSelect(Vector512.GreaterThan(x, max), max, x));

    /// <summary><c>(int)x</c> in each lane: towards zero, at the ends of the range where it lies beyond, 0 at NaN.</summary>
    /// <param name="x">The operands.</param>
    /// <returns>The integers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> ToInt32(Vector512<double> x) =>
        Vector512.Min(Vector512.Max(Vector512.ConvertToInt64(x), Vector512.Create((long)int.MinValue)), Vector512.Create((long)int.MaxValue));

    /// <inheritdoc cref="ToInt32(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> ToInt32(Vector512<float> x) => Vector512.ConvertToInt32(x);

    /// <summary>The low 32 bits of each lane as an <c>int</c>.</summary>
    /// <param name="x">Results of arithmetic on <c>int</c>, not yet wrapped round.</param>
    /// <returns>The results as unchecked C# has them.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> WrapInt32(Vector512<long> x) => (x << 32) >> 32;

    /// <summary>The low 32 bits of each lane as a <c>uint</c>.</summary>
    /// <param name="x">Results of arithmetic on <c>uint</c>, not yet wrapped round.</param>
    /// <returns>The results as unchecked C# has them.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> WrapUInt32(Vector512<long> x) => x & Vector512.Create(0xFFFFFFFFL);

    /// <summary>The greatest element of the lanes that are on.</summary>
    /// <typeparam name="T"><c>long</c> or <c>int</c>.</typeparam>
    /// <param name="x">The elements.</param>
    /// <param name="mask">The lanes that are on.</param>
    /// <returns>The greatest; the least <c>int</c> where no lane is on.</returns>
    public static T Greatest<T>(Vector512<T> x, Vector512<T> mask)
        where T : IBinaryInteger<T>
    {
        T greatest = T.CreateTruncating(int.MinValue);
        for (int lane = 0; lane < Vector512<T>.Count; lane++)
        {
            if (mask[lane] != T.Zero)
            {
                greatest = T.Max(greatest, x[lane]);
            }
        }

        return greatest;
    }

    /// <summary>The least element of the lanes that are on.</summary>
    /// <typeparam name="T"><c>long</c> or <c>int</c>.</typeparam>
    /// <param name="x">The elements.</param>
    /// <param name="mask">The lanes that are on.</param>
    /// <returns>The least; the greatest <c>int</c> where no lane is on.</returns>
    public static T Least<T>(Vector512<T> x, Vector512<T> mask)
        where T : IBinaryInteger<T>
    {
        T least = T.CreateTruncating(int.MaxValue);
        for (int lane = 0; lane < Vector512<T>.Count; lane++)
        {
            if (mask[lane] != T.Zero)
            {
                least = T.Min(least, x[lane]);
            }
        }

        return least;
    }
}
