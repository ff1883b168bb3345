using System;
using System.Numerics;

namespace DiffGen.Checking;

/// <summary>Sums in double of what was computed in another type.</summary>
internal static class Sums
{
    /// <summary>Σ aᵢ vᵢ over the places where v is not zero: a derivative that is not finite shows in its own direction only.</summary>
    public static double Dot<R>(ReadOnlySpan<R> a, ReadOnlySpan<R> v)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        double sum = 0;
        for (int i = 0; i < v.Length; i++)
        {
            if (v[i] != R.Zero)
            {
                sum += double.CreateTruncating(a[i]) * double.CreateTruncating(v[i]);
            }
        }

        return sum;
    }
}
