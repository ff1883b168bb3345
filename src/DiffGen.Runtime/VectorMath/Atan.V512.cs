using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // Beyond tan π/8 the angle is taken from π/4, beyond tan 3π/8 from π/2: atan a = base + atan t, t = a, (a − 1) / (a + 1) or −1 / a, and atan t = t + t z p(z), z = t².

    /// <inheritdoc cref="Atan(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Atan(Vector512<double> x)
    {
        Vector512<double> a = V.Abs(x);
        Vector512<double> isMiddle = V.GreaterThan(a, V.Create(0.41421356237309503));
        Vector512<double> isFar = V.GreaterThan(a, V.Create(2.4142135623730949));
        Vector512<double> numerator = V.ConditionalSelect(isFar, V.Create(-1.0), V.ConditionalSelect(isMiddle, a - V.Create(1.0), a));
        Vector512<double> denominator = V.ConditionalSelect(isFar, a, V.ConditionalSelect(isMiddle, a + V.Create(1.0), V.Create(1.0)));
        Vector512<double> quarters = V.ConditionalSelect(isFar, V.Create(2.0), V.ConditionalSelect(isMiddle, V.Create(1.0), Vector512<double>.Zero));
        Vector512<double> t = numerator / denominator;
        Vector512<double> z = t * t;
        Vector512<double> tail = V.FusedMultiplyAdd(AtanQuotient(z), z * t, quarters * V.Create(QuarterPiLow));
        Vector512<double> y = V.FusedMultiplyAdd(quarters, V.Create(QuarterPi), t + tail);
        return (y.AsInt64() | (x.AsInt64() & V.Create(long.MinValue))).AsDouble();
    }

    /// <summary>(atan t / t − 1) / t² for z = t² ≤ 0.1716: atan t with relative error 2⁻⁵⁸.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> AtanQuotient(Vector512<double> z)
    {
        Vector512<double> z2 = z * z;
        Vector512<double> z4 = z2 * z2;
        Vector512<double> z8 = z4 * z4;
        Vector512<double> p0 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.11111111105150588), z, V.Create(-0.14285714285659779)), z2, V.FusedMultiplyAdd(V.Create(0.19999999999999804), z, V.Create(-0.33333333333333331)));
        Vector512<double> p1 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.058789275544738069), z, V.Create(-0.066664247602005205)), z2, V.FusedMultiplyAdd(V.Create(0.076922963680422965), z, V.Create(-0.090909087532591124)));
        Vector512<double> p2 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.016284375050043393), z, V.Create(-0.034569315063326091)), z2, V.FusedMultiplyAdd(V.Create(0.045515447340221615), z, V.Create(-0.052304436406869478)));
        Vector512<double> p = V.FusedMultiplyAdd(p2, z8, V.FusedMultiplyAdd(p1, z4, p0));
        return p;
    }

    /// <inheritdoc cref="Atan(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Atan(Vector512<float> x)
    {
        Vector512<float> a = V.Abs(x);
        Vector512<float> isMiddle = V.GreaterThan(a, V.Create(0.41421356237309503f));
        Vector512<float> isFar = V.GreaterThan(a, V.Create(2.4142135623730949f));
        Vector512<float> numerator = V.ConditionalSelect(isFar, V.Create(-1f), V.ConditionalSelect(isMiddle, a - V.Create(1f), a));
        Vector512<float> denominator = V.ConditionalSelect(isFar, a, V.ConditionalSelect(isMiddle, a + V.Create(1f), V.Create(1f)));
        Vector512<float> quarters = V.ConditionalSelect(isFar, V.Create(2f), V.ConditionalSelect(isMiddle, V.Create(1f), Vector512<float>.Zero));
        Vector512<float> t = numerator / denominator;
        Vector512<float> z = t * t;
        Vector512<float> tail = V.FusedMultiplyAdd(AtanQuotient(z), z * t, quarters * V.Create(QuarterPiLowFloat));
        Vector512<float> y = V.FusedMultiplyAdd(quarters, V.Create((float)QuarterPi), t + tail);
        return (y.AsInt32() | (x.AsInt32() & V.Create(int.MinValue))).AsSingle();
    }

    /// <summary>(atan t / t − 1) / t² for z = t² ≤ 0.1716: atan t with relative error 2⁻²⁸.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> AtanQuotient(Vector512<float> z)
    {
        Vector512<float> z2 = z * z;
        Vector512<float> z4 = z2 * z2;
        Vector512<float> p0 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.107436687f), z, V.Create(-0.142639503f)), z2, V.FusedMultiplyAdd(V.Create(0.199995399f), z, V.Create(-0.333333313f)));
        Vector512<float> p1 = V.Create(-0.0645171851f);
        Vector512<float> p = V.FusedMultiplyAdd(p1, z4, p0);
        return p;
    }
}
