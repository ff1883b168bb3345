using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // x = k ln 2 + r and eˣ − 1 = 2 (2ᵏ⁻¹ p + (2ᵏ⁻¹ − ½)), p = eʳ − 1 = r + r² q(r). The half keeps 2ᵏ in range.

    /// <inheritdoc cref="ExpM1(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ExpM1(Vector512<double> x)
    {
        Vector512<double> t = V.MinNative(V.Create(710.0), V.MaxNative(V.Create(-40.0), x));
        Vector512<double> n = V.FusedMultiplyAdd(t, V.Create(Log2E), V.Create(RoundDouble));
        Vector512<double> k = n - V.Create(RoundDouble);
        Vector512<double> r = V.FusedMultiplyAdd(k, V.Create(-Ln2Low), V.FusedMultiplyAdd(k, V.Create(-Ln2High), t));
        Vector512<double> q = ExpQuotient(r);
        Vector512<double> r2 = r * r;
        Vector512<double> p = V.FusedMultiplyAdd(q, r2, r);
        Vector512<double> pLow = V.FusedMultiplyAdd(q, r2, r - p);

        // Half of eˣ − 1, and what its rounding left out.
        Vector512<double> half = ((n.AsInt64() + V.Create(1022L)) << 52).AsDouble();
        Vector512<double> offset = half - V.Create(0.5);
        Vector512<double> y = V.FusedMultiplyAdd(half, p, offset);
        y += V.FusedMultiplyAdd(half, pLow, V.FusedMultiplyAdd(half, p, offset - y));

        // So near zero that the half of it might be rounded, and zeros with their sign.
        return V.ConditionalSelect(V.LessThan(V.Abs(x), V.Create(5.5e-17)), x, y + y);
    }

    /// <inheritdoc cref="ExpM1(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ExpM1(Vector512<float> x)
    {
        Vector512<float> t = V.MinNative(V.Create(89f), V.MaxNative(V.Create(-20f), x));
        Vector512<float> n = V.FusedMultiplyAdd(t, V.Create((float)Log2E), V.Create(RoundFloat));
        Vector512<float> k = n - V.Create(RoundFloat);
        Vector512<float> r = V.FusedMultiplyAdd(k, V.Create(-Ln2LowFloat), V.FusedMultiplyAdd(k, V.Create(-Ln2HighFloat), t));
        Vector512<float> q = ExpQuotient(r);
        Vector512<float> r2 = r * r;
        Vector512<float> p = V.FusedMultiplyAdd(q, r2, r);
        Vector512<float> pLow = V.FusedMultiplyAdd(q, r2, r - p);

        // Half of eˣ − 1, and what its rounding left out.
        Vector512<float> half = ((n.AsInt32() + V.Create(126)) << 23).AsSingle();
        Vector512<float> offset = half - V.Create(0.5f);
        Vector512<float> y = V.FusedMultiplyAdd(half, p, offset);
        y += V.FusedMultiplyAdd(half, pLow, V.FusedMultiplyAdd(half, p, offset - y));

        // So near zero that the half of it might be rounded, and zeros with their sign.
        return V.ConditionalSelect(V.LessThan(V.Abs(x), V.Create(2.9e-8f)), x, y + y);
    }
}
