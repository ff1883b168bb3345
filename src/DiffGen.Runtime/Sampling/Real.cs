using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen.Sampling;

/// <summary>Numbers of the caller's type to double precision, in which everything here is computed, and back with one rounding.</summary>
internal static class Real
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToDouble<R>(R number)
        where R : IFloatingPointIeee754<R> => typeof(R) == typeof(double) ? (double)(object)number : double.CreateTruncating(number);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R From<R>(double number)
        where R : IFloatingPointIeee754<R> => typeof(R) == typeof(double) ? (R)(object)number : R.CreateTruncating(number);

    public static void Copy<R>(ReadOnlySpan<R> numbers, Span<double> destination)
        where R : IFloatingPointIeee754<R>
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            destination[i] = ToDouble(numbers[i]);
        }
    }

    /// <summary>A draw that is never infinite: what is too large for the type is given as its largest number.</summary>
    public static R Finite<R>(double number)
        where R : IFloatingPointIeee754<R>
    {
        R rounded = From<R>(number);
        return R.IsInfinity(rounded) ? R.CopySign(Largest<R>(), rounded) : rounded;
    }

    /// <summary>A positive draw: what is too small for the type's normal numbers is given as the smallest of them.</summary>
    public static R Positive<R>(double number)
        where R : IFloatingPointIeee754<R> => R.Max(Finite<R>(number), SmallestNormal<R>());

    /// <summary>A draw inside (0, 1): never so small that it is not normal, never 1.</summary>
    public static R OpenUnit<R>(double number)
        where R : IFloatingPointIeee754<R> => R.Clamp(From<R>(number), SmallestNormal<R>(), R.BitDecrement(R.One));

    /// <summary>A draw inside [lower, upper), whatever the rounding did.</summary>
    public static R Inside<R>(double number, R lower, R upper)
        where R : IFloatingPointIeee754<R> => lower == upper ? lower : R.Clamp(From<R>(number), lower, R.BitDecrement(upper));

    public static R SmallestNormal<R>()
        where R : IFloatingPointIeee754<R> => From<R>(typeof(R) == typeof(double) ? 2.2250738585072014e-308 : typeof(R) == typeof(float) ? 1.17549435e-38 : 6.103515625e-05);

    private static R Largest<R>()
        where R : IFloatingPointIeee754<R> => R.BitDecrement(R.PositiveInfinity);
}
