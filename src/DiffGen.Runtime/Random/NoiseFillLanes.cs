using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DiffGen;

/// <summary>The part of <see cref="NoiseFill"/> that goes in lanes. Each method returns how many elements it has filled, whole groups of four blocks.</summary>
internal static class NoiseFillLanes
{
    public static int Uniform<R, TGenerator>(NoiseKey key, Span<R> destination, uint step, uint instance, uint example)
        where R : unmanaged, IFloatingPointIeee754<R>
        where TGenerator : struct, IBlockGenerator
    {
        ref R first = ref MemoryMarshal.GetReference(destination);
        if (typeof(R) == typeof(double))
        {
            int end = destination.Length & ~7;
            for (int i = 0; i < end; i += 8)
            {
                BlockLanes words = TGenerator.Lanes((uint)(i / 2), instance, example, step, key.Value);
                Store(ref Unsafe.As<R, double>(ref Unsafe.Add(ref first, i)), Unit52(words.XY), Unit52(words.ZW));
            }

            return end;
        }
        else
        {
            int end = destination.Length & ~15;
            for (int i = 0; i < end; i += 16)
            {
                BlockLanes words = TGenerator.Lanes((uint)(i / 4), instance, example, step, key.Value);
                Store(ref Unsafe.As<R, float>(ref Unsafe.Add(ref first, i)), Lower23(words.XY), Upper23(words.XY), Lower23(words.ZW), Upper23(words.ZW));
            }

            return end;
        }
    }

    public static int Gaussian<R, TGenerator>(NoiseKey key, Span<R> destination, uint step, uint instance, uint example)
        where R : unmanaged, IFloatingPointIeee754<R>
        where TGenerator : struct, IBlockGenerator
    {
        ref R first = ref MemoryMarshal.GetReference(destination);
        if (typeof(R) == typeof(double))
        {
            int end = destination.Length & ~7;
            for (int i = 0; i < end; i += 8)
            {
                BlockLanes words = TGenerator.Lanes((uint)(i / 2), instance, example, step, key.Value);
                (Vector256<double> x, Vector256<double> y) = BoxMuller(Unit52(words.XY), Unit52(words.ZW));
                Store(ref Unsafe.As<R, double>(ref Unsafe.Add(ref first, i)), x, y);
            }

            return end;
        }
        else
        {
            int end = destination.Length & ~15;
            for (int i = 0; i < end; i += 16)
            {
                BlockLanes words = TGenerator.Lanes((uint)(i / 4), instance, example, step, key.Value);
                (Vector256<double> x, Vector256<double> y) = BoxMuller(Lower23(words.XY), Upper23(words.XY));
                (Vector256<double> z, Vector256<double> w) = BoxMuller(Lower23(words.ZW), Upper23(words.ZW));
                Store(ref Unsafe.As<R, float>(ref Unsafe.Add(ref first, i)), x, y, z, w);
            }

            return end;
        }
    }

    /// <summary>The signs of one block's words; whole vectors.</summary>
    public static int Signs<R>(ReadOnlySpan<uint> words, Span<R> destination)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        ref R first = ref MemoryMarshal.GetReference(destination);
        if (typeof(R) == typeof(double))
        {
            // Bit j of a word becomes the sign of element j: moved to the highest bit of its lane, the rest cleared, put on a one.
            Vector256<ulong> shift = Vector256.Create(63ul, 62, 61, 60), sign = Vector256.Create(1ul << 63), one = Vector256<double>.One.AsUInt64();
            int end = destination.Length & ~3;
            for (int i = 0; i < end; i += 4)
            {
                Vector256<ulong> bits = Vector256.Create((ulong)(words[i / 32] >> (i % 32)));
                Vector256<double> signs = ((Avx2.ShiftLeftLogicalVariable(bits, shift) & sign) | one).AsDouble();
                signs.StoreUnsafe(ref Unsafe.As<R, double>(ref Unsafe.Add(ref first, i)));
            }

            return end;
        }
        else
        {
            Vector256<uint> shift = Vector256.Create(31u, 30, 29, 28, 27, 26, 25, 24), sign = Vector256.Create(1u << 31), one = Vector256<float>.One.AsUInt32();
            int end = destination.Length & ~7;
            for (int i = 0; i < end; i += 8)
            {
                Vector256<uint> bits = Vector256.Create(words[i / 32] >> (i % 32));
                Vector256<float> signs = ((Avx2.ShiftLeftLogicalVariable(bits, shift) & sign) | one).AsSingle();
                signs.StoreUnsafe(ref Unsafe.As<R, float>(ref Unsafe.Add(ref first, i)));
            }

            return end;
        }
    }

    /// <summary>√(−2 ln u)·(cos 2πw, sin 2πw).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> X, Vector256<double> Y) BoxMuller(Vector256<double> u, Vector256<double> w)
    {
        Vector256<double> radius = Vector256.Sqrt(Vector256.Create(-2.0) * ElementaryLanes.Log(u));
        (Vector256<double> sin, Vector256<double> cos) = ElementaryLanes.SinCosTurn(w);
        return (radius * cos, radius * sin);
    }

    /// <summary>The uniform of the upper 52 bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Unit52(Vector256<ulong> words) =>
        (ElementaryLanes.FromWhole(words >>> 12) + Vector256.Create(0.5)) * Vector256.Create(NoiseFill.Unit52);

    /// <summary>The uniform of the upper 23 bits of the lower word of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Lower23(Vector256<ulong> words) =>
        (ElementaryLanes.FromWhole((words >>> 9) & Vector256.Create((1ul << 23) - 1)) + Vector256.Create(0.5)) * Vector256.Create(NoiseFill.Unit23);

    /// <summary>The uniform of the upper 23 bits of the upper word of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Upper23(Vector256<ulong> words) =>
        (ElementaryLanes.FromWhole(words >>> 41) + Vector256.Create(0.5)) * Vector256.Create(NoiseFill.Unit23);

    /// <summary>Four blocks of two numbers each, block by block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref double destination, Vector256<double> x, Vector256<double> y)
    {
        // (x0 y0 x2 y2), (x1 y1 x3 y3) become (x0 y0 x1 y1), (x2 y2 x3 y3).
        Vector256<double> even = Avx.UnpackLow(x, y), odd = Avx.UnpackHigh(x, y);
        Avx.Permute2x128(even, odd, 0x20).StoreUnsafe(ref destination);
        Avx.Permute2x128(even, odd, 0x31).StoreUnsafe(ref destination, 4);
    }

    /// <summary>Four blocks of four numbers each, rounded to single precision, block by block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref float destination, Vector256<double> x, Vector256<double> y, Vector256<double> z, Vector256<double> w)
    {
        Vector128<float> x4 = Avx.ConvertToVector128Single(x), y4 = Avx.ConvertToVector128Single(y);
        Vector128<float> z4 = Avx.ConvertToVector128Single(z), w4 = Avx.ConvertToVector128Single(w);
        Vector128<float> xy01 = Sse.UnpackLow(x4, y4), xy23 = Sse.UnpackHigh(x4, y4);
        Vector128<float> zw01 = Sse.UnpackLow(z4, w4), zw23 = Sse.UnpackHigh(z4, w4);
        Sse.MoveLowToHigh(xy01, zw01).StoreUnsafe(ref destination);
        Sse.MoveHighToLow(zw01, xy01).StoreUnsafe(ref destination, 4);
        Sse.MoveLowToHigh(xy23, zw23).StoreUnsafe(ref destination, 8);
        Sse.MoveHighToLow(zw23, xy23).StoreUnsafe(ref destination, 12);
    }
}
