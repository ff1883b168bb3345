using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiffGen.CompilerServices;

public static partial class Lanes
{
    /// <summary>Elements <c>x[at]</c>, <c>x[at + stride]</c>, …, one for each lane.</summary>
    /// <param name="x">A buffer.</param>
    /// <param name="at">The index of the first.</param>
    /// <param name="stride">From each to the next.</param>
    /// <returns>The elements.</returns>
    /// <exception cref="Exception">One of them is out of range: that of <see cref="Left"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Strided512(ReadOnlySpan<double> x, int at, int stride)
    {
        ref double first = ref First(x, at, stride, 8);
        nint step = stride;
        return stride == 1 ? Vector512.LoadUnsafe(ref first) : Vector512.Create(first, Unsafe.Add(ref first, step), Unsafe.Add(ref first, 2 * step), Unsafe.Add(ref first, 3 * step), Unsafe.Add(ref first, 4 * step), Unsafe.Add(ref first, 5 * step), Unsafe.Add(ref first, 6 * step), Unsafe.Add(ref first, 7 * step));
    }

    /// <summary>Elements <c>x[at]</c>, <c>x[at + stride]</c>, …, one for each lane.</summary>
    /// <param name="x">A buffer.</param>
    /// <param name="at">The index of the first.</param>
    /// <param name="stride">From each to the next.</param>
    /// <returns>The elements.</returns>
    /// <exception cref="Exception">One of them is out of range: that of <see cref="Left"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Strided512(ReadOnlySpan<float> x, int at, int stride)
    {
        ref float first = ref First(x, at, stride, 16);
        nint step = stride;
        return stride == 1 ? Vector512.LoadUnsafe(ref first) : Vector512.Create(first, Unsafe.Add(ref first, step), Unsafe.Add(ref first, 2 * step), Unsafe.Add(ref first, 3 * step), Unsafe.Add(ref first, 4 * step), Unsafe.Add(ref first, 5 * step), Unsafe.Add(ref first, 6 * step), Unsafe.Add(ref first, 7 * step), Unsafe.Add(ref first, 8 * step), Unsafe.Add(ref first, 9 * step), Unsafe.Add(ref first, 10 * step), Unsafe.Add(ref first, 11 * step), Unsafe.Add(ref first, 12 * step), Unsafe.Add(ref first, 13 * step), Unsafe.Add(ref first, 14 * step), Unsafe.Add(ref first, 15 * step));
    }

    /// <summary>Elements <c>x[at]</c>, <c>x[at + stride]</c>, …, one for each lane.</summary>
    /// <param name="x">A buffer.</param>
    /// <param name="at">The index of the first.</param>
    /// <param name="stride">From each to the next.</param>
    /// <returns>The elements.</returns>
    /// <exception cref="Exception">One of them is out of range: that of <see cref="Left"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Strided256(ReadOnlySpan<double> x, int at, int stride)
    {
        ref double first = ref First(x, at, stride, 4);
        nint step = stride;
        return stride == 1 ? Vector256.LoadUnsafe(ref first) : Vector256.Create(first, Unsafe.Add(ref first, step), Unsafe.Add(ref first, 2 * step), Unsafe.Add(ref first, 3 * step));
    }

    /// <summary>Elements <c>x[at]</c>, <c>x[at + stride]</c>, …, one for each lane.</summary>
    /// <param name="x">A buffer.</param>
    /// <param name="at">The index of the first.</param>
    /// <param name="stride">From each to the next.</param>
    /// <returns>The elements.</returns>
    /// <exception cref="Exception">One of them is out of range: that of <see cref="Left"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Strided256(ReadOnlySpan<float> x, int at, int stride)
    {
        ref float first = ref First(x, at, stride, 8);
        nint step = stride;
        return stride == 1 ? Vector256.LoadUnsafe(ref first) : Vector256.Create(first, Unsafe.Add(ref first, step), Unsafe.Add(ref first, 2 * step), Unsafe.Add(ref first, 3 * step), Unsafe.Add(ref first, 4 * step), Unsafe.Add(ref first, 5 * step), Unsafe.Add(ref first, 6 * step), Unsafe.Add(ref first, 7 * step));
    }

    /// <summary>Elements <c>x[at]</c>, <c>x[at + stride]</c>, …, one for each lane.</summary>
    /// <param name="x">A buffer.</param>
    /// <param name="at">The index of the first.</param>
    /// <param name="stride">From each to the next.</param>
    /// <returns>The elements.</returns>
    /// <exception cref="Exception">One of them is out of range: that of <see cref="Left"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Strided128(ReadOnlySpan<double> x, int at, int stride)
    {
        ref double first = ref First(x, at, stride, 2);
        nint step = stride;
        return stride == 1 ? Vector128.LoadUnsafe(ref first) : Vector128.Create(first, Unsafe.Add(ref first, step));
    }

    /// <summary>Elements <c>x[at]</c>, <c>x[at + stride]</c>, …, one for each lane.</summary>
    /// <param name="x">A buffer.</param>
    /// <param name="at">The index of the first.</param>
    /// <param name="stride">From each to the next.</param>
    /// <returns>The elements.</returns>
    /// <exception cref="Exception">One of them is out of range: that of <see cref="Left"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Strided128(ReadOnlySpan<float> x, int at, int stride)
    {
        ref float first = ref First(x, at, stride, 4);
        nint step = stride;
        return stride == 1 ? Vector128.LoadUnsafe(ref first) : Vector128.Create(first, Unsafe.Add(ref first, step), Unsafe.Add(ref first, 2 * step), Unsafe.Add(ref first, 3 * step));
    }

    /// <summary>The element at an index, if that and those that follow it are in range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref T First<T>(ReadOnlySpan<T> x, int at, int stride, int count)
    {
        long last = at + ((long)stride * (count - 1));
        if ((uint)at >= (uint)x.Length || (ulong)last >= (ulong)x.Length)
        {
            Leave();
        }

        return ref Unsafe.Add(ref MemoryMarshal.GetReference(x), at);
    }

    private static void Leave() => throw Left();
}
