using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // x = 2ᵏ (1 + f), √½ ≤ 1 + f < √2, and with s = f / (2 + f), z = s²: ln(1 + f) = f − (f²/2 − s (f²/2 + z g(z))).

    /// <inheritdoc cref="Log(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x)
    {
        Vector512<double> f = Mantissa(x, out Vector512<double> k) - V.Create(1.0);
        Vector512<double> s = f / (f + V.Create(2.0));
        Vector512<double> z = s * s;
        Vector512<double> h = f * f * V.Create(0.5);
        Vector512<double> t = s * V.FusedMultiplyAdd(LogQuotient(z), z, h);
        return LogSpecial(x, V.FusedMultiplyAdd(k, V.Create(Ln2High), f - (h - V.FusedMultiplyAdd(k, V.Create(Ln2Low), t))));
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
