using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // |x|^y = e^(y ln|x|), the logarithm as a sum of two numbers (relative error 2⁻⁶⁴): x = 2ᵏ (1 + f), s = f / (2 + f), ln(1 + f) = s (2 + z g(z)), z = s².

    /// <inheritdoc cref="Pow(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Pow(Vector512<double> x, Vector512<double> y)
    {
        Vector512<double> a = V.Abs(x);
        Vector512<double> m = Mantissa(a, out Vector512<double> k);

        // s and z with their low parts.
        Vector512<double> f = m - V.Create(1.0);
        Vector512<double> d = m + V.Create(1.0);
        Vector512<double> dLow = m - (d - V.Create(1.0));
        Vector512<double> inverse = V.Create(1.0) / d;
        Vector512<double> s = f * inverse;
        Vector512<double> sLow = V.FusedMultiplyAdd(-s, dLow, V.FusedMultiplyAdd(-s, d, f)) * inverse;
        Vector512<double> z = s * s;
        Vector512<double> zLow = V.FusedMultiplyAdd(s, s, -z) + (s + s) * sLow;

        // u = z g and ln(1 + f) = s (2 + u).
        Vector512<double> z2 = z * z;
        Vector512<double> z4 = z2 * z2;
        Vector512<double> p0 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.18181808210921882), z, V.Create(0.22222222271326808)), z2, V.FusedMultiplyAdd(V.Create(0.28571428571338009), z, V.Create(0.4000000000000003)));
        Vector512<double> p1 = V.FusedMultiplyAdd(V.Create(0.1291471218393509), z2, V.FusedMultiplyAdd(V.Create(0.13285868837545742), z, V.Create(0.15385577463308145)));
        Vector512<double> p = V.FusedMultiplyAdd(p1, z4, p0);
        p *= z;
        Vector512<double> g = p + V.Create(0.6666666666666666);
        Vector512<double> gLow = p - (g - V.Create(0.6666666666666666)) + V.Create(3.700743415417188e-17);
        Vector512<double> u = z * g;
        Vector512<double> uLow = V.FusedMultiplyAdd(z, g, -u) + V.FusedMultiplyAdd(z, gLow, zLow * g);
        Vector512<double> v = u + V.Create(2.0);
        Vector512<double> vLow = u - (v - V.Create(2.0)) + uLow;
        Vector512<double> log = s * v;
        Vector512<double> logLow = V.FusedMultiplyAdd(s, v, -log) + V.FusedMultiplyAdd(s, vLow, sLow * v);

        // k ln 2 + ln(1 + f), times y. Beyond 2⁷⁰ y makes 0 or ∞ of all but 1.
        Vector512<double> power = k * V.Create(Ln2High);
        Vector512<double> powerLow = V.FusedMultiplyAdd(k, V.Create(Ln2Low), V.FusedMultiplyAdd(k, V.Create(Ln2High), -power));
        Vector512<double> sum = power + log;
        Vector512<double> sumLow = log - (sum - power) + (powerLow + logLow);
        Vector512<double> limited = V.MinNative(V.Create(TwoTo70), V.MaxNative(V.Create(-TwoTo70), y));
        Vector512<double> product = limited * sum;
        Vector512<double> productLow = V.FusedMultiplyAdd(limited, sum, -product) + limited * sumLow;
        Vector512<double> t = V.MinNative(V.Create(710.0), V.MaxNative(V.Create(-746.0), product));
        productLow = V.ConditionalSelect(V.Equals(t, product), productLow, Vector512<double>.Zero);
        k = V.FusedMultiplyAdd(t, V.Create(Log2E), V.Create(RoundDouble)) - V.Create(RoundDouble);
        Vector512<double> r = V.FusedMultiplyAdd(k, V.Create(-Ln2High), t) + V.FusedMultiplyAdd(k, V.Create(-Ln2Low), productLow);
        Vector512<double> power2 = ScaleByPowerOfTwo(V.FusedMultiplyAdd(ExpQuotient(r), r * r, r) + V.Create(1.0), k);
        return PowSpecial(x, y, power2);
    }

    /// <inheritdoc cref="Pow(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Pow(Vector512<float> x, Vector512<float> y)
    {
        Vector512<float> a = V.Abs(x);
        Vector512<double> low = PowOfFloats(V.WidenLower(a), V.WidenLower(y));
        Vector512<double> high = PowOfFloats(V.WidenUpper(a), V.WidenUpper(y));
        return PowSpecial(x, y, V.Narrow(low, high));
    }

    /// <summary>a^y of floats, a positive and finite, to 2⁻³⁰: the logarithm of a positive normal double, and the exponential of a bounded one, at a shorter length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PowOfFloats(Vector512<double> a, Vector512<double> y)
    {
        Vector512<long> bits = a.AsInt64() + V.Create(OneBits - RootHalfBits);
        Vector512<double> k = ((bits >>> 52) | V.Create(TwoTo52Bits)).AsDouble() - V.Create(TwoTo52 + 1023.0);
        Vector512<double> f = ((bits & V.Create(MantissaBits)) + V.Create(RootHalfBits)).AsDouble() - V.Create(1.0);
        Vector512<double> s = f / (f + V.Create(2.0));
        Vector512<double> z = s * s;
        Vector512<double> z2 = z * z;
        Vector512<double> z4 = z2 * z2;
        Vector512<double> g0 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.22191337428065783), z, V.Create(0.28571755535032944)), z2, V.FusedMultiplyAdd(V.Create(0.39999998792441688), z, V.Create(0.66666666667378682)));
        Vector512<double> g1 = V.Create(0.19363884986633198);
        Vector512<double> g = V.FusedMultiplyAdd(g1, z4, g0);
        Vector512<double> log = V.FusedMultiplyAdd(k, V.Create(Ln2High), s * V.FusedMultiplyAdd(g, z, V.Create(2.0)));
        Vector512<double> t = V.MinNative(V.Create(200.0), V.MaxNative(V.Create(-200.0), log * V.MinNative(V.Create(TwoTo70), V.MaxNative(V.Create(-TwoTo70), y))));
        Vector512<double> n = V.FusedMultiplyAdd(t, V.Create(Log2E), V.Create(RoundDouble));
        Vector512<double> r = V.FusedMultiplyAdd(n - V.Create(RoundDouble), V.Create(-Ln2High), t);
        Vector512<double> r2 = r * r;
        Vector512<double> r4 = r2 * r2;
        Vector512<double> q0 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.0083332984698005902), r, V.Create(0.041666666719012257)), r2, V.FusedMultiplyAdd(V.Create(0.16666666719028936), r, V.Create(0.5)));
        Vector512<double> q1 = V.FusedMultiplyAdd(V.Create(2.4859589834589056e-05), r2, V.FusedMultiplyAdd(V.Create(0.00019899285575896282), r, V.Create(0.001388885403566671)));
        Vector512<double> q = V.FusedMultiplyAdd(q1, r4, q0);
        return V.FusedMultiplyAdd(q, r * r, r + V.Create(1.0)) * ((n.AsInt64() + V.Create(1023L)) << 52).AsDouble();
    }

    /// <summary>x^y from |x|^y: its sign, and what IEEE 754 says of zeros, infinities and ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PowSpecial(Vector512<double> x, Vector512<double> y, Vector512<double> power)
    {
        Vector512<double> a = V.Abs(x);
        Vector512<double> isExtreme = V.Equals(a, Vector512<double>.Zero) | V.Equals(a, V.Create(double.PositiveInfinity));
        Vector512<double> grows = V.Equals(a, Vector512<double>.Zero) ^ V.GreaterThan(y, Vector512<double>.Zero);
        Vector512<double> extreme = V.ConditionalSelect(grows, V.Create(double.PositiveInfinity), Vector512<double>.Zero);
        Vector512<double> result = V.ConditionalSelect(isExtreme, extreme, power);

        // The sign of x where y is odd; below zero y must be an integer.
        Vector512<double> half = y * V.Create(0.5);
        Vector512<double> isInteger = V.Equals(V.Floor(y), y);
        Vector512<double> isEven = V.Equals(V.Floor(half), half);
        Vector512<double> sign = x & V.AndNot(isInteger, isEven) & V.Create(-0.0);
        Vector512<double> isInvalid = V.AndNot(V.LessThan(x, Vector512<double>.Zero) & V.GreaterThan(x, V.Create(double.NegativeInfinity)), isInteger);
        result = V.ConditionalSelect(isInvalid, V.Create(double.NaN), result ^ sign);
        result = V.ConditionalSelect(V.Equals(x, x) & V.Equals(y, y), result, x + y);
        return V.ConditionalSelect(V.Equals(y, Vector512<double>.Zero) | V.Equals(x, V.Create(1.0)), V.Create(1.0), result);
    }

    /// <summary>x^y from |x|^y: its sign, and what IEEE 754 says of zeros, infinities and ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowSpecial(Vector512<float> x, Vector512<float> y, Vector512<float> power)
    {
        Vector512<float> a = V.Abs(x);
        Vector512<float> isExtreme = V.Equals(a, Vector512<float>.Zero) | V.Equals(a, V.Create(float.PositiveInfinity));
        Vector512<float> grows = V.Equals(a, Vector512<float>.Zero) ^ V.GreaterThan(y, Vector512<float>.Zero);
        Vector512<float> extreme = V.ConditionalSelect(grows, V.Create(float.PositiveInfinity), Vector512<float>.Zero);
        Vector512<float> result = V.ConditionalSelect(isExtreme, extreme, power);

        // The sign of x where y is odd; below zero y must be an integer.
        Vector512<float> half = y * V.Create(0.5f);
        Vector512<float> isInteger = V.Equals(V.Floor(y), y);
        Vector512<float> isEven = V.Equals(V.Floor(half), half);
        Vector512<float> sign = x & V.AndNot(isInteger, isEven) & V.Create(-0f);
        Vector512<float> isInvalid = V.AndNot(V.LessThan(x, Vector512<float>.Zero) & V.GreaterThan(x, V.Create(float.NegativeInfinity)), isInteger);
        result = V.ConditionalSelect(isInvalid, V.Create(float.NaN), result ^ sign);
        result = V.ConditionalSelect(V.Equals(x, x) & V.Equals(y, y), result, x + y);
        return V.ConditionalSelect(V.Equals(y, Vector512<float>.Zero) | V.Equals(x, V.Create(1f)), V.Create(1f), result);
    }
}
