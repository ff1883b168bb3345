using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DiffGen;

/// <summary>The part of <see cref="ThresholdFill"/> that goes in lanes. Each method returns how many elements it has filled, whole groups of four blocks.</summary>
internal static class ThresholdFillLanes
{
    private const int Group = 8;

    public static int Choose<R>(NoiseKey key, Span<R> destination, ulong threshold, R below, R above, uint step, uint instance, uint example)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        ref R first = ref MemoryMarshal.GetReference(destination);
        int end = destination.Length & ~(Group - 1);
        Vector256<R> yes = Vector256.Create(below), no = Vector256.Create(above);
        for (int i = 0; i < end; i += Group)
        {
            (Vector256<ulong> low, Vector256<ulong> high) = Below(key, i, threshold, step, instance, example);
            ref R group = ref Unsafe.Add(ref first, i);
            if (typeof(R) == typeof(double))
            {
                Vector256.ConditionalSelect(low.As<ulong, R>(), yes, no).StoreUnsafe(ref group);
                Vector256.ConditionalSelect(high.As<ulong, R>(), yes, no).StoreUnsafe(ref group, 4);
            }
            else
            {
                Vector256.ConditionalSelect(Vector256.Narrow(low, high).As<uint, R>(), yes, no).StoreUnsafe(ref group);
            }
        }

        return end;
    }

    public static int Keep<R>(NoiseKey key, Span<R> destination, ulong threshold, R factor, uint step, uint instance, uint example)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        ref R first = ref MemoryMarshal.GetReference(destination);
        int end = destination.Length & ~(Group - 1);
        Vector256<R> factors = Vector256.Create(factor);
        for (int i = 0; i < end; i += Group)
        {
            (Vector256<ulong> low, Vector256<ulong> high) = Below(key, i, threshold, step, instance, example);
            ref R group = ref Unsafe.Add(ref first, i);
            if (typeof(R) == typeof(double))
            {
                ((Vector256.LoadUnsafe(ref group) * factors) & low.As<ulong, R>()).StoreUnsafe(ref group);
                ((Vector256.LoadUnsafe(ref group, 4) * factors) & high.As<ulong, R>()).StoreUnsafe(ref group, 4);
            }
            else
            {
                ((Vector256.LoadUnsafe(ref group) * factors) & Vector256.Narrow(low, high).As<uint, R>()).StoreUnsafe(ref group);
            }
        }

        return end;
    }

    /// <summary>For eight elements, in their order, all ones where the element's word is below the threshold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<ulong> Low, Vector256<ulong> High) Below(NoiseKey key, int element, ulong threshold, uint step, uint instance, uint example)
    {
        BlockLanes words = PhiloxGenerator.Lanes((uint)(element / 2), instance, example, step, key.Value);
        Vector256<ulong> limit = Vector256.Create(threshold);
        Vector256<ulong> x = Vector256.LessThan(words.XY, limit), y = Vector256.LessThan(words.ZW, limit);

        // (x0 y0 x2 y2), (x1 y1 x3 y3) become (x0 y0 x1 y1), (x2 y2 x3 y3).
        Vector256<ulong> even = Avx2.UnpackLow(x, y), odd = Avx2.UnpackHigh(x, y);
        return (Avx2.Permute2x128(even, odd, 0x20), Avx2.Permute2x128(even, odd, 0x31));
    }
}
