using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // With e = e^|x| − 1 = 2ᵏ p + (2ᵏ − 1): sinh = e/2 + (e/2) / (e + 1), in quarters of e, so that no power of two overflows; cosh = e^|x|/2 + 1 / (2 e^|x|).

    /// <inheritdoc cref="Sinh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sinh(Vector512<double> x)
    {
        Vector512<double> a = V.Abs(x);
        Vector512<double> t = V.MinNative(V.Create(710.6), a);
        Vector512<double> n = V.FusedMultiplyAdd(t, V.Create(Log2E), V.Create(RoundDouble));
        Vector512<double> k = n - V.Create(RoundDouble);
        Vector512<double> r = V.FusedMultiplyAdd(k, V.Create(-Ln2Low), V.FusedMultiplyAdd(k, V.Create(-Ln2High), t));
        Vector512<double> q = ExpQuotient(r);
        Vector512<double> r2 = r * r;
        Vector512<double> p = V.FusedMultiplyAdd(q, r2, r);
        Vector512<double> pLow = V.FusedMultiplyAdd(q, r2, r - p);

        // e / 4 and what its rounding left out.
        Vector512<double> scale = ((n.AsInt64() + V.Create(1021L)) << 52).AsDouble();
        Vector512<double> offset = scale - V.Create(0.25);
        Vector512<double> e = V.FusedMultiplyAdd(p, scale, offset);
        Vector512<double> eLow = V.FusedMultiplyAdd(pLow, scale, V.FusedMultiplyAdd(p, scale, offset - e));
        Vector512<double> half = e + e;
        Vector512<double> share = e / (half + V.Create(0.5));
        Vector512<double> y = half + (eLow + eLow + share);
        Vector512<long> sign = x.AsInt64() & V.Create(long.MinValue);
        return V.ConditionalSelect(V.LessThan(a, V.Create(3.7e-9)), x, (y.AsInt64() | sign).AsDouble());
    }

    /// <inheritdoc cref="Cosh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Cosh(Vector512<double> x)
    {
        Vector512<double> t = V.MinNative(V.Create(711.0), V.Abs(x));
        Vector512<double> k = V.FusedMultiplyAdd(t, V.Create(Log2E), V.Create(RoundDouble)) - V.Create(RoundDouble);
        Vector512<double> r = V.FusedMultiplyAdd(k, V.Create(-Ln2Low), V.FusedMultiplyAdd(k, V.Create(-Ln2High), t));
        Vector512<double> half = ScaleByPowerOfTwo(V.FusedMultiplyAdd(ExpQuotient(r), r * r, r) + V.Create(1.0), k - V.Create(1.0));
        return half + V.Create(0.25) / half;
    }

    /// <inheritdoc cref="Sinh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sinh(Vector512<float> x)
    {
        Vector512<float> a = V.Abs(x);
        Vector512<float> t = V.MinNative(V.Create(89.6f), a);
        Vector512<float> n = V.FusedMultiplyAdd(t, V.Create((float)Log2E), V.Create(RoundFloat));
        Vector512<float> k = n - V.Create(RoundFloat);
        Vector512<float> r = V.FusedMultiplyAdd(k, V.Create(-Ln2LowFloat), V.FusedMultiplyAdd(k, V.Create(-Ln2HighFloat), t));
        Vector512<float> q = ExpQuotient(r);
        Vector512<float> r2 = r * r;
        Vector512<float> p = V.FusedMultiplyAdd(q, r2, r);
        Vector512<float> pLow = V.FusedMultiplyAdd(q, r2, r - p);

        // e / 4 and what its rounding left out.
        Vector512<float> scale = ((n.AsInt32() + V.Create(125)) << 23).AsSingle();
        Vector512<float> offset = scale - V.Create(0.25f);
        Vector512<float> e = V.FusedMultiplyAdd(p, scale, offset);
        Vector512<float> eLow = V.FusedMultiplyAdd(pLow, scale, V.FusedMultiplyAdd(p, scale, offset - e));
        Vector512<float> half = e + e;
        Vector512<float> share = e / (half + V.Create(0.5f));
        Vector512<float> y = half + (eLow + eLow + share);
        Vector512<int> sign = x.AsInt32() & V.Create(int.MinValue);
        return V.ConditionalSelect(V.LessThan(a, V.Create(2e-4f)), x, (y.AsInt32() | sign).AsSingle());
    }

    /// <inheritdoc cref="Cosh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cosh(Vector512<float> x)
    {
        Vector512<float> t = V.MinNative(V.Create(90f), V.Abs(x));
        Vector512<float> k = V.FusedMultiplyAdd(t, V.Create((float)Log2E), V.Create(RoundFloat)) - V.Create(RoundFloat);
        Vector512<float> r = V.FusedMultiplyAdd(k, V.Create(-Ln2LowFloat), V.FusedMultiplyAdd(k, V.Create(-Ln2HighFloat), t));
        Vector512<float> half = ScaleByPowerOfTwo(V.FusedMultiplyAdd(ExpQuotient(r), r * r, r) + V.Create(1f), k - V.Create(1f));
        return half + V.Create(0.25f) / half;
    }
}
