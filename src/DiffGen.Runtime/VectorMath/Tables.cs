using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DiffGen;

// Tables of eight numbers, read at the low three bits j of each lane: one permutation where the processor has one that reads eight numbers.
public static partial class VectorMath
{
    private const double PowerOfEighths0 = 1.0, PowerOfEighths1 = 1.0905077326652577, PowerOfEighths2 = 1.189207115002721, PowerOfEighths3 = 1.2968395546510096;
    private const double PowerOfEighths4 = 1.4142135623730951, PowerOfEighths5 = 1.5422108254079407, PowerOfEighths6 = 1.681792830507429, PowerOfEighths7 = 1.8340080864093424;

    private static ReadOnlySpan<double> PowersOfEighths => [PowerOfEighths0, PowerOfEighths1, PowerOfEighths2, PowerOfEighths3, PowerOfEighths4, PowerOfEighths5, PowerOfEighths6, PowerOfEighths7];

    /// <summary>2^(j/8), rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PowerOfEighths(Vector512<long> j) => OfEight(j, Vector512.Create(PowerOfEighths0, PowerOfEighths1, PowerOfEighths2, PowerOfEighths3, PowerOfEighths4, PowerOfEighths5, PowerOfEighths6, PowerOfEighths7));

    /// <inheritdoc cref="PowerOfEighths(Vector512{long})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> PowerOfEighths(Vector256<long> j) => OfEight(j, Vector256.Create(PowerOfEighths0, PowerOfEighths1, PowerOfEighths2, PowerOfEighths3), Vector256.Create(PowerOfEighths4, PowerOfEighths5, PowerOfEighths6, PowerOfEighths7));

    /// <inheritdoc cref="PowerOfEighths(Vector512{long})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> PowerOfEighths(Vector128<long> j) => Avx2.IsSupported ? PowerOfEighths(j.ToVector256Unsafe()).GetLower() : OfEight(j, PowersOfEighths);

    private const double CentreReciprocal0 = 1.0, CentreReciprocal1 = 0.88888896698231035, CentreReciprocal2 = 0.80000028412907231, CentreReciprocal3 = 0.72727297225242959;
    private const double CentreReciprocal4 = 0.68085102027840605, CentreReciprocal5 = 1.0, CentreReciprocal6 = 1.2800000488520584, CentreReciprocal7 = 1.1428573083776183;

    private static ReadOnlySpan<double> CentreReciprocals => [CentreReciprocal0, CentreReciprocal1, CentreReciprocal2, CentreReciprocal3, CentreReciprocal4, CentreReciprocal5, CentreReciprocal6, CentreReciprocal7];

    /// <summary>About 1 / c for c the eighths next to 1 whose number ends in j, 0.78 and 1.47 at the ends of [¾, 1½]: such that its logarithm is a multiple of 2⁻⁴² but for 2⁻⁶³.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> CentreReciprocal(Vector512<long> j) => OfEight(j, Vector512.Create(CentreReciprocal0, CentreReciprocal1, CentreReciprocal2, CentreReciprocal3, CentreReciprocal4, CentreReciprocal5, CentreReciprocal6, CentreReciprocal7));

    /// <inheritdoc cref="CentreReciprocal(Vector512{long})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> CentreReciprocal(Vector256<long> j) => OfEight(j, Vector256.Create(CentreReciprocal0, CentreReciprocal1, CentreReciprocal2, CentreReciprocal3), Vector256.Create(CentreReciprocal4, CentreReciprocal5, CentreReciprocal6, CentreReciprocal7));

    /// <inheritdoc cref="CentreReciprocal(Vector512{long})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> CentreReciprocal(Vector128<long> j) => Avx2.IsSupported ? CentreReciprocal(j.ToVector256Unsafe()).GetLower() : OfEight(j, CentreReciprocals);

