using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // double: x = 2ᵏ m, ¾ ≤ m < 1½, and with c next to m of a table: ln x = k ln 2 + ln c + r + r² g(r), r = m / c − 1. The first sum is exact, and 0 next to 1.
    // float: x = 2ᵏ (1 + f), √½ ≤ 1 + f < √2, and with s = f / (2 + f), z = s²: ln(1 + f) = f − (f²/2 − s (f²/2 + z g(z))).

    /// <inheritdoc cref="Log(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x)
    {
        Vector512<double> m = MantissaByOne(x, out Vector512<double> k);
        Vector512<long> j = (m + V.Create(RoundEighth)).AsInt64();
        Vector512<double> r = V.FusedMultiplyAdd(m, CentreReciprocal(j), V.Create(-1.0));
        Vector512<double> r2 = r * r;
        Vector512<double> whole = V.FusedMultiplyAdd(k, V.Create(Ln2Top), CentreLog(j));
        return LogSpecial(x, whole + V.FusedMultiplyAdd(r2, LogRest(r, r2), V.FusedMultiplyAdd(k, V.Create(Ln2Rest), r)));
    }

    /// <inheritdoc cref="Log(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x)
    {
        Vector512<float> f = Mantissa(x, out Vector512<float> k) - V.Create(1f);
        Vector512<float> s = f / (f + V.Create(2f));
        Vector512<float> z = s * s;
        Vector512<float> h = f * f * V.Create(0.5f);
        Vector512<float> t = s * V.FusedMultiplyAdd(LogQuotient(z), z, h);
        return LogSpecial(x, V.FusedMultiplyAdd(k, V.Create(Ln2HighFloat), f - (h - V.FusedMultiplyAdd(k, V.Create(Ln2LowFloat), t))));
    }
}
