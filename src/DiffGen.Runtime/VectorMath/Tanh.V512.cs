using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // tanh|x| = h / (h + 1), h = (e^(2|x|) − 1) / 2 = s p + (s − 1) / 2, where s is about 2ᵏ for a k in eighths, of so few digits that s − 1 is exact, and p = (e^(2r) − 1) / 2 = r + r² q(r), r = |x| − ln s / 2, which is rounded once.
    // d = h + 1 is rounded: d + c is exact, and h / (d + c) = y + (h − y d − y c) / d, where y is the rounded quotient of both, and 1 / d = 1 − y, of which the square does as well where that counts. Beyond 20 (float: 10) it is 1.

    /// <inheritdoc cref="Tanh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tanh(Vector512<double> x)
    {
        Vector512<double> a = V.MinNative(V.Create(20.0), V.Abs(x));
        Vector512<double> n = V.FusedMultiplyAdd(a, V.Create(2 * Log2E), V.Create(RoundEighth));
        Vector512<double> k = n - V.Create(RoundEighth);
        Vector512<long> j = n.AsInt64();
        Vector512<double> r = V.FusedMultiplyAdd(k, V.Create(-0.5 * Ln2Top), a) + V.FusedMultiplyAdd(k, V.Create(-0.5 * Ln2Rest), ShortPowerRest(j));

        // ((e^(2r) − 1) / 2 − r) / r² at the Chebyshev nodes of |r| ≤ ln 2 / 32: p with relative error 2⁻⁶⁰.
        Vector512<double> r2 = r * r;
        Vector512<double> q0 = V.FusedMultiplyAdd(V.Create(0.6666666666666746), r, V.Create(1.0));
        Vector512<double> q1 = V.FusedMultiplyAdd(V.Create(0.1333333331974278), r, V.Create(0.3333333333333349));
        Vector512<double> q2 = V.FusedMultiplyAdd(V.Create(0.0031747190317373843), r2, V.FusedMultiplyAdd(V.Create(0.012698991986142912), r, V.Create(0.04444444441726346)));
        Vector512<double> p = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.FusedMultiplyAdd(q2, r2, q1), r2, q0), r2, r);
        Vector512<double> s = ScaleByWholeOfEighths(ShortPower(j), n, k);
        Vector512<double> h = V.FusedMultiplyAdd(s, p, V.FusedMultiplyAdd(s, V.Create(0.5), V.Create(-0.5)));
        Vector512<double> d = h + V.Create(1.0);
        Vector512<double> c = h - (d - V.Create(1.0));
        Vector512<double> y = h / d;
        Vector512<double> u = V.Create(1.0) - y;
        y = V.FusedMultiplyAdd(V.FusedMultiplyAdd(-y, c, V.FusedMultiplyAdd(-y, d, h)), u * u, y);
        return (y.AsInt64() | (x.AsInt64() & V.Create(long.MinValue))).AsDouble();
    }

    // In single precision, where the processor reads tables of sixteen numbers, a polynomial for each of twelve intervals.

    /// <inheritdoc cref="Tanh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        Vector512<float> a = V.MinNative(V.Create(10f), V.Abs(x));
        Vector512<float> y = ReadsSixteen ? TanhOfTable(a) : TanhOfQuotient(a);
        return (y.AsInt32() | (x.AsInt32() & V.Create(int.MinValue))).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> TanhOfTable(Vector512<float> a)
    {
        Vector512<int> j = V.Max(a.AsInt32() >>> 22, V.Create(FirstOfTanh));
        Vector512<float> r = a - OfSixteen(j, TanhCentres);
        Vector512<float> p = V.FusedMultiplyAdd(OfSixteen(j, TanhCoefficients6), r, OfSixteen(j, TanhCoefficients5));
        p = V.FusedMultiplyAdd(p, r, OfSixteen(j, TanhCoefficients4));
        p = V.FusedMultiplyAdd(p, r, OfSixteen(j, TanhCoefficients3));
        p = V.FusedMultiplyAdd(p, r, OfSixteen(j, TanhCoefficients2));
        p = V.FusedMultiplyAdd(p, r, OfSixteen(j, TanhCoefficients1));
        return V.FusedMultiplyAdd(p, r, OfSixteen(j, TanhCoefficients0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> TanhOfQuotient(Vector512<float> a)
    {
        Vector512<float> n = V.FusedMultiplyAdd(a, V.Create(2 * (float)Log2E), V.Create(RoundEighthFloat));
        Vector512<float> k = n - V.Create(RoundEighthFloat);
        Vector512<int> j = n.AsInt32();
        Vector512<float> r = V.FusedMultiplyAdd(k, V.Create(-0.5f * Ln2TopFloat), a) + V.FusedMultiplyAdd(k, V.Create(-0.5f * Ln2RestFloat), ShortPowerRest(j));

        // The same with relative error 2⁻²⁷.
        Vector512<float> q = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.33334896f), r, V.Create(0.666713595f)), r, V.Create(1f));
        Vector512<float> p = V.FusedMultiplyAdd(q, r * r, r);
        Vector512<float> s = ScaleByWholeOfEighths(ShortPower(j), n, k);
        Vector512<float> h = V.FusedMultiplyAdd(s, p, V.FusedMultiplyAdd(s, V.Create(0.5f), V.Create(-0.5f)));
        Vector512<float> d = h + V.Create(1f);
        Vector512<float> c = h - (d - V.Create(1f));
        Vector512<float> y = h / d;
        Vector512<float> u = V.Create(1f) - y;
        return V.FusedMultiplyAdd(V.FusedMultiplyAdd(-y, c, V.FusedMultiplyAdd(-y, d, h)), u * u, y);
    }
}
