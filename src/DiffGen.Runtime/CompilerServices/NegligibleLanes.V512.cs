using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffGen.CompilerServices;

public static partial class NegligibleLanes
{
    /// <summary>Cotangents of points without those that are negligible.</summary>
    /// <param name="x">The cotangents.</param>
    /// <param name="state">One element: it becomes <see cref="LeftOut"/> where a lane is left out, and none is from <see cref="Kept"/> on.</param>
    /// <returns>0 in the lanes below 2⁻¹⁰⁰⁰; the others as they are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Drop(Vector512<double> x, Span<int> state) =>
        Vector512.LessThanAny(Vector512.Abs(x), Vector512.Create(9.332636185032189e-302)) ? WithoutSmall(x, state) : x;

    /// <summary>Whether sums over lanes are large.</summary>
    /// <param name="sums">The sums, of each lane.</param>
    /// <param name="exponent">The logarithm, to the base 2, of the least.</param>
    /// <returns>Whether all of them are at least 2 to the exponent in size, and none is NaN.</returns>
    public static bool AreAtLeast(ReadOnlySpan<Vector512<double>> sums, int exponent)
    {
        double least = Math.ScaleB(1, exponent);
        foreach (Vector512<double> sum in sums)
        {
            if (!(Math.Abs(Vector512.Sum(sum)) >= least))
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> WithoutSmall(Vector512<double> x, Span<int> state)
    {
        if (state[0] >= Kept)
        {
            return x;
        }

        Vector512<double> isSmall = Vector512.LessThan(Vector512.Abs(x), Vector512.Create(9.332636185032189e-302));
        Vector512<double> dropped = Vector512.ConditionalSelect(isSmall, Vector512<double>.Zero, x);
        if (!Vector512.EqualsAll(dropped, x))
        {
            state[0] = LeftOut;
        }

        return dropped;
    }
}
