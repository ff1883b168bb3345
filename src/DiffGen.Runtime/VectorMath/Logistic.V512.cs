using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // Both stand on e = e^−|x| of (0, 1], which neither overflows nor cancels.

    /// <inheritdoc cref="Sigmoid(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sigmoid(Vector512<double> x)
    {
        Vector512<double> t = V.MaxNative(V.Create(-746.0), -V.Abs(x));
        Vector512<double> m = V.FusedMultiplyAdd(t, V.Create(Log2E), V.Create(RoundEighth));
        Vector512<double> k = m - V.Create(RoundEighth);
        Vector512<double> r = V.FusedMultiplyAdd(k, V.Create(-Ln2Low), V.FusedMultiplyAdd(k, V.Create(-Ln2High), t));
        Vector512<double> r2 = r * r;
        Vector512<double> e = TimesPowerOfTwo(V.FusedMultiplyAdd(ExpQuotientOfEighths(r, r2), r2, r), m, k);

        // 1 / (1 + e) or e / (1 + e), less the share that the rounding of 1 + e left out: dLow / d, where 1.457 − d/2 is 1/d to 5 %.
        Vector512<double> n = V.ConditionalSelect(V.LessThan(x, Vector512<double>.Zero), e, V.Create(1.0));
        Vector512<double> d = e + V.Create(1.0);
        Vector512<double> dLow = e - (d - V.Create(1.0));
        Vector512<double> share = dLow * V.FusedMultiplyAdd(d, V.Create(-0.5), V.Create(1.457));
        Vector512<double> y = n / d;
        return V.FusedMultiplyAdd(-y, share, y);
    }

    /// <inheritdoc cref="Sigmoid(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x)
    {
        Vector512<float> t = V.MaxNative(V.Create(-104f), -V.Abs(x));
        Vector512<float> k = V.FusedMultiplyAdd(t, V.Create((float)Log2E), V.Create(RoundFloat)) - V.Create(RoundFloat);
        Vector512<float> r = V.FusedMultiplyAdd(k, V.Create(-Ln2LowFloat), V.FusedMultiplyAdd(k, V.Create(-Ln2HighFloat), t));
        Vector512<float> e = ScaleByPowerOfTwo(V.FusedMultiplyAdd(ExpQuotient(r), r * r, r) + V.Create(1f), k);
        Vector512<float> n = V.ConditionalSelect(V.LessThan(x, Vector512<float>.Zero), e, V.Create(1f));
        Vector512<float> d = e + V.Create(1f);
        Vector512<float> dLow = e - (d - V.Create(1f));
        Vector512<float> share = dLow * V.FusedMultiplyAdd(d, V.Create(-0.5f), V.Create(1.457f));
        Vector512<float> y = n / d;
        return V.FusedMultiplyAdd(-y, share, y);
    }

    /// <inheritdoc cref="Softplus(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Softplus(Vector512<double> x)
    {
        Vector512<double> t = V.MaxNative(V.Create(-746.0), -V.Abs(x));
        Vector512<double> m = V.FusedMultiplyAdd(t, V.Create(Log2E), V.Create(RoundEighth));
        Vector512<double> k = m - V.Create(RoundEighth);
        Vector512<double> r = V.FusedMultiplyAdd(k, V.Create(-Ln2Low), V.FusedMultiplyAdd(k, V.Create(-Ln2High), t));
        Vector512<double> r2 = r * r;
        Vector512<double> e = TimesPowerOfTwo(V.FusedMultiplyAdd(ExpQuotientOfEighths(r, r2), r2, r), m, k);

        // ln(1 + e) = ln(1 + f), or ln 2 + ln(1 + f) where 1 + e > √2.
        Vector512<double> isHigh = V.GreaterThan(e, V.Create(0.41421356237309503));
        Vector512<double> f = V.ConditionalSelect(isHigh, V.FusedMultiplyAdd(e, V.Create(0.5), V.Create(-0.5)), e);
        Vector512<double> s = f / (f + V.Create(2.0));
        Vector512<double> z = s * s;
        Vector512<double> h = f * f * V.Create(0.5);
        Vector512<double> low = (isHigh.AsInt64() & V.Create(Ln2Low).AsInt64()).AsDouble();
        Vector512<double> log = f - (h - V.FusedMultiplyAdd(V.FusedMultiplyAdd(LogQuotient(z), z, h), s, low));
        Vector512<double> high = V.MaxNative(Vector512<double>.Zero, x);
        return high + (log + (isHigh.AsInt64() & V.Create(Ln2High).AsInt64()).AsDouble());
    }

    /// <inheritdoc cref="Softplus(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softplus(Vector512<float> x)
    {
        Vector512<float> t = V.MaxNative(V.Create(-104f), -V.Abs(x));
        Vector512<float> k = V.FusedMultiplyAdd(t, V.Create((float)Log2E), V.Create(RoundFloat)) - V.Create(RoundFloat);
        Vector512<float> r = V.FusedMultiplyAdd(k, V.Create(-Ln2LowFloat), V.FusedMultiplyAdd(k, V.Create(-Ln2HighFloat), t));
        Vector512<float> e = ScaleByPowerOfTwo(V.FusedMultiplyAdd(ExpQuotient(r), r * r, r) + V.Create(1f), k);
        Vector512<float> isHigh = V.GreaterThan(e, V.Create(0.414213568f));
        Vector512<float> f = V.ConditionalSelect(isHigh, V.FusedMultiplyAdd(e, V.Create(0.5f), V.Create(-0.5f)), e);
        Vector512<float> s = f / (f + V.Create(2f));
        Vector512<float> z = s * s;
        Vector512<float> h = f * f * V.Create(0.5f);
        Vector512<float> low = (isHigh.AsInt32() & V.Create(Ln2LowFloat).AsInt32()).AsSingle();
        Vector512<float> log = f - (h - V.FusedMultiplyAdd(V.FusedMultiplyAdd(LogQuotient(z), z, h), s, low));
        Vector512<float> high = V.MaxNative(Vector512<float>.Zero, x);
        return high + (log + (isHigh.AsInt32() & V.Create(Ln2HighFloat).AsInt32()).AsSingle());
    }
}