    private const double CentreLog0 = 0.0, CentreLog1 = 0.11778294780128817, CentreLog2 = 0.22314319615293243, CentreLog3 = 0.31845339427150066;
    private const double CentreLog4 = 0.3844117628764252, CentreLog5 = 0.0, CentreLog6 = -0.24686011609719571, CentreLog7 = -0.13353153745492818;

    private static ReadOnlySpan<double> CentreLogs => [CentreLog0, CentreLog1, CentreLog2, CentreLog3, CentreLog4, CentreLog5, CentreLog6, CentreLog7];

    /// <summary>Less the logarithm of <see cref="CentreReciprocal(Vector512{long})"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> CentreLog(Vector512<long> j) => OfEight(j, Vector512.Create(CentreLog0, CentreLog1, CentreLog2, CentreLog3, CentreLog4, CentreLog5, CentreLog6, CentreLog7));

    /// <inheritdoc cref="CentreLog(Vector512{long})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> CentreLog(Vector256<long> j) => OfEight(j, Vector256.Create(CentreLog0, CentreLog1, CentreLog2, CentreLog3), Vector256.Create(CentreLog4, CentreLog5, CentreLog6, CentreLog7));

    /// <inheritdoc cref="CentreLog(Vector512{long})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> CentreLog(Vector128<long> j) => Avx2.IsSupported ? CentreLog(j.ToVector256Unsafe()).GetLower() : OfEight(j, CentreLogs);

    private const double ShortPower0 = 1.0, ShortPower1 = 1.0905077457427979, ShortPower2 = 1.189207136631012, ShortPower3 = 1.2968395352363586;
    private const double ShortPower4 = 1.4142135381698608, ShortPower5 = 1.5422108173370361, ShortPower6 = 1.6817928552627563, ShortPower7 = 1.8340080976486206;

    private static ReadOnlySpan<double> ShortPowers => [ShortPower0, ShortPower1, ShortPower2, ShortPower3, ShortPower4, ShortPower5, ShortPower6, ShortPower7];

    /// <summary>2^(j/8), rounded to 24 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ShortPower(Vector512<long> j) => OfEight(j, Vector512.Create(ShortPower0, ShortPower1, ShortPower2, ShortPower3, ShortPower4, ShortPower5, ShortPower6, ShortPower7));

    /// <inheritdoc cref="ShortPower(Vector512{long})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ShortPower(Vector256<long> j) => OfEight(j, Vector256.Create(ShortPower0, ShortPower1, ShortPower2, ShortPower3), Vector256.Create(ShortPower4, ShortPower5, ShortPower6, ShortPower7));

    /// <inheritdoc cref="ShortPower(Vector512{long})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> ShortPower(Vector128<long> j) => Avx2.IsSupported ? ShortPower(j.ToVector256Unsafe()).GetLower() : OfEight(j, ShortPowers);

    private const double ShortPowerRest0 = 0.0, ShortPowerRest1 = -5.996078579827831e-09, ShortPowerRest2 = -9.093576058635139e-09, ShortPowerRest3 = 7.485371300964884e-09;
    private const double ShortPowerRest4 = 8.557135591124761e-09, ShortPowerRest5 = 2.6166671180588336e-09, ShortPowerRest6 = -7.359802774260405e-09, ShortPowerRest7 = -3.064129921462762e-09;

    private static ReadOnlySpan<double> ShortPowerRests => [ShortPowerRest0, ShortPowerRest1, ShortPowerRest2, ShortPowerRest3, ShortPowerRest4, ShortPowerRest5, ShortPowerRest6, ShortPowerRest7];

    /// <summary>Half of: j/8 ln 2 less the logarithm of <see cref="ShortPower(Vector512{long})"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ShortPowerRest(Vector512<long> j) => OfEight(j, Vector512.Create(ShortPowerRest0, ShortPowerRest1, ShortPowerRest2, ShortPowerRest3, ShortPowerRest4, ShortPowerRest5, ShortPowerRest6, ShortPowerRest7));

