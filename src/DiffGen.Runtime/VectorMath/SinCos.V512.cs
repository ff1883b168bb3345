using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // sin and cos of r by their polynomials, exchanged in odd quadrants. Lanes whose angle is too large for the reduction are rare: those are taken one by one.

    /// <inheritdoc cref="SinCos(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<double> Sin, Vector512<double> Cos) SinCos(Vector512<double> x)
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
        Vector512<double> z = r * r;
        Vector512<double> sin = r + V.FusedMultiplyAdd(r * z, SinQuotient(z), rLow);
        Vector512<double> h = z * V.Create(0.5);
        Vector512<double> one = V.Create(1.0) - h;
        Vector512<double> cos = one + V.FusedMultiplyAdd(z * z, CosQuotient(z), V.Create(1.0) - one - h - r * rLow);
        Vector512<long> quadrant = n.AsInt64();
        Vector512<long> isOdd = Vector512<long>.Zero - (quadrant & V.Create(1L));
        Vector512<long> sinSign = ((quadrant & V.Create(2L)) << 62) ^ (x.AsInt64() & V.Create(long.MinValue));
        Vector512<long> cosSign = ((quadrant + V.Create(1L)) & V.Create(2L)) << 62;
        Vector512<double> y = (V.ConditionalSelect(isOdd, cos.AsInt64(), sin.AsInt64()) ^ sinSign).AsDouble();
        Vector512<double> w = (V.ConditionalSelect(isOdd, sin.AsInt64(), cos.AsInt64()) ^ cosSign).AsDouble();
        if (V.GreaterThanAny(a, V.Create(LargestDoubleAngle)))
        {
            y = SinOfLarge(x, y);
            w = CosOfLarge(x, w);
        }

        return (y, w);
    }

    /// <inheritdoc cref="SinCos(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<float> Sin, Vector512<float> Cos) SinCos(Vector512<float> x)
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
        Vector512<float> z = r * r;
        Vector512<float> sin = r + V.FusedMultiplyAdd(r * z, SinQuotient(z), rLow);
        Vector512<float> h = z * V.Create(0.5f);
        Vector512<float> one = V.Create(1f) - h;
        Vector512<float> cos = one + V.FusedMultiplyAdd(z * z, CosQuotient(z), V.Create(1f) - one - h - r * rLow);
        Vector512<int> quadrant = (k + V.Create(RoundFloat)).AsInt32();
        Vector512<int> isOdd = Vector512<int>.Zero - (quadrant & V.Create(1));
        Vector512<int> sinSign = ((quadrant & V.Create(2)) << 30) ^ (x.AsInt32() & V.Create(int.MinValue));
        Vector512<int> cosSign = ((quadrant + V.Create(1)) & V.Create(2)) << 30;
        Vector512<float> y = (V.ConditionalSelect(isOdd, cos.AsInt32(), sin.AsInt32()) ^ sinSign).AsSingle();
        Vector512<float> w = (V.ConditionalSelect(isOdd, sin.AsInt32(), cos.AsInt32()) ^ cosSign).AsSingle();
        if (V.GreaterThanAny(a, V.Create(LargestFloatAngle)))
        {
            y = SinOfLarge(x, y);
            w = CosOfLarge(x, w);
        }

        return (y, w);
    }
}
