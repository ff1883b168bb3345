using System;
using System.Numerics;

namespace DiffGen;

/// <summary>Sums in double, in one fixed order: four running sums by the index modulo 4, then (0 + 1) + (2 + 3). The same bits on every machine.</summary>
internal static class OrderedSums
{
    /// <summary>Σ aᵢ bᵢ.</summary>
    public static double Dot<R>(ReadOnlySpan<R> a, ReadOnlySpan<R> b)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        b = b[..a.Length];
        int i = 0;
        for (; i <= a.Length - 4; i += 4)
        {
            s0 += Wide(a[i]) * Wide(b[i]);
            s1 += Wide(a[i + 1]) * Wide(b[i + 1]);
            s2 += Wide(a[i + 2]) * Wide(b[i + 2]);
            s3 += Wide(a[i + 3]) * Wide(b[i + 3]);
        }

        s0 += i < a.Length ? Wide(a[i]) * Wide(b[i]) : 0;
        s1 += i + 1 < a.Length ? Wide(a[i + 1]) * Wide(b[i + 1]) : 0;
        s2 += i + 2 < a.Length ? Wide(a[i + 2]) * Wide(b[i + 2]) : 0;
        return s0 + s1 + (s2 + s3);
    }

    /// <summary>Σ aᵢ².</summary>
    public static double Squares<R>(ReadOnlySpan<R> a)
        where R : unmanaged, IFloatingPointIeee754<R> => Dot(a, a);

    /// <summary>aᵢ ← aᵢ · factor, each product in double and rounded once.</summary>
    public static void Scale<R>(Span<R> a, double factor)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        for (int i = 0; i < a.Length; i++)
        {
            a[i] = R.CreateTruncating(Wide(a[i]) * factor);
        }
    }

    private static double Wide<R>(R number)
        where R : unmanaged, IFloatingPointIeee754<R> => double.CreateTruncating(number);
}