    /// <inheritdoc cref="ShortPowerRest(Vector512{long})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ShortPowerRest(Vector256<long> j) => OfEight(j, Vector256.Create(ShortPowerRest0, ShortPowerRest1, ShortPowerRest2, ShortPowerRest3), Vector256.Create(ShortPowerRest4, ShortPowerRest5, ShortPowerRest6, ShortPowerRest7));

    /// <inheritdoc cref="ShortPowerRest(Vector512{long})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> ShortPowerRest(Vector128<long> j) => Avx2.IsSupported ? ShortPowerRest(j.ToVector256Unsafe()).GetLower() : OfEight(j, ShortPowerRests);

    private const float ShortPowerSingle0 = 1f, ShortPowerSingle1 = 1.09033203125f, ShortPowerSingle2 = 1.18896484375f, ShortPowerSingle3 = 1.296875f;
    private const float ShortPowerSingle4 = 1.4140625f, ShortPowerSingle5 = 1.5419921875f, ShortPowerSingle6 = 1.681640625f, ShortPowerSingle7 = 1.833984375f;

    private static ReadOnlySpan<float> ShortPowerSingles => [ShortPowerSingle0, ShortPowerSingle1, ShortPowerSingle2, ShortPowerSingle3, ShortPowerSingle4, ShortPowerSingle5, ShortPowerSingle6, ShortPowerSingle7];

    /// <summary>2^(j/8), rounded to 12 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ShortPower(Vector512<int> j) => OfEight(j, Vector512.Create(ShortPowerSingle0, ShortPowerSingle1, ShortPowerSingle2, ShortPowerSingle3, ShortPowerSingle4, ShortPowerSingle5, ShortPowerSingle6, ShortPowerSingle7, ShortPowerSingle0, ShortPowerSingle1, ShortPowerSingle2, ShortPowerSingle3, ShortPowerSingle4, ShortPowerSingle5, ShortPowerSingle6, ShortPowerSingle7), ShortPowerSingles);

    /// <inheritdoc cref="ShortPower(Vector512{int})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> ShortPower(Vector256<int> j) => OfEight(j, Vector256.Create(ShortPowerSingle0, ShortPowerSingle1, ShortPowerSingle2, ShortPowerSingle3, ShortPowerSingle4, ShortPowerSingle5, ShortPowerSingle6, ShortPowerSingle7), ShortPowerSingles);

    /// <inheritdoc cref="ShortPower(Vector512{int})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ShortPower(Vector128<int> j) => Avx2.IsSupported ? ShortPower(j.ToVector256Unsafe()).GetLower() : OfEight(j, ShortPowerSingles);

    private const float ShortPowerRestSingle0 = 0f, ShortPowerRestSingle1 = 8.05659438e-05f, ShortPowerRestSingle2 = 0.000101872894f, ShortPowerRestSingle3 = -1.36658637e-05f;
    private const float ShortPowerRestSingle4 = 5.34114661e-05f, ShortPowerRestSingle5 = 7.08895968e-05f, ShortPowerRestSingle6 = 4.52530148e-05f, ShortPowerRestSingle7 = 6.46441049e-06f;

    private static ReadOnlySpan<float> ShortPowerRestSingles => [ShortPowerRestSingle0, ShortPowerRestSingle1, ShortPowerRestSingle2, ShortPowerRestSingle3, ShortPowerRestSingle4, ShortPowerRestSingle5, ShortPowerRestSingle6, ShortPowerRestSingle7];

    /// <summary>Half of: j/8 ln 2 less the logarithm of <see cref="ShortPower(Vector512{int})"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ShortPowerRest(Vector512<int> j) => OfEight(j, Vector512.Create(ShortPowerRestSingle0, ShortPowerRestSingle1, ShortPowerRestSingle2, ShortPowerRestSingle3, ShortPowerRestSingle4, ShortPowerRestSingle5, ShortPowerRestSingle6, ShortPowerRestSingle7, ShortPowerRestSingle0, ShortPowerRestSingle1, ShortPowerRestSingle2, ShortPowerRestSingle3, ShortPowerRestSingle4, ShortPowerRestSingle5, ShortPowerRestSingle6, ShortPowerRestSingle7), ShortPowerRestSingles);

