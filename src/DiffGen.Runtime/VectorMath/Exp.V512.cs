using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // double: x = k ln 2 + r for a k in eighths, |r| ≤ ln 2 / 16, and eˣ = 2ᵏ (1 + r + r² q(r)), where 2 to the eighths of k is read from a table. float: for an integer k, |r| ≤ ln 2 / 2.

    /// <inheritdoc cref="Exp(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        // Beyond these bounds eˣ is 0 or ∞. A NaN is the second operand, which both return.
        Vector512<double> t = V.MinNative(V.Create(710.0), V.MaxNative(V.Create(-746.0), x));
        Vector512<double> n = V.FusedMultiplyAdd(t, V.Create(Log2E), V.Create(RoundEighth));
        Vector512<double> k = n - V.Create(RoundEighth);
        Vector512<double> r = V.FusedMultiplyAdd(k, V.Create(-Ln2Low), V.FusedMultiplyAdd(k, V.Create(-Ln2High), t));
        Vector512<double> r2 = r * r;
        return TimesPowerOfTwo(V.FusedMultiplyAdd(ExpQuotientOfEighths(r, r2), r2, r), n, k);
    }

    /// <inheritdoc cref="Exp(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        Vector512<float> t = V.MinNative(V.Create(89f), V.MaxNative(V.Create(-104f), x));
        Vector512<float> k = V.FusedMultiplyAdd(t, V.Create((float)Log2E), V.Create(RoundFloat)) - V.Create(RoundFloat);
        Vector512<float> r = V.FusedMultiplyAdd(k, V.Create(-Ln2LowFloat), V.FusedMultiplyAdd(k, V.Create(-Ln2HighFloat), t));
        Vector512<float> p = V.FusedMultiplyAdd(ExpQuotient(r), r * r, r) + V.Create(1f);
        return ScaleByPowerOfTwo(p, k);
    }
}
