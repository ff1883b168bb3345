using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // The logarithm of 1 + x = u + uLow, exactly: both are divided by 2ᵏ, and (u 2⁻ᵏ − 1) + uLow 2⁻ᵏ is x itself where k = 0.

    /// <inheritdoc cref="LogP1(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LogP1(Vector512<double> x)
    {
        Vector512<double> u = x + V.Create(1.0);
        Vector512<double> back = u - V.Create(1.0);
        Vector512<double> uLow = V.Create(1.0) - (u - back) + (x - back);

        // The sign is that of x, and so is that of 0.
        return (LogOfSum(u, uLow).AsInt64() | (x.AsInt64() & V.Create(long.MinValue))).AsDouble();
    }

    /// <summary>ln(u + uLow), relative to that sum less 1, where |uLow| is at most half a unit of u. What LogSpecial says stands by u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogOfSum(Vector512<double> u, Vector512<double> uLow)
    {
        Vector512<double> m = Mantissa(u, out Vector512<double> k);

        // Of u beyond 2⁶⁰ the low part is nothing.
        Vector512<double> limited = V.MinNative(V.Create(60.0), k);
        Vector512<double> inverse = (((V.Create(RoundDouble) - limited).AsInt64() + V.Create(1023L)) << 52).AsDouble();
        Vector512<double> f = V.FusedMultiplyAdd(uLow, inverse, m - V.Create(1.0));
        Vector512<double> s = f / (f + V.Create(2.0));
        Vector512<double> z = s * s;
        Vector512<double> h = f * f * V.Create(0.5);
        Vector512<double> t = s * V.FusedMultiplyAdd(LogQuotient(z), z, h);
        return LogSpecial(u, V.FusedMultiplyAdd(k, V.Create(Ln2High), f - (h - V.FusedMultiplyAdd(k, V.Create(Ln2Low), t))));
    }

    /// <inheritdoc cref="LogP1(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LogP1(Vector512<float> x)
    {
        Vector512<float> u = x + V.Create(1f);
        Vector512<float> back = u - V.Create(1f);
        Vector512<float> uLow = V.Create(1f) - (u - back) + (x - back);

        // The sign is that of x, and so is that of 0.
        return (LogOfSum(u, uLow).AsInt32() | (x.AsInt32() & V.Create(int.MinValue))).AsSingle();
    }

    /// <summary>ln(u + uLow), relative to that sum less 1, where |uLow| is at most half a unit of u. What LogSpecial says stands by u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LogOfSum(Vector512<float> u, Vector512<float> uLow)
    {
        Vector512<float> m = Mantissa(u, out Vector512<float> k);

        // Of u beyond 2⁶⁰ the low part is nothing.
        Vector512<float> limited = V.MinNative(V.Create(60f), k);
        Vector512<float> inverse = (((V.Create(RoundFloat) - limited).AsInt32() + V.Create(127)) << 23).AsSingle();
        Vector512<float> f = V.FusedMultiplyAdd(uLow, inverse, m - V.Create(1f));
        Vector512<float> s = f / (f + V.Create(2f));
        Vector512<float> z = s * s;
        Vector512<float> h = f * f * V.Create(0.5f);
        Vector512<float> t = s * V.FusedMultiplyAdd(LogQuotient(z), z, h);
        return LogSpecial(u, V.FusedMultiplyAdd(k, V.Create(Ln2HighFloat), f - (h - V.FusedMultiplyAdd(k, V.Create(Ln2LowFloat), t))));
    }
}
