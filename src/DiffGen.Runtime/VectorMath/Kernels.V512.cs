using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    /// <summary>p · 2ᵏ for an integer k of [−1080, 1030], rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ScaleByPowerOfTwo(Vector512<double> p, Vector512<double> k)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.Scale(p, k);
        }

        // 2ᵏ as two powers that are normal numbers, so that only the last product rounds.
        Vector512<double> half = V.FusedMultiplyAdd(k, V.Create(0.5), V.Create(RoundDouble));
        Vector512<double> rest = k - (half - V.Create(RoundDouble)) + V.Create(RoundDouble);
        Vector512<double> first = ((half.AsInt64() + V.Create(1023L)) << 52).AsDouble();
        Vector512<double> second = ((rest.AsInt64() + V.Create(1023L)) << 52).AsDouble();
        return p * first * second;
    }

    /// <summary>p · 2ᵏ for an integer k of [−155, 130], rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ScaleByPowerOfTwo(Vector512<float> p, Vector512<float> k)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.Scale(p, k);
        }

        Vector512<float> half = V.FusedMultiplyAdd(k, V.Create(0.5f), V.Create(RoundFloat));
        Vector512<float> rest = k - (half - V.Create(RoundFloat)) + V.Create(RoundFloat);
        Vector512<float> first = ((half.AsInt32() + V.Create(127)) << 23).AsSingle();
        Vector512<float> second = ((rest.AsInt32() + V.Create(127)) << 23).AsSingle();
        return p * first * second;
    }

    /// <summary>(1 + p) 2ᵏ, rounded once more than 1 + p, for k of [−1080, 1030] in eighths, and n = k + RoundEighth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> TimesPowerOfTwo(Vector512<double> p, Vector512<double> n, Vector512<double> k)
    {
        Vector512<double> root = PowerOfEighths(n.AsInt64());
        Vector512<double> y = V.FusedMultiplyAdd(root, p, root);
        if (Avx512F.IsSupported)
        {
            return Avx512F.Scale(y, k);
        }

        // The whole part of k stands in n from its fourth bit on: as two powers that are normal numbers, so that only the last product rounds.
        Vector512<long> half = n.AsInt64() >>> 4;
        Vector512<double> first = ((half + V.Create(1023L)) << 52).AsDouble();
        Vector512<double> second = (((n.AsInt64() >>> 3) - half + V.Create(1023L)) << 52).AsDouble();
        return y * first * second;
    }

    /// <summary>p · 2ᵏ for the whole part of a k of [0, 1000] in eighths, and n = k + RoundEighth; the product is a normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ScaleByWholeOfEighths(Vector512<double> p, Vector512<double> n, Vector512<double> k) =>
        Avx512F.IsSupported ? Avx512F.Scale(p, k) : (p.AsInt64() + ((n.AsInt64() >>> 3) << 52)).AsDouble();

    /// <summary>p · 2ᵏ for the whole part of a k of [0, 120] in eighths, and n = k + RoundEighthFloat; the product is a normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ScaleByWholeOfEighths(Vector512<float> p, Vector512<float> n, Vector512<float> k) =>
        Avx512F.IsSupported ? Avx512F.Scale(p, k) : (p.AsInt32() + ((n.AsInt32() >>> 3) << 23)).AsSingle();

    /// <summary>(eʳ − 1 − r) / r² for |r| ≤ ln 2 / 16: eʳ with relative error 2⁻⁵⁶.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ExpQuotientOfEighths(Vector512<double> r, Vector512<double> r2)
    {
        Vector512<double> q0 = V.FusedMultiplyAdd(V.Create(0.16666666666666724), r, V.Create(0.50000000000000511));
        Vector512<double> q1 = V.FusedMultiplyAdd(V.Create(0.0083333333278711558), r, V.Create(0.041666666617506801));
        Vector512<double> q2 = V.FusedMultiplyAdd(V.Create(0.0001984204579240919), r, V.Create(0.0013889587247893672));
        return V.FusedMultiplyAdd(V.FusedMultiplyAdd(q2, r2, q1), r2, q0);
    }

    /// <summary>(eʳ − 1 − r) / r² for |r| ≤ ln 2 / 2: eʳ with relative error 2⁻⁶¹.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ExpQuotient(Vector512<double> r)
    {
        Vector512<double> r2 = r * r;
        Vector512<double> r4 = r2 * r2;
        Vector512<double> r8 = r4 * r4;
        Vector512<double> q0 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.0083333333333261358), r, V.Create(0.041666666666666671)), r2, V.FusedMultiplyAdd(V.Create(0.16666666666666671), r, V.Create(0.5)));
        Vector512<double> q1 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(2.7557255400206422e-06), r, V.Create(2.4801587325547743e-05)), r2, V.FusedMultiplyAdd(V.Create(0.00019841269874820627), r, V.Create(0.0013888888888883748)));
        Vector512<double> q2 = V.FusedMultiplyAdd(V.Create(2.0914686968086876e-09), r2, V.FusedMultiplyAdd(V.Create(2.5105217004720745e-08), r, V.Create(2.7557273643110297e-07)));
        Vector512<double> q = V.FusedMultiplyAdd(q2, r8, V.FusedMultiplyAdd(q1, r4, q0));
        return q;
    }

    /// <summary>(eʳ − 1 − r) / r² for |r| ≤ ln 2 / 2: eʳ with relative error 2⁻³⁰.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ExpQuotient(Vector512<float> r)
    {
        Vector512<float> r2 = r * r;
        Vector512<float> r4 = r2 * r2;
        Vector512<float> q0 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.00833331048f), r, V.Create(0.0416664667f)), r2, V.FusedMultiplyAdd(V.Create(0.166666672f), r, V.Create(0.5f)));
        Vector512<float> q1 = V.FusedMultiplyAdd(V.Create(0.000198909911f), r, V.Create(0.00139336498f));
        Vector512<float> q = V.FusedMultiplyAdd(q1, r4, q0);
        return q;
    }

    /// <summary>(ln(1 + r) − r) / r² for |r| ≤ 0.0715: ln(1 + r) with relative error 2⁻⁵⁹.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogRest(Vector512<double> r, Vector512<double> r2)
    {
        Vector512<double> r4 = r2 * r2;
        Vector512<double> g0 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.19999999998851137), r, V.Create(-0.2500000000000027)), r2, V.FusedMultiplyAdd(V.Create(0.33333333333333626), r, V.Create(-0.5)));
        Vector512<double> g1 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.11110550975638654), r, V.Create(-0.12500001166413624)), r2, V.FusedMultiplyAdd(V.Create(0.14285715541713956), r, V.Create(-0.16666666665599741)));
        Vector512<double> g2 = V.FusedMultiplyAdd(V.Create(-0.08434686476127057), r2, V.FusedMultiplyAdd(V.Create(0.09200050450726638), r, V.Create(-0.099994798227601)));
        return V.FusedMultiplyAdd(V.FusedMultiplyAdd(g2, r4, g1), r4, g0);
    }

    /// <summary>(2 artanh(s) / s − 2) / s² for z = s² ≤ 0.0295, the range of s = f / (2 + f) where √½ ≤ 1 + f ≤ √2: ln(1 + f) = s (2 + z g) with relative error 2⁻⁶⁰.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogQuotient(Vector512<double> z)
    {
        Vector512<double> z2 = z * z;
        Vector512<double> z4 = z2 * z2;
        Vector512<double> g0 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.22222222392581045), z, V.Create(0.28571428570799784)), z2, V.FusedMultiplyAdd(V.Create(0.40000000000000885), z, V.Create(0.66666666666666663)));
        Vector512<double> g1 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.13088034850927555), z, V.Create(0.13268638369266825)), z2, V.FusedMultiplyAdd(V.Create(0.15386244737621665), z, V.Create(0.18181795547521137)));
        Vector512<double> g = V.FusedMultiplyAdd(g1, z4, g0);
        return g;
    }

    /// <summary>(2 artanh(s) / s − 2) / s² for z = s² ≤ 0.0295: ln(1 + f) with relative error 2⁻³¹.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LogQuotient(Vector512<float> z)
    {
        Vector512<float> z2 = z * z;
        Vector512<float> g = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.233316138f), z, V.Create(0.285507798f)), z2, V.FusedMultiplyAdd(V.Create(0.400001228f), z, V.Create(0.666666687f)));
        return g;
    }

    /// <summary>(sin r / r − 1) / r² for z = r² ≤ 0.63: sin r with relative error 2⁻⁵⁷.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> SinQuotient(Vector512<double> z)
    {
        Vector512<double> z2 = z * z;
        Vector512<double> z4 = z2 * z2;
        Vector512<double> q0 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(2.7557319218954762e-06), z, V.Create(-0.00019841269841264567)), z2, V.FusedMultiplyAdd(V.Create(0.0083333333333333315), z, V.Create(-0.16666666666666666)));
        Vector512<double> q1 = V.FusedMultiplyAdd(V.Create(-7.5854864852359384e-13), z2, V.FusedMultiplyAdd(V.Create(1.6058510875319195e-10), z, V.Create(-2.505210610025599e-08)));
        Vector512<double> q = V.FusedMultiplyAdd(q1, z4, q0);
        return q;
    }

    /// <summary>(sin r / r − 1) / r² for z = r² ≤ 0.63: sin r with relative error 2⁻²⁸.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SinQuotient(Vector512<float> z)
    {
        Vector512<float> z2 = z * z;
        Vector512<float> q = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(2.72437819e-06f), z, V.Create(-0.00019840039f)), z2, V.FusedMultiplyAdd(V.Create(0.00833333191f), z, V.Create(-0.166666672f)));
        return q;
    }

    /// <summary>(cos r − 1 + r²/2) / r⁴ for z = r² ≤ 0.63: cos r with relative error 2⁻⁵⁹.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> CosQuotient(Vector512<double> z)
    {
        Vector512<double> z2 = z * z;
        Vector512<double> z4 = z2 * z2;
        Vector512<double> q0 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(-2.7557317151858866e-07), z, V.Create(2.480158729853226e-05)), z2, V.FusedMultiplyAdd(V.Create(-0.0013888888888887241), z, V.Create(0.041666666666666664)));
        Vector512<double> q1 = V.FusedMultiplyAdd(V.Create(-1.1380868171449914e-11), z, V.Create(2.0876121534608454e-09));
        Vector512<double> q = V.FusedMultiplyAdd(q1, z4, q0);
        return q;
    }

    /// <summary>(cos r − 1 + r²/2) / r⁴ for z = r² ≤ 0.63: cos r with relative error 2⁻³⁰.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> CosQuotient(Vector512<float> z)
    {
        Vector512<float> z2 = z * z;
        Vector512<float> q = V.FusedMultiplyAdd(V.Create(2.4542871e-05f), z2, V.FusedMultiplyAdd(V.Create(-0.00138882792f), z, V.Create(0.0416666642f)));
        return q;
    }

    /// <summary>(1 + 2x/√π) e^(x²) erfc x − 1 for 0 ≤ x ≤ 28 and q = (x − 3.5) / (x + 3.5): erfc with relative error 2⁻⁵⁵. It is flat at x = 0, where the rounding of q would hurt most.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ErfcFactor(Vector512<double> q)
    {
        Vector512<double> q2 = q * q;
        Vector512<double> q4 = q2 * q2;
        Vector512<double> q8 = q4 * q4;
        Vector512<double> q16 = q8 * q8;
        Vector512<double> g0 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(-0.015293751984955223), q, V.Create(0.095645334775145613)), q2, V.FusedMultiplyAdd(V.Create(-0.20505644068835147), q, V.Create(-0.23140090419197037)));
        Vector512<double> g1 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.0089268317892699824), q, V.Create(-0.020146962613447145)), q2, V.FusedMultiplyAdd(V.Create(0.029837365102522523), q, V.Create(-0.023779730602956867)));
        Vector512<double> g2 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(-7.0593208141161526e-05), q, V.Create(0.0002713154691435099)), q2, V.FusedMultiplyAdd(V.Create(-4.4780953368184651e-05), q, V.Create(-0.0022615411362793148)));
        Vector512<double> g3 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(-1.9929162245933097e-06), q, V.Create(6.5410169811908874e-07)), q2, V.FusedMultiplyAdd(V.Create(1.2979047993386054e-05), q, V.Create(-1.832163661838859e-05)));
        Vector512<double> g4 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(-5.0816981080235039e-08), q, V.Create(-9.6367801416091402e-09)), q2, V.FusedMultiplyAdd(V.Create(3.1466280946927665e-07), q, V.Create(5.3263127098321834e-08)));
        Vector512<double> g5 = V.FusedMultiplyAdd(V.Create(1.4280589088227105e-09), q2, V.FusedMultiplyAdd(V.Create(6.1675901479676167e-09), q, V.Create(-3.0169572239334911e-09)));
        Vector512<double> g = V.FusedMultiplyAdd(V.FusedMultiplyAdd(g5, q4, g4), q16, V.FusedMultiplyAdd(V.FusedMultiplyAdd(g3, q4, g2), q8, V.FusedMultiplyAdd(g1, q4, g0)));
        return g;
    }

    /// <summary>(1 + 2x/√π) e^(x²) erfc x − 1 for 0 ≤ x ≤ 10.2 and q = (x − 2.5) / (x + 2.5): erfc with relative error 2⁻²⁸.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ErfcFactor(Vector512<float> q)
    {
        Vector512<float> q2 = q * q;
        Vector512<float> q4 = q2 * q2;
        Vector512<float> q8 = q4 * q4;
        Vector512<float> g0 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.0344424732f), q, V.Create(0.0538306534f)), q2, V.FusedMultiplyAdd(V.Create(-0.231039152f), q, V.Create(-0.194519863f)));
        Vector512<float> g1 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(-0.00208717235f), q, V.Create(-0.000620913692f)), q2, V.FusedMultiplyAdd(V.Create(0.0167424697f), q, V.Create(-0.0406949744f)));
        Vector512<float> g2 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(-3.40519509e-05f), q, V.Create(-4.51220076e-05f)), q2, V.FusedMultiplyAdd(V.Create(0.000287081144f), q, V.Create(0.000361866027f)));
        Vector512<float> g = V.FusedMultiplyAdd(g2, q8, V.FusedMultiplyAdd(g1, q4, g0));
        return g;
    }
}