    /// <inheritdoc cref="ShortPowerRest(Vector512{int})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> ShortPowerRest(Vector256<int> j) => OfEight(j, Vector256.Create(ShortPowerRestSingle0, ShortPowerRestSingle1, ShortPowerRestSingle2, ShortPowerRestSingle3, ShortPowerRestSingle4, ShortPowerRestSingle5, ShortPowerRestSingle6, ShortPowerRestSingle7), ShortPowerRestSingles);

    /// <inheritdoc cref="ShortPowerRest(Vector512{int})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ShortPowerRest(Vector128<int> j) => Avx2.IsSupported ? ShortPowerRest(j.ToVector256Unsafe()).GetLower() : OfEight(j, ShortPowerRestSingles);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> OfEight(Vector512<long> j, Vector512<double> table) => Avx512F.IsSupported
        ? Avx512F.PermuteVar8x64(table, j)
        : Vector512.Create(OfEight(j.GetLower(), table.GetLower(), table.GetUpper()), OfEight(j.GetUpper(), table.GetLower(), table.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> OfEight(Vector256<long> j, Vector256<double> low, Vector256<double> high)
    {
        if (Avx512F.VL.IsSupported)
        {
            return Avx512F.VL.PermuteVar4x64x2(low, j, high);
        }

        if (Avx2.IsSupported)
        {
            // Halves 2j and 2j + 1 of the numbers of either half of the table, chosen by the third bit of j as a sign.
            Vector256<int> low32 = Avx.DuplicateEvenIndexed(j.AsSingle()).AsInt32();
            Vector256<int> halves = (low32 << 1) | Vector256.Create(1L << 32).AsInt32();
            return Avx.BlendVariable(Avx2.PermuteVar8x32(low.AsInt32(), halves).AsDouble(), Avx2.PermuteVar8x32(high.AsInt32(), halves).AsDouble(), (j << 61).AsDouble());
        }

        ReadOnlySpan<double> table = [low[0], low[1], low[2], low[3], high[0], high[1], high[2], high[3]];
        return Vector256.Create(OfEight(j.GetLower(), table), OfEight(j.GetUpper(), table));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> OfEight(Vector128<long> j, ReadOnlySpan<double> table)
    {
        ref double first = ref MemoryMarshal.GetReference(table);
        return Vector128.Create(Unsafe.Add(ref first, (nint)(j.GetElement(0) & 7)), Unsafe.Add(ref first, (nint)(j.GetElement(1) & 7)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> OfEight(Vector512<int> j, Vector512<float> twice, ReadOnlySpan<float> table) => Avx512F.IsSupported
        ? Avx512F.PermuteVar16x32(twice, j)
        : Vector512.Create(OfEight(j.GetLower(), twice.GetLower(), table), OfEight(j.GetUpper(), twice.GetLower(), table));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> OfEight(Vector256<int> j, Vector256<float> eight, ReadOnlySpan<float> table) => Avx2.IsSupported
        ? Avx2.PermuteVar8x32(eight, j)
        : Vector256.Create(OfEight(j.GetLower(), table), OfEight(j.GetUpper(), table));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> OfEight(Vector128<int> j, ReadOnlySpan<float> table)
    {
        ref float first = ref MemoryMarshal.GetReference(table);
        return Vector128.Create(
            Unsafe.Add(ref first, (nint)(j.GetElement(0) & 7)), Unsafe.Add(ref first, (nint)(j.GetElement(1) & 7)), Unsafe.Add(ref first, (nint)(j.GetElement(2) & 7)), Unsafe.Add(ref first, (nint)(j.GetElement(3) & 7)));
    }
}
