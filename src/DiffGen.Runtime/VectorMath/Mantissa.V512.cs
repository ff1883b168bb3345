using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    /// <summary>m of [√½, √2) and an integer k with x = 2ᵏ m, for x positive and finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Mantissa(Vector512<double> x, out Vector512<double> k)
    {
        if (Avx512F.IsSupported)
        {
            Vector512<double> exponent = Avx512F.GetExponent(x);
            Vector512<double> mantissa = Avx512F.GetMantissa(x, 0);
            Vector512<double> isHigh = V.GreaterThanOrEqual(mantissa, V.Create(RootTwo));
            k = V.ConditionalSelect(isHigh, exponent + V.Create(1.0), exponent);
            return V.ConditionalSelect(isHigh, mantissa * V.Create(0.5), mantissa);
        }

        Vector512<double> isSubnormal = V.LessThan(x, V.Create(2.2250738585072014e-308));
        Vector512<long> bits = V.ConditionalSelect(isSubnormal, x * V.Create(18014398509481984.0), x).AsInt64() + V.Create(OneBits - RootHalfBits);
        k = ((bits >>> 52) | V.Create(TwoTo52Bits)).AsDouble() - V.ConditionalSelect(isSubnormal, V.Create(TwoTo52 + 1023.0 + 54.0), V.Create(TwoTo52 + 1023.0));
        return ((bits & V.Create(MantissaBits)) + V.Create(RootHalfBits)).AsDouble();
    }

    /// <summary>m of [¾, 1½) and an integer k with x = 2ᵏ m, for x positive and finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> MantissaByOne(Vector512<double> x, out Vector512<double> k)
    {
        if (Avx512F.IsSupported)
        {
            Vector512<double> mantissa = Avx512F.GetMantissa(x, 3);
            Vector512<double> exponent = Avx512F.GetExponent(x);
            k = V.ConditionalSelect(V.LessThan(mantissa, V.Create(1.0)), exponent + V.Create(1.0), exponent);
            return mantissa;
        }

        Vector512<double> isSubnormal = V.LessThan(x, V.Create(2.2250738585072014e-308));
        Vector512<long> bits = V.ConditionalSelect(isSubnormal, x * V.Create(18014398509481984.0), x).AsInt64() + V.Create(OneBits - ThreeQuarterBits);
        k = ((bits >>> 52) | V.Create(TwoTo52Bits)).AsDouble() - V.ConditionalSelect(isSubnormal, V.Create(TwoTo52 + 1023.0 + 54.0), V.Create(TwoTo52 + 1023.0));
        return ((bits & V.Create(MantissaBits)) + V.Create(ThreeQuarterBits)).AsDouble();
    }

    /// <summary>m of [√½, √2) and an integer k with x = 2ᵏ m, for x positive and finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Mantissa(Vector512<float> x, out Vector512<float> k)
    {
        if (Avx512F.IsSupported)
        {
            Vector512<float> exponent = Avx512F.GetExponent(x);
            Vector512<float> mantissa = Avx512F.GetMantissa(x, 0);
            Vector512<float> isHigh = V.GreaterThanOrEqual(mantissa, V.Create(RootTwoFloat));
            k = V.ConditionalSelect(isHigh, exponent + V.Create(1f), exponent);
            return V.ConditionalSelect(isHigh, mantissa * V.Create(0.5f), mantissa);
        }

        Vector512<float> isSubnormal = V.LessThan(x, V.Create(1.17549435e-38f));
        Vector512<int> bits = V.ConditionalSelect(isSubnormal, x * V.Create(33554432f), x).AsInt32() + V.Create(OneBitsFloat - RootHalfBitsFloat);
        k = V.ConvertToSingle((bits >>> 23) - V.ConditionalSelect(isSubnormal.AsInt32(), V.Create(127 + 25), V.Create(127)));
        return ((bits & V.Create(MantissaBitsFloat)) + V.Create(RootHalfBitsFloat)).AsSingle();
    }

    /// <summary><paramref name="log"/>, a logarithm of x, with −∞ at ±0, ∞ at ∞, and NaN below zero and at NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogSpecial(Vector512<double> x, Vector512<double> log)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.Fixup(log, x, V.Create((long)LogFixup), 0);
        }

        log = V.ConditionalSelect(V.LessThan(x, V.Create(double.PositiveInfinity)), log, x);
        log = V.ConditionalSelect(V.Equals(x, Vector512<double>.Zero), V.Create(double.NegativeInfinity), log);
        return V.ConditionalSelect(V.LessThan(x, Vector512<double>.Zero), V.Create(double.NaN), log);
    }

    /// <summary><paramref name="log"/>, a logarithm of x, with −∞ at ±0, ∞ at ∞, and NaN below zero and at NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LogSpecial(Vector512<float> x, Vector512<float> log)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.Fixup(log, x, V.Create(LogFixup), 0);
        }

        log = V.ConditionalSelect(V.LessThan(x, V.Create(float.PositiveInfinity)), log, x);
        log = V.ConditionalSelect(V.Equals(x, Vector512<float>.Zero), V.Create(float.NegativeInfinity), log);
        return V.ConditionalSelect(V.LessThan(x, Vector512<float>.Zero), V.Create(float.NaN), log);
    }
}
