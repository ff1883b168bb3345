using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DiffGen;

// 2^(j/8) for the low three bits j of each lane, from a table: one permutation where the processor has one that reads eight numbers.
public static partial class VectorMath
{
    private const double Root1 = 1.0905077326652577, Root2 = 1.189207115002721, Root3 = 1.2968395546510096, Root4 = 1.4142135623730951;
    private const double Root5 = 1.5422108254079407, Root6 = 1.681792830507429, Root7 = 1.8340080864093424;

    private static ReadOnlySpan<double> Roots => [1.0, Root1, Root2, Root3, Root4, Root5, Root6, Root7];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PowerOfEighths(Vector512<long> j)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.PermuteVar8x64(Vector512.Create(1.0, Root1, Root2, Root3, Root4, Root5, Root6, Root7), j);
        }

        return Vector512.Create(PowerOfEighths(j.GetLower()), PowerOfEighths(j.GetUpper()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> PowerOfEighths(Vector256<long> j)
    {
        if (Avx512F.VL.IsSupported)
        {
            return Avx512F.VL.PermuteVar4x64x2(Vector256.Create(1.0, Root1, Root2, Root3), j, Vector256.Create(Root4, Root5, Root6, Root7));
        }

        if (Avx2.IsSupported)
        {
            // Halves 2j and 2j + 1 of the numbers of either half of the table, chosen by the third bit of j as a sign.
            Vector256<int> low32 = Avx.DuplicateEvenIndexed(j.AsSingle()).AsInt32();
            Vector256<int> halves = (low32 << 1) | Vector256.Create(1L << 32).AsInt32();
            Vector256<double> low = Avx2.PermuteVar8x32(Vector256.Create(1.0, Root1, Root2, Root3).AsInt32(), halves).AsDouble();
            Vector256<double> high = Avx2.PermuteVar8x32(Vector256.Create(Root4, Root5, Root6, Root7).AsInt32(), halves).AsDouble();
            return Avx.BlendVariable(low, high, (j << 61).AsDouble());
        }

        return Vector256.Create(PowerOfEighths(j.GetLower()), PowerOfEighths(j.GetUpper()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> PowerOfEighths(Vector128<long> j)
    {
        if (Avx2.IsSupported)
        {
            return PowerOfEighths(j.ToVector256Unsafe()).GetLower();
        }

        ref double roots = ref MemoryMarshal.GetReference(Roots);
        return Vector128.Create(Unsafe.Add(ref roots, (nint)(j.GetElement(0) & 7)), Unsafe.Add(ref roots, (nint)(j.GetElement(1) & 7)));
    }
}
