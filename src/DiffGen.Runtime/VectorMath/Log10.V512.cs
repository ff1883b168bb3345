using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // As the natural logarithm, with ln(1 + f) as a sum log + low, times 1 / ln 10 as a sum, and k log₁₀ 2 as a sum.

    /// <inheritdoc cref="Log10(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log10(Vector512<double> x)
    {
        Vector512<double> f = Mantissa(x, out Vector512<double> k) - V.Create(1.0);
        Vector512<double> s = f / (f + V.Create(2.0));
        Vector512<double> z = s * s;
        Vector512<double> h = f * f * V.Create(0.5);
        Vector512<double> log = f - h;
        Vector512<double> low = V.FusedMultiplyAdd(s, V.FusedMultiplyAdd(LogQuotient(z), z, h), f - log - h);
        Vector512<double> t = log * V.Create(Log10E);
        Vector512<double> tLow = V.FusedMultiplyAdd(log, V.Create(Log10E), -t) + V.FusedMultiplyAdd(low, V.Create(Log10E), log * V.Create(Log10ELow));
        Vector512<double> power = k * V.Create(Log10Of2);
        Vector512<double> powerLow = V.FusedMultiplyAdd(k, V.Create(Log10Of2Low), V.FusedMultiplyAdd(k, V.Create(Log10Of2), -power));
        Vector512<double> sum = power + t;
        return LogSpecial(x, sum + (t - (sum - power) + (tLow + powerLow)));
    }

    /// <inheritdoc cref="Log10(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log10(Vector512<float> x)
    {
        Vector512<float> f = Mantissa(x, out Vector512<float> k) - V.Create(1f);
        Vector512<float> s = f / (f + V.Create(2f));
        Vector512<float> z = s * s;
        Vector512<float> h = f * f * V.Create(0.5f);
        Vector512<float> log = f - h;
        Vector512<float> low = V.FusedMultiplyAdd(s, V.FusedMultiplyAdd(LogQuotient(z), z, h), f - log - h);
        Vector512<float> t = log * V.Create(Log10EFloat);
        Vector512<float> tLow = V.FusedMultiplyAdd(log, V.Create(Log10EFloat), -t) + V.FusedMultiplyAdd(low, V.Create(Log10EFloat), log * V.Create(Log10ELowFloat));
        Vector512<float> power = k * V.Create(Log10Of2Float);
        Vector512<float> powerLow = V.FusedMultiplyAdd(k, V.Create(Log10Of2LowFloat), V.FusedMultiplyAdd(k, V.Create(Log10Of2Float), -power));
        Vector512<float> sum = power + t;
        return LogSpecial(x, sum + (t - (sum - power) + (tLow + powerLow)));
    }
}
