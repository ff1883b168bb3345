using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // erfc|x| = e^(−x²) (1 + g(q)) / (1 + 2|x|/√π), q = (|x| − 3.5) / (|x| + 3.5), and 2 − erfc|x| on the left. x² is exact: square + squareLow.

    /// <inheritdoc cref="Erfc(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Erfc(Vector512<double> x)
    {
        Vector512<double> a = V.MinNative(V.Create(28.0), V.Abs(x));
        Vector512<double> q = (a - V.Create(3.5)) / (a + V.Create(3.5));
        Vector512<double> g = ErfcFactor(q);
        Vector512<double> square = a * a;
        Vector512<double> squareLow = V.FusedMultiplyAdd(a, a, -square);
        Vector512<double> k = V.FusedMultiplyAdd(square, V.Create(-Log2E), V.Create(RoundDouble)) - V.Create(RoundDouble);
        Vector512<double> r = V.FusedMultiplyAdd(k, V.Create(-Ln2High), -square) + V.FusedMultiplyAdd(k, V.Create(-Ln2Low), -squareLow);
        Vector512<double> e = V.FusedMultiplyAdd(ExpQuotient(r), r * r, r);
        Vector512<double> n = V.FusedMultiplyAdd(e, g, e) + g + V.Create(1.0);
        Vector512<double> y = ScaleByPowerOfTwo(n / V.FusedMultiplyAdd(a, V.Create(TwoOverRootPi), V.Create(1.0)), k);
        return V.ConditionalSelect(V.LessThan(x, Vector512<double>.Zero), V.Create(2.0) - y, y);
    }

    /// <inheritdoc cref="Erfc(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Erfc(Vector512<float> x)
    {
        Vector512<float> a = V.MinNative(V.Create(10.5f), V.Abs(x));
        Vector512<float> q = (a - V.Create(2.5f)) / (a + V.Create(2.5f));
        Vector512<float> g = ErfcFactor(q);
        Vector512<float> square = a * a;
        Vector512<float> squareLow = V.FusedMultiplyAdd(a, a, -square);
        Vector512<float> k = V.FusedMultiplyAdd(square, V.Create((float)-Log2E), V.Create(RoundFloat)) - V.Create(RoundFloat);
        Vector512<float> r = V.FusedMultiplyAdd(k, V.Create(-Ln2HighFloat), -square) + V.FusedMultiplyAdd(k, V.Create(-Ln2LowFloat), -squareLow);
        Vector512<float> e = V.FusedMultiplyAdd(ExpQuotient(r), r * r, r);
        Vector512<float> n = V.FusedMultiplyAdd(e, g, e) + g + V.Create(1f);
        Vector512<float> y = ScaleByPowerOfTwo(n / V.FusedMultiplyAdd(a, V.Create((float)TwoOverRootPi), V.Create(1f)), k);
        return V.ConditionalSelect(V.LessThan(x, Vector512<float>.Zero), V.Create(2f) - y, y);
    }
}
