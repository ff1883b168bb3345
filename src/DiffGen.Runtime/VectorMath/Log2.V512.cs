using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // As the natural logarithm, with ln(1 + f) as a sum log + low, times 1 / ln 2 as a sum: k is exact.

    /// <inheritdoc cref="Log2(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log2(Vector512<double> x)
    {
        Vector512<double> f = Mantissa(x, out Vector512<double> k) - V.Create(1.0);
        Vector512<double> s = f / (f + V.Create(2.0));
        Vector512<double> z = s * s;
        Vector512<double> h = f * f * V.Create(0.5);
        Vector512<double> log = f - h;
        Vector512<double> low = V.FusedMultiplyAdd(s, V.FusedMultiplyAdd(LogQuotient(z), z, h), f - log - h);
        Vector512<double> t = log * V.Create(Log2E);
        Vector512<double> tLow = V.FusedMultiplyAdd(log, V.Create(Log2E), -t) + V.FusedMultiplyAdd(low, V.Create(Log2E), log * V.Create(Log2ELow));
        Vector512<double> sum = k + t;
        return LogSpecial(x, sum + (t - (sum - k) + tLow));
    }

    /// <inheritdoc cref="Log2(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log2(Vector512<float> x)
    {
        Vector512<float> f = Mantissa(x, out Vector512<float> k) - V.Create(1f);
        Vector512<float> s = f / (f + V.Create(2f));
        Vector512<float> z = s * s;
        Vector512<float> h = f * f * V.Create(0.5f);
        Vector512<float> log = f - h;
        Vector512<float> low = V.FusedMultiplyAdd(s, V.FusedMultiplyAdd(LogQuotient(z), z, h), f - log - h);
        Vector512<float> t = log * V.Create((float)Log2E);
        Vector512<float> tLow = V.FusedMultiplyAdd(log, V.Create((float)Log2E), -t) + V.FusedMultiplyAdd(low, V.Create((float)Log2E), log * V.Create(Log2ELowFloat));
        Vector512<float> sum = k + t;
        return LogSpecial(x, sum + (t - (sum - k) + tLow));
    }
}
