using System;
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

    /// <summary><see cref="Partials.PowX(double, double, double)"/> in each lane.</summary>
    /// <param name="x">The bases.</param>
    /// <param name="y">The exponents.</param>
    /// <param name="power"><c>Pow(x, y)</c>.</param>
    /// <returns><c>y Pow(x, y - 1)</c>, with its limits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> PowX(Vector512<double> x, Vector512<double> y, Vector512<double> power)
    {
        Vector512<double> size = Vector512.Abs(power);
        Vector512<double> divides = Vector512.GreaterThan(size, Vector512.Create(1e-290)) & Vector512.LessThan(size, Vector512.Create(1e290));
        Vector512<double> quotient = y * power / x;
        if (!Vector512.EqualsAll(divides.AsInt32(), Vector512<int>.AllBitsSet))
        {
            quotient = Vector512.ConditionalSelect(divides, quotient, y * VectorMath.Pow(x, y - Vector512<double>.One));
        }

        Vector512<double> atZero = Vector512.ConditionalSelect(Vector512.Equals(x, x), Vector512<double>.Zero, x);
        return Vector512.ConditionalSelect(Vector512.Equals(y, Vector512.Create(2.0)), x + x, Vector512.ConditionalSelect(Vector512.Equals(y, Vector512<double>.Zero), atZero, quotient));
    }

    /// <inheritdoc cref="PowX(Vector512{double}, Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> PowX(Vector512<float> x, Vector512<float> y, Vector512<float> power)
    {
        Vector512<float> size = Vector512.Abs(power);
        Vector512<float> divides = Vector512.GreaterThan(size, Vector512.Create(1e-30f)) & Vector512.LessThan(size, Vector512.Create(1e30f));
        Vector512<float> quotient = y * power / x;
        if (!Vector512.EqualsAll(divides.AsInt32(), Vector512<int>.AllBitsSet))
        {
            quotient = Vector512.ConditionalSelect(divides, quotient, y * VectorMath.Pow(x, y - Vector512<float>.One));
        }

        Vector512<float> atZero = Vector512.ConditionalSelect(Vector512.Equals(x, x), Vector512<float>.Zero, x);
        return Vector512.ConditionalSelect(Vector512.Equals(y, Vector512.Create(2f)), x + x, Vector512.ConditionalSelect(Vector512.Equals(y, Vector512<float>.Zero), atZero, quotient));
    }

    /// <summary><see cref="Partials.PowY(double, double)"/> in each lane.</summary>
    /// <param name="x">The bases.</param>
    /// <param name="power"><c>Pow(x, y)</c>.</param>
    /// <returns><c>Pow(x, y) Log(x)</c>; 0 where the power is 0; NaN for a negative base.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> PowY(Vector512<double> x, Vector512<double> power) =>
        Vector512.ConditionalSelect(Vector512.Equals(power, Vector512<double>.Zero) & Vector512.GreaterThanOrEqual(x, Vector512<double>.Zero), Vector512<double>.Zero, power * VectorMath.Log(x));

    /// <inheritdoc cref="PowY(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> PowY(Vector512<float> x, Vector512<float> power) =>
        Vector512.ConditionalSelect(Vector512.Equals(power, Vector512<float>.Zero) & Vector512.GreaterThanOrEqual(x, Vector512<float>.Zero), Vector512<float>.Zero, power * VectorMath.Log(x));

    /// <summary><see cref="Partials.Atan2Y(double, double)"/> in each lane.</summary>
    /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
    /// <param name="y">The ordinates.</param>
    /// <param name="x">The abscissas.</param>
    /// <returns><c>x / (x² + y²)</c>; 0 at the origin.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Atan2Y<T>(Vector512<T> y, Vector512<T> x)
    {
        Vector512<T> isFlat = Vector512.GreaterThanOrEqual(Vector512.Abs(x), Vector512.Abs(y));
        Vector512<T> larger = Vector512.ConditionalSelect(isFlat, x, y), slope = Vector512.ConditionalSelect(isFlat, y, x) / larger;
        Vector512<T> partial = Vector512.ConditionalSelect(isFlat, Vector512<T>.One, slope) / (larger * (Vector512<T>.One + slope * slope));
        return Vector512.ConditionalSelect(isFlat & Vector512.Equals(x, Vector512<T>.Zero), Vector512<T>.Zero, partial);
    }

    /// <summary><see cref="Partials.Atan2X(double, double)"/> in each lane.</summary>
    /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
    /// <param name="y">The ordinates.</param>
    /// <param name="x">The abscissas.</param>
    /// <returns><c>-y / (x² + y²)</c>; 0 at the origin.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Atan2X<T>(Vector512<T> y, Vector512<T> x) => -Atan2Y(x, y);

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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    /// <summary><see cref="Math.Sign(double)"/> in each lane.</summary>
    /// <param name="x">The operands.</param>
    /// <returns>1, −1, or 0.</returns>
    /// <exception cref="Exception">One of them is no number: that of <see cref="Left"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> Sign(Vector512<double> x)
    {
        RequireNumbers(Vector512.EqualsAll(x, x));
        return Vector512.LessThan(x, Vector512<double>.Zero).AsInt64() - Vector512.GreaterThan(x, Vector512<double>.Zero).AsInt64();
    }

    /// <summary><see cref="MathF.Sign(float)"/> in each lane.</summary>
    /// <param name="x">The operands.</param>
    /// <returns>1, −1, or 0.</returns>
    /// <exception cref="Exception">One of them is no number: that of <see cref="Left"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Sign(Vector512<float> x)
    {
        RequireNumbers(Vector512.EqualsAll(x, x));
        return Vector512.LessThan(x, Vector512<float>.Zero).AsInt32() - Vector512.GreaterThan(x, Vector512<float>.Zero).AsInt32();
    }
}
