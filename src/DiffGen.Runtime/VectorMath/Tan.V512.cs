using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // The angle is reduced as for the sine. Lanes whose angle is too large for that are rare, and taken one by one.

    /// <inheritdoc cref="Tan(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tan(Vector512<double> x)
    {
        // r + rLow = |x| − n π/2, |r| ≤ 0.79. The first product cancels without rounding.
        Vector512<double> a = V.Abs(x);
        Vector512<double> n = V.FusedMultiplyAdd(a, V.Create(TwoOverPi), V.Create(RoundDouble));
        Vector512<double> k = n - V.Create(RoundDouble);
        Vector512<double> first = V.FusedMultiplyAdd(k, V.Create(-HalfPiHigh), a);
        Vector512<double> t = k * V.Create(HalfPiMiddle);
        Vector512<double> r = first - t;
        Vector512<double> back = r - first;
        Vector512<double> rLow = (first - (r - back)) - (t + back);
        rLow = V.FusedMultiplyAdd(k, V.Create(-HalfPiLow), rLow - V.FusedMultiplyAdd(k, V.Create(HalfPiMiddle), -t));
        Vector512<long> quadrant = n.AsInt64();
        Vector512<double> z = r * r;

        // sin and cos, each with what its rounding left out.
        Vector512<double> tail = V.FusedMultiplyAdd(r * z, SinQuotient(z), rLow);
        Vector512<double> sin = r + tail;
        Vector512<double> sinLow = r - sin + tail;
        Vector512<double> h = z * V.Create(0.5);
        Vector512<double> one = V.Create(1.0) - h;
        tail = V.FusedMultiplyAdd(z * z, CosQuotient(z), V.Create(1.0) - one - h - r * rLow);
        Vector512<double> cos = one + tail;
        Vector512<double> cosLow = one - cos + tail;

        // sin / cos, or −cos / sin in odd quadrants, and once more what the quotient left out.
        Vector512<double> isOdd = (Vector512<long>.Zero - (quadrant & V.Create(1L))).AsDouble();
        Vector512<double> numerator = V.ConditionalSelect(isOdd, cos, sin);
        Vector512<double> numeratorLow = V.ConditionalSelect(isOdd, cosLow, sinLow);
        Vector512<double> denominator = V.ConditionalSelect(isOdd, sin, cos);
        Vector512<double> denominatorLow = V.ConditionalSelect(isOdd, sinLow, cosLow);
        Vector512<double> inverse = V.Create(1.0) / denominator;
        Vector512<double> y = numerator * inverse;
        y = V.FusedMultiplyAdd(V.FusedMultiplyAdd(-y, denominator, numerator) + V.FusedMultiplyAdd(-y, denominatorLow, numeratorLow), inverse, y);
        Vector512<long> sign = (isOdd.AsInt64() ^ x.AsInt64()) & V.Create(long.MinValue);
        y = (y.AsInt64() ^ sign).AsDouble();
        return V.GreaterThanAny(a, V.Create(LargestDoubleAngle)) ? TanOfLarge(x, y) : y;
    }

    /// <inheritdoc cref="Tan(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tan(Vector512<float> x)
    {
        // r + rLow = |x| − n π/2, |r| ≤ 0.79; n is rounded twice, since |x| 2/π is not exact enough. The first products cancel without rounding.
        Vector512<float> a = V.Abs(x);
        Vector512<float> n = V.FusedMultiplyAdd(a, V.Create((float)TwoOverPi), V.Create(RoundFloat));
        Vector512<float> k = n - V.Create(RoundFloat);
        Vector512<float> first = V.FusedMultiplyAdd(k, V.Create(-HalfPiHighFloat), a);
        Vector512<float> step = V.FusedMultiplyAdd(first, V.Create((float)TwoOverPi), V.Create(RoundFloat)) - V.Create(RoundFloat);
        first = V.FusedMultiplyAdd(step, V.Create(-HalfPiHighFloat), first);
        k += step;
        Vector512<float> t = k * V.Create(HalfPiMiddleFloat);
        Vector512<float> r = first - t;
        Vector512<float> back = r - first;
        Vector512<float> rLow = (first - (r - back)) - (t + back);
        rLow = V.FusedMultiplyAdd(k, V.Create(-HalfPiLowFloat), rLow - V.FusedMultiplyAdd(k, V.Create(HalfPiMiddleFloat), -t));
        Vector512<int> quadrant = (k + V.Create(RoundFloat)).AsInt32();
        Vector512<float> z = r * r;

        // sin and cos, each with what its rounding left out.
        Vector512<float> tail = V.FusedMultiplyAdd(r * z, SinQuotient(z), rLow);
        Vector512<float> sin = r + tail;
        Vector512<float> sinLow = r - sin + tail;
        Vector512<float> h = z * V.Create(0.5f);
        Vector512<float> one = V.Create(1f) - h;
        tail = V.FusedMultiplyAdd(z * z, CosQuotient(z), V.Create(1f) - one - h - r * rLow);
        Vector512<float> cos = one + tail;
        Vector512<float> cosLow = one - cos + tail;

        // sin / cos, or −cos / sin in odd quadrants, and once more what the quotient left out.
        Vector512<float> isOdd = (Vector512<int>.Zero - (quadrant & V.Create(1))).AsSingle();
        Vector512<float> numerator = V.ConditionalSelect(isOdd, cos, sin);
        Vector512<float> numeratorLow = V.ConditionalSelect(isOdd, cosLow, sinLow);
        Vector512<float> denominator = V.ConditionalSelect(isOdd, sin, cos);
        Vector512<float> denominatorLow = V.ConditionalSelect(isOdd, sinLow, cosLow);
        Vector512<float> inverse = V.Create(1f) / denominator;
        Vector512<float> y = numerator * inverse;
        y = V.FusedMultiplyAdd(V.FusedMultiplyAdd(-y, denominator, numerator) + V.FusedMultiplyAdd(-y, denominatorLow, numeratorLow), inverse, y);
        Vector512<int> sign = (isOdd.AsInt32() ^ x.AsInt32()) & V.Create(int.MinValue);
        y = (y.AsInt32() ^ sign).AsSingle();
        return V.GreaterThanAny(a, V.Create(LargestFloatAngle)) ? TanOfLarge(x, y) : y;
    }
}
