using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // x = k + f, |f| ≤ ½, and 2ˣ = 2ᵏ eʳ, r = f ln 2.

    /// <inheritdoc cref="Exp2(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp2(Vector512<double> x)
    {
        Vector512<double> t = V.MinNative(V.Create(1025.0), V.MaxNative(V.Create(-1078.0), x));
        Vector512<double> k = t + V.Create(RoundDouble) - V.Create(RoundDouble);
        Vector512<double> f = t - k;
        Vector512<double> r = f * V.Create(Ln2High);
        Vector512<double> rLow = V.FusedMultiplyAdd(f, V.Create(Ln2Low), V.FusedMultiplyAdd(f, V.Create(Ln2High), -r));
        Vector512<double> p = V.FusedMultiplyAdd(ExpQuotient(r), r * r, rLow) + r + V.Create(1.0);
        return ScaleByPowerOfTwo(p, k);
    }

    /// <inheritdoc cref="Exp2(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp2(Vector512<float> x)
    {
        Vector512<float> t = V.MinNative(V.Create(129f), V.MaxNative(V.Create(-152f), x));
        Vector512<float> k = t + V.Create(RoundFloat) - V.Create(RoundFloat);
        Vector512<float> f = t - k;
        Vector512<float> r = f * V.Create(Ln2HighFloat);
        Vector512<float> rLow = V.FusedMultiplyAdd(f, V.Create(Ln2LowFloat), V.FusedMultiplyAdd(f, V.Create(Ln2HighFloat), -r));
        Vector512<float> p = V.FusedMultiplyAdd(ExpQuotient(r), r * r, rLow) + r + V.Create(1f);
        return ScaleByPowerOfTwo(p, k);
    }
}
