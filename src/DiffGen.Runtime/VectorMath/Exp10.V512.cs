using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // x = k log₁₀ 2 + f and 10ˣ = 2ᵏ eʳ, r = f ln 10, |r| ≤ ln 2 / 2.

    /// <inheritdoc cref="Exp10(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp10(Vector512<double> x)
    {
        Vector512<double> t = V.MinNative(V.Create(309.0), V.MaxNative(V.Create(-324.5), x));
        Vector512<double> k = V.FusedMultiplyAdd(t, V.Create(Log2Of10), V.Create(RoundDouble)) - V.Create(RoundDouble);
        Vector512<double> f = V.FusedMultiplyAdd(k, V.Create(-Log10Of2Low), V.FusedMultiplyAdd(k, V.Create(-Log10Of2), t));
        Vector512<double> r = f * V.Create(Ln10);
        Vector512<double> rLow = V.FusedMultiplyAdd(f, V.Create(Ln10Low), V.FusedMultiplyAdd(f, V.Create(Ln10), -r));
        Vector512<double> p = V.FusedMultiplyAdd(ExpQuotient(r), r * r, rLow) + r + V.Create(1.0);
        return ScaleByPowerOfTwo(p, k);
    }

    /// <inheritdoc cref="Exp10(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp10(Vector512<float> x)
    {
        Vector512<float> t = V.MinNative(V.Create(39f), V.MaxNative(V.Create(-46f), x));
        Vector512<float> k = V.FusedMultiplyAdd(t, V.Create((float)Log2Of10), V.Create(RoundFloat)) - V.Create(RoundFloat);
        Vector512<float> f = V.FusedMultiplyAdd(k, V.Create(-Log10Of2LowFloat), V.FusedMultiplyAdd(k, V.Create(-Log10Of2Float), t));
        Vector512<float> r = f * V.Create((float)Ln10);
        Vector512<float> rLow = V.FusedMultiplyAdd(f, V.Create(Ln10LowFloat), V.FusedMultiplyAdd(f, V.Create((float)Ln10), -r));
        Vector512<float> p = V.FusedMultiplyAdd(ExpQuotient(r), r * r, rLow) + r + V.Create(1f);
        return ScaleByPowerOfTwo(p, k);
    }
}
