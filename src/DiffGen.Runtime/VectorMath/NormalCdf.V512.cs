using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // Φ(−|x|) = e^(−x²/2) (1 + g(q)) / (2 + 2√(2/π) |x|), as erfc of |x| / √2, whose rounding does not matter to g; 1 − Φ(−|x|) on the right.

    /// <inheritdoc cref="NormalCdf(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> NormalCdf(Vector512<double> x)
    {
        Vector512<double> a = V.MinNative(V.Create(39.0), V.Abs(x));
        Vector512<double> q = V.FusedMultiplyAdd(a, V.Create(0.7071067811865476), V.Create(-3.5)) / V.FusedMultiplyAdd(a, V.Create(0.7071067811865476), V.Create(3.5));
        Vector512<double> g = ErfcFactor(q);
        Vector512<double> half = a * V.Create(0.5);
        Vector512<double> square = a * half;
        Vector512<double> squareLow = V.FusedMultiplyAdd(a, half, -square);
        Vector512<double> k = V.FusedMultiplyAdd(square, V.Create(-Log2E), V.Create(RoundDouble)) - V.Create(RoundDouble);
        Vector512<double> r = V.FusedMultiplyAdd(k, V.Create(-Ln2High), -square) + V.FusedMultiplyAdd(k, V.Create(-Ln2Low), -squareLow);
        Vector512<double> e = V.FusedMultiplyAdd(ExpQuotient(r), r * r, r);
        Vector512<double> n = V.FusedMultiplyAdd(e, g, e) + g + V.Create(1.0);
        Vector512<double> y = ScaleByPowerOfTwo(n / V.FusedMultiplyAdd(a, V.Create(1.5957691216057308), V.Create(2.0)), k);
        return V.ConditionalSelect(V.GreaterThan(x, Vector512<double>.Zero), V.Create(1.0) - y, y);
    }

    /// <inheritdoc cref="NormalCdf(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> NormalCdf(Vector512<float> x)
    {
        Vector512<float> a = V.MinNative(V.Create(14.5f), V.Abs(x));
        Vector512<float> q = V.FusedMultiplyAdd(a, V.Create(0.7071067811865476f), V.Create(-2.5f)) / V.FusedMultiplyAdd(a, V.Create(0.7071067811865476f), V.Create(2.5f));
        Vector512<float> g = ErfcFactor(q);
        Vector512<float> half = a * V.Create(0.5f);
        Vector512<float> square = a * half;
        Vector512<float> squareLow = V.FusedMultiplyAdd(a, half, -square);
        Vector512<float> k = V.FusedMultiplyAdd(square, V.Create((float)-Log2E), V.Create(RoundFloat)) - V.Create(RoundFloat);
        Vector512<float> r = V.FusedMultiplyAdd(k, V.Create(-Ln2HighFloat), -square) + V.FusedMultiplyAdd(k, V.Create(-Ln2LowFloat), -squareLow);
        Vector512<float> e = V.FusedMultiplyAdd(ExpQuotient(r), r * r, r);
        Vector512<float> n = V.FusedMultiplyAdd(e, g, e) + g + V.Create(1f);
        Vector512<float> y = ScaleByPowerOfTwo(n / V.FusedMultiplyAdd(a, V.Create(1.5957691216057308f), V.Create(2f)), k);
        return V.ConditionalSelect(V.GreaterThan(x, Vector512<float>.Zero), V.Create(1f) - y, y);
    }
}
