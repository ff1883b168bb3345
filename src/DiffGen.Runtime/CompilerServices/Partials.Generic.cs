using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen.CompilerServices;

/// <content>The same formulas for code that is generic over the real type. For <see cref="double"/> and <see cref="float"/> they give the same bits.</content>
public static partial class Partials
{
    /// <inheritdoc cref="Product(double, double)"/>
    /// <typeparam name="T">The real type.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Product<T>(T a, T b)
        where T : IFloatingPointIeee754<T> => a == T.Zero || b == T.Zero ? T.Zero : a * b;

    /// <inheritdoc cref="Ratio(double, double)"/>
    /// <typeparam name="T">The real type.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Ratio<T>(T a, T b)
        where T : IFloatingPointIeee754<T> => a == T.Zero && b == T.Zero ? T.Zero : a / b;

    /// <inheritdoc cref="PowX(double, double, double)"/>
    /// <typeparam name="T">The real type.</typeparam>
    public static T PowX<T>(T x, T y, T power)
        where T : IFloatingPointIeee754<T>
    {
        if (y == T.One + T.One)
        {
            return x + x;
        }

        if (y == T.Zero)
        {
            return T.IsNaN(x) ? x : T.Zero;
        }

        return HasAllDigits(T.Abs(power)) ? y * power / x : y * T.Pow(x, y - T.One);
    }

    /// <inheritdoc cref="PowY(double, double)"/>
    /// <typeparam name="T">The real type.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T PowY<T>(T x, T power)
        where T : IFloatingPointIeee754<T> => power == T.Zero && x >= T.Zero ? T.Zero : power * T.Log(x);

    /// <inheritdoc cref="PowXY(double, double)"/>
    /// <typeparam name="T">The real type.</typeparam>
    public static T PowXY<T>(T x, T y)
        where T : IFloatingPointIeee754<T>
    {
        T power = T.Pow(x, y - T.One);
        if (x >= T.Zero && (power == T.Zero || y == T.Zero))
        {
            return power;
        }

        return power * (T.One + y * T.Log(x));
    }

    /// <inheritdoc cref="PowYY(double, double)"/>
    /// <typeparam name="T">The real type.</typeparam>
    public static T PowYY<T>(T x, T power)
        where T : IFloatingPointIeee754<T>
    {
        T log = T.Log(x);
        return power == T.Zero && x >= T.Zero ? T.Zero : power * log * log;
    }

    /// <inheritdoc cref="RootNX(double, double, double)"/>
    /// <typeparam name="T">The real type.</typeparam>
    public static T RootNX<T>(T x, T n, T root)
        where T : IFloatingPointIeee754<T> =>
        x == T.Zero || T.IsInfinity(x) ? T.One / (n * T.Pow(T.Abs(root), n - T.One)) : root / x / n;

    /// <inheritdoc cref="Atan2Y(double, double)"/>
    /// <typeparam name="T">The real type.</typeparam>
    public static T Atan2Y<T>(T y, T x)
        where T : IFloatingPointIeee754<T>
    {
        if (T.Abs(x) >= T.Abs(y))
        {
            T slope = y / x;
            return x == T.Zero ? T.Zero : T.One / (x * (T.One + slope * slope));
        }
        else
        {
            T slope = x / y;
            return slope / (y * (T.One + slope * slope));
        }
    }

    /// <inheritdoc cref="Atan2X(double, double)"/>
    /// <typeparam name="T">The real type.</typeparam>
    public static T Atan2X<T>(T y, T x)
        where T : IFloatingPointIeee754<T> => -Atan2Y(x, y);

    /// <inheritdoc cref="AbsX(double)"/>
    /// <typeparam name="T">The real type.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T AbsX<T>(T x)
        where T : IFloatingPointIeee754<T> => x > T.Zero ? T.One : x < T.Zero ? -T.One : x + T.Zero;

    /// <inheritdoc cref="MaxX(double, double)"/>
    /// <typeparam name="T">The real type.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MaxX<T>(T x, T y)
        where T : IFloatingPointIeee754<T> => x > y ? T.One : x < y ? T.Zero : x == y ? T.One / (T.One + T.One) : T.NaN;

    /// <inheritdoc cref="MaxNumberX(double, double)"/>
    /// <typeparam name="T">The real type.</typeparam>
    public static T MaxNumberX<T>(T x, T y)
        where T : IFloatingPointIeee754<T> => T.IsNaN(x) != T.IsNaN(y) ? (T.IsNaN(x) ? T.Zero : T.One) : MaxX(x, y);

    /// <inheritdoc cref="MaxMagnitudeX(double, double)"/>
    /// <typeparam name="T">The real type.</typeparam>
    public static T MaxMagnitudeX<T>(T x, T y)
        where T : IFloatingPointIeee754<T>
    {
        T a = T.Abs(x), b = T.Abs(y);
        return a == b ? MaxX(x, y) : MaxX(a, b);
    }

    /// <inheritdoc cref="MaxMagnitudeNumberX(double, double)"/>
    /// <typeparam name="T">The real type.</typeparam>
    public static T MaxMagnitudeNumberX<T>(T x, T y)
        where T : IFloatingPointIeee754<T> => T.IsNaN(x) != T.IsNaN(y) ? (T.IsNaN(x) ? T.Zero : T.One) : MaxMagnitudeX(x, y);

    /// <inheritdoc cref="MinMagnitudeNumberX(double, double)"/>
    /// <typeparam name="T">The real type.</typeparam>
    public static T MinMagnitudeNumberX<T>(T x, T y)
        where T : IFloatingPointIeee754<T> => T.IsNaN(x) != T.IsNaN(y) ? (T.IsNaN(x) ? T.Zero : T.One) : MaxMagnitudeX(y, x);

    /// <inheritdoc cref="ClampX(double, double, double)"/>
    /// <typeparam name="T">The real type.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ClampX<T>(T x, T min, T max)
        where T : IFloatingPointIeee754<T> => x < min || x > max ? T.Zero : T.IsNaN(x) ? x : T.One;

    /// <inheritdoc cref="IsBelow(double, double)"/>
    /// <typeparam name="T">The real type.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T IsBelow<T>(T a, T b)
        where T : IFloatingPointIeee754<T> => a < b ? T.One : a >= b ? T.Zero : T.NaN;

    /// <inheritdoc cref="ScaleBX(double)"/>
    /// <typeparam name="T">The real type.</typeparam>
    public static T ScaleBX<T>(T n)
        where T : IFloatingPointIeee754<T> => T.ScaleB(T.One, int.CreateSaturating(n));

    /// <summary>
    /// Whether a power of this magnitude has all its digits and leaves room for another factor. Of types whose range is not known here, none is
    /// said to: they take the formula that is always right.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasAllDigits<T>(T magnitude)
        where T : IFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? (double)(object)magnitude is > 1e-290 and < 1e290
        : typeof(T) == typeof(float) && (float)(object)magnitude is > 1e-30f and < 1e30f;
}
