using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DiffGen;

// Polynomials of degree 6 for tanh on [0, 10] in single precision, p(a − c): one on [0, 1/4], then two for each power of two. The exponent and the first bit of the mantissa end in the four bits that are the place in each table.
// c is such a number near the middle that tanh c is a float but for 2⁻³³; the other coefficients make the relative error least (Lawson's weights), 0.72 2⁻²⁴ on [4, 6], 0.49 2⁻²⁴ and less elsewhere.
public static partial class VectorMath
{
    /// <summary>The exponent and the first bit of the mantissa of 1/8 and a half: what is less is on [0, 1/4], too.</summary>
    private const int FirstOfTanh = 249;

    private static ReadOnlySpan<float> TanhCentres => [2.49955821f, 3.49953866f, 4.99911404f, 6.99904633f, 8.99809265f, 0f, 0f, 0f, 0f, 0f, 0.31245935f, 0.437440604f, 0.62489754f, 0.874936163f, 1.24976945f, 1.74976504f];

    private static ReadOnlySpan<float> TanhCoefficients0 => [0.986602545f, 0.998176217f, 0.999909043f, 0.999998331f, 0.99999994f, 0f, 0f, 0f, 0f, 0f, 0.302672803f, 0.41152072f, 0.554528773f, 0.703873396f, 0.848218977f, 0.941348791f];

    private static ReadOnlySpan<float> TanhCoefficients1 => [0.0266155116f, 0.00364430761f, 0.000182159769f, 3.33244066e-06f, 6.08162125e-08f, 0f, 0f, 0f, 0f, 1f, 0.908389151f, 0.830650687f, 0.692497849f, 0.504562259f, 0.280524433f, 0.113862403f];

    private static ReadOnlySpan<float> TanhCoefficients2 => [-0.0262586325f, -0.00363763259f, -0.000182077711f, -3.29952218e-06f, 4.46928141e-07f, 0f, 0f, 0f, 0f, -9.27702004e-08f, -0.274944574f, -0.341829985f, -0.384010017f, -0.355147988f, -0.237946272f, -0.107184209f];

    private static ReadOnlySpan<float> TanhCoefficients3 => [0.0170318652f, 0.00241397577f, 0.000119108416f, 2.20688798e-06f, 4.42586767e-08f, 0f, 0f, 0f, 0f, -0.333314747f, -0.219577849f, -0.13621372f, -0.0178943239f, 0.0817896649f, 0.1083377f, 0.0629502088f];

    private static ReadOnlySpan<float> TanhCoefficients4 => [-0.00805813167f, -0.00119847897f, -5.96825921e-05f, -1.17173022e-06f, -1.36578331e-06f, 0f, 0f, 0f, 0f, -0.000598626735f, 0.158026874f, 0.169998392f, 0.137931362f, 0.0608182624f, -0.0125628943f, -0.0235292688f];

    private static ReadOnlySpan<float> TanhCoefficients5 => [0.00288871001f, 0.000490700128f, 2.84782473e-05f, 5.01257091e-07f, 4.20548085e-09f, 0f, 0f, 0f, 0f, 0.1401335f, 0.0454428643f, -0.00594451418f, -0.0543218292f, -0.0585642494f, -0.019711433f, 0.00348082883f];

    private static ReadOnlySpan<float> TanhCoefficients6 => [-0.000696296222f, -0.000157653238f, -9.38089852e-06f, -1.28377778e-07f, 8.91018828e-07f, 0f, 0f, 0f, 0f, -0.0319250748f, -0.0594027527f, -0.0617371388f, -0.0243807156f, 0.0128132356f, 0.0151015157f, 0.0021051534f];

    /// <summary>One permutation reads a table of sixteen numbers of single precision; where it takes two and a choice, other ways are faster.</summary>
    private static bool ReadsSixteen
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512F.VL.IsSupported;
    }

    /// <summary>The number at the place that the low four bits of each lane name, where the processor <see cref="ReadsSixteen"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> OfSixteen(Vector512<int> j, ReadOnlySpan<float> table) => Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(table)), j);

    /// <inheritdoc cref="OfSixteen(Vector512{int}, ReadOnlySpan{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> OfSixteen(Vector256<int> j, ReadOnlySpan<float> table) =>
        Avx512F.VL.PermuteVar8x32x2(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(table)), j, Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(table), 8));

    /// <inheritdoc cref="OfSixteen(Vector512{int}, ReadOnlySpan{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> OfSixteen(Vector128<int> j, ReadOnlySpan<float> table) => OfSixteen(j.ToVector256Unsafe(), table).GetLower();
}
