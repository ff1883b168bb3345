using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // tanh|x| = e / (e + 2), e = e^(2|x|) − 1 = 2ᵏ p + (2ᵏ − 1), p = r + r² q(r). Beyond 20 (float: 10) the quotient is 1; below 0.35, where 2ᵏ p + (2ᵏ − 1) may cancel, x + x z u(z), z = x².

    /// <inheritdoc cref="Tanh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tanh(Vector512<double> x)
    {
        Vector512<double> a = V.Abs(x);
        Vector512<double> t = V.MinNative(V.Create(40.0), a + a);
        Vector512<double> n = V.FusedMultiplyAdd(t, V.Create(Log2E), V.Create(RoundDouble));
        Vector512<double> k = n - V.Create(RoundDouble);
        Vector512<double> r = V.FusedMultiplyAdd(k, V.Create(-Ln2Low), V.FusedMultiplyAdd(k, V.Create(-Ln2High), t));
        Vector512<double> p = V.FusedMultiplyAdd(ExpQuotient(r), r * r, r);
        Vector512<double> scale = ((n.AsInt64() + V.Create(1023L)) << 52).AsDouble();
        Vector512<double> e = V.FusedMultiplyAdd(p, scale, scale - V.Create(1.0));
        Vector512<double> far = e / (e + V.Create(2.0));

        // (tanh x / x − 1) / x², at the Chebyshev nodes of |x| ≤ 0.35: relative error 2⁻⁵⁸.
        Vector512<double> z = x * x;
        Vector512<double> z2 = z * z;
        Vector512<double> z4 = z2 * z2;
        Vector512<double> z8 = z4 * z4;
        Vector512<double> u0 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.021869488446214648), z, V.Create(-0.053968253967182932)), z2, V.FusedMultiplyAdd(V.Create(0.13333333333332842), z, V.Create(-0.33333333333333331)));
        Vector512<double> u1 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.0005796450989748968), z, V.Create(-0.0014545740000921502)), z2, V.FusedMultiplyAdd(V.Create(0.0035920380602361504), z, V.Create(-0.008863231739498224)));
        Vector512<double> u2 = V.Create(-0.00019198617065261441);
        Vector512<double> u = V.FusedMultiplyAdd(u2, z8, V.FusedMultiplyAdd(u1, z4, u0));
        Vector512<double> y = V.ConditionalSelect(V.LessThan(a, V.Create(0.35)), V.FusedMultiplyAdd(u * z, a, a), far);
        return (y.AsInt64() | (x.AsInt64() & V.Create(long.MinValue))).AsDouble();
    }

    /// <inheritdoc cref="Tanh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        Vector512<float> a = V.Abs(x);
        Vector512<float> t = V.MinNative(V.Create(20f), a + a);
        Vector512<float> n = V.FusedMultiplyAdd(t, V.Create((float)Log2E), V.Create(RoundFloat));
        Vector512<float> k = n - V.Create(RoundFloat);
        Vector512<float> r = V.FusedMultiplyAdd(k, V.Create(-Ln2LowFloat), V.FusedMultiplyAdd(k, V.Create(-Ln2HighFloat), t));
        Vector512<float> p = V.FusedMultiplyAdd(ExpQuotient(r), r * r, r);
        Vector512<float> scale = ((n.AsInt32() + V.Create(127)) << 23).AsSingle();
        Vector512<float> e = V.FusedMultiplyAdd(p, scale, scale - V.Create(1f));
        Vector512<float> far = e / (e + V.Create(2f));

        // (tanh x / x − 1) / x², at the Chebyshev nodes of |x| ≤ 0.35: relative error 2⁻²⁸.
        Vector512<float> z = x * x;
        Vector512<float> z2 = z * z;
        Vector512<float> u = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.0198360849f), z, V.Create(-0.0538156517f)), z2, V.FusedMultiplyAdd(V.Create(0.133329615f), z, V.Create(-0.333333313f)));
        Vector512<float> y = V.ConditionalSelect(V.LessThan(a, V.Create(0.35f)), V.FusedMultiplyAdd(u * z, a, a), far);
        return (y.AsInt32() | (x.AsInt32() & V.Create(int.MinValue))).AsSingle();
    }
}
