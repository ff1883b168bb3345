using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // tanh|x| = e / (e + 2), e = e^(2|x|) − 1 = 2ᵏ (r + r² q(r)) + (2ᵏ − 1). Beyond 20 (float: 10) the quotient is 1.

    /// <inheritdoc cref="Tanh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tanh(Vector512<double> x)
    {
        Vector512<double> a = V.Abs(x);
        Vector512<double> t = V.MinNative(V.Create(40.0), a + a);
        Vector512<double> n = V.FusedMultiplyAdd(t, V.Create(Log2E), V.Create(RoundDouble));
        Vector512<double> k = n - V.Create(RoundDouble);
        Vector512<double> r = V.FusedMultiplyAdd(k, V.Create(-Ln2Low), V.FusedMultiplyAdd(k, V.Create(-Ln2High), t));
        Vector512<double> q = ExpQuotient(r);
        Vector512<double> r2 = r * r;
        Vector512<double> p = V.FusedMultiplyAdd(q, r2, r);
        Vector512<double> pLow = V.FusedMultiplyAdd(q, r2, r - p);

        // e and e + 2, each with what their rounding left out.
        Vector512<double> scale = ((n.AsInt64() + V.Create(1023L)) << 52).AsDouble();
        Vector512<double> offset = scale - V.Create(1.0);
        Vector512<double> e = V.FusedMultiplyAdd(p, scale, offset);
        Vector512<double> eLow = V.FusedMultiplyAdd(pLow, scale, V.FusedMultiplyAdd(p, scale, offset - e));
        Vector512<double> d = e + V.Create(2.0);
        Vector512<double> dLow = e - (d - V.Create(2.0)) + eLow;
        Vector512<double> inverse = V.Create(1.0) / d;
        Vector512<double> y = e * inverse;
        Vector512<double> rest = V.FusedMultiplyAdd(-y, d, e) + V.FusedMultiplyAdd(-y, dLow, eLow);
        y = V.FusedMultiplyAdd(rest, inverse, y);

        // As x itself below 2⁻⁵⁰⁰, where e may be subnormal, and with the sign of x.
        Vector512<long> sign = x.AsInt64() & V.Create(long.MinValue);
        return (y.AsInt64() | sign).AsDouble();
    }

    /// <inheritdoc cref="Tanh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        Vector512<float> a = V.Abs(x);
        Vector512<float> t = V.MinNative(V.Create(20f), a + a);
        Vector512<float> n = V.FusedMultiplyAdd(t, V.Create((float)Log2E), V.Create(RoundFloat));
        Vector512<float> k = n - V.Create(RoundFloat);
        Vector512<float> r = V.FusedMultiplyAdd(k, V.Create(-Ln2LowFloat), V.FusedMultiplyAdd(k, V.Create(-Ln2HighFloat), t));
        Vector512<float> q = ExpQuotient(r);
        Vector512<float> r2 = r * r;
        Vector512<float> p = V.FusedMultiplyAdd(q, r2, r);
        Vector512<float> pLow = V.FusedMultiplyAdd(q, r2, r - p);

        Vector512<float> scale = ((n.AsInt32() + V.Create(127)) << 23).AsSingle();
        Vector512<float> offset = scale - V.Create(1f);
        Vector512<float> e = V.FusedMultiplyAdd(p, scale, offset);
        Vector512<float> eLow = V.FusedMultiplyAdd(pLow, scale, V.FusedMultiplyAdd(p, scale, offset - e));
        Vector512<float> d = e + V.Create(2f);
        Vector512<float> dLow = e - (d - V.Create(2f)) + eLow;
        Vector512<float> inverse = V.Create(1f) / d;
        Vector512<float> y = e * inverse;
        Vector512<float> rest = V.FusedMultiplyAdd(-y, d, e) + V.FusedMultiplyAdd(-y, dLow, eLow);
        y = V.FusedMultiplyAdd(rest, inverse, y);

        Vector512<int> sign = x.AsInt32() & V.Create(int.MinValue);
        return (y.AsInt32() | sign).AsSingle();
    }
}
