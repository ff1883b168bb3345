using System;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace DiffGen.Transforms;

/// <summary>Norms and products of buffers, accumulated in double in a fixed order of eight lanes: the same bits on every machine.</summary>
internal static class Norms
{
    /// <summary>The Euclidean norm; safe against squares that overflow or vanish.</summary>
    public static double Euclidean<R>(ReadOnlySpan<R> x)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        double squares = Dot(x, x);
        if (squares is > 1e-280 and < double.PositiveInfinity)
        {
            return Math.Sqrt(squares);
        }

        double largest = LargestMagnitude(x);
        if (largest == 0 || !double.IsFinite(largest))
        {
            return largest;
        }

        double sum = 0;
        foreach (R element in x)
        {
            double ratio = double.CreateTruncating(element) / largest;
            sum += ratio * ratio;
        }

        return largest * Math.Sqrt(sum);
    }

    /// <summary>The largest magnitude; NaN if an element is NaN.</summary>
    public static double LargestMagnitude<R>(ReadOnlySpan<R> x)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        R largest = R.Zero;
        foreach (R element in x)
        {
            largest = R.Max(largest, R.Abs(element));
        }

        return double.CreateTruncating(largest);
    }

    /// <summary>The sum of the magnitudes.</summary>
    public static double SumOfMagnitudes<R>(ReadOnlySpan<R> x)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        double sum = 0;
        foreach (R element in x)
        {
            sum += Math.Abs(double.CreateTruncating(element));
        }

        return sum;
    }

    /// <summary>The scalar product of two buffers of one length.</summary>
    public static double Dot<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> y)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        Vector512<double> sum = Vector512<double>.Zero;
        y = y[..x.Length];
        int i = 0;
        for (; i <= x.Length - 8; i += 8)
        {
            sum += Widen(x[i..]) * Widen(y[i..]);
        }

        double rest = 0;
        for (; i < x.Length; i++)
        {
            rest += double.CreateTruncating(x[i]) * double.CreateTruncating(y[i]);
        }

        return Total(sum) + rest;
    }

    /// <summary>The sum of the elements.</summary>
    public static double Sum<R>(ReadOnlySpan<R> x)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        Vector512<double> sum = Vector512<double>.Zero;
        int i = 0;
        for (; i <= x.Length - 8; i += 8)
        {
            sum += Widen(x[i..]);
        }

        double rest = 0;
        for (; i < x.Length; i++)
        {
            rest += double.CreateTruncating(x[i]);
        }

        return Total(sum) + rest;
    }

    /// <summary>Whether every element is finite.</summary>
    public static bool AllFinite<R>(ReadOnlySpan<R> x)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        // x − x is zero where x is finite and NaN elsewhere.
        Vector<R> sum = Vector<R>.Zero;
        int i = 0;
        for (; i <= x.Length - Vector<R>.Count; i += Vector<R>.Count)
        {
            Vector<R> v = new(x[i..]);
            sum += v - v;
        }

        bool finite = Vector.EqualsAll(sum, Vector<R>.Zero);
        for (; i < x.Length; i++)
        {
            finite &= R.IsFinite(x[i]);
        }

        return finite;
    }

    /// <summary>Eight elements in double.</summary>
    private static Vector512<double> Widen<R>(ReadOnlySpan<R> x)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        if (typeof(R) == typeof(double))
        {
            return Vector512.Create(x).AsDouble();
        }

        (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.Create(x).AsSingle());
        return Vector512.Create(low, high);
    }

    /// <summary>The lanes as a fixed tree.</summary>
    private static double Total(Vector512<double> v) =>
        (v[0] + v[1] + (v[2] + v[3])) + (v[4] + v[5] + (v[6] + v[7]));
}
