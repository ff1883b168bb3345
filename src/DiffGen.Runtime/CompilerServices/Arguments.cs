using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiffGen.CompilerServices;

/// <summary>The checks at the public entries of generated code. They throw before anything is written.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Arguments
{
    /// <summary>A tangent or gradient buffer has the length of its primal.</summary>
    /// <param name="length">The length that the buffer has.</param>
    /// <param name="expected">The length of the primal.</param>
    /// <param name="name">The buffer's parameter.</param>
    /// <param name="primalName">The primal's parameter.</param>
    /// <exception cref="ArgumentException">The lengths differ; names <paramref name="name"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SameLength(int length, int expected, string name, string primalName)
    {
        if (length != expected)
        {
            ThrowLength(length, expected, name, primalName);
        }
    }

    /// <summary>The size of a perturbation is a finite number and not zero.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="sigma">The size.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is zero, infinite or no number; names <c>sigma</c>.</exception>
    public static void Perturbation<R>(R sigma)
        where R : System.Numerics.INumberBase<R>
    {
        if (R.IsZero(sigma) || !R.IsFinite(sigma))
        {
            throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "The size of the noise divides the difference of two losses: a finite number that is not zero is expected, such as 0.01 times the size of the nodes.");
        }
    }

    /// <summary>Two buffers share no byte. Empty buffers share none with any.</summary>
    /// <typeparam name="A">The element type of the first buffer.</typeparam>
    /// <typeparam name="B">The element type of the second buffer; may be another one.</typeparam>
    /// <param name="a">The buffer to blame.</param>
    /// <param name="b">The other buffer.</param>
    /// <param name="nameToBlame">The parameter of <paramref name="a"/>.</param>
    /// <param name="otherName">The parameter of <paramref name="b"/>.</param>
    /// <exception cref="ArgumentException">The buffers overlap in memory; names <paramref name="nameToBlame"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Disjoint<A, B>(ReadOnlySpan<A> a, ReadOnlySpan<B> b, string nameToBlame, string otherName)
    {
        if (Overlap(a, b))
        {
            ThrowOverlap(nameToBlame, otherName);
        }
    }

    /// <summary>A buffer ends where another begins, or before: they share no byte, and buffers in a row, each before the next, are all apart.</summary>
    /// <typeparam name="A">The element type of the first buffer.</typeparam>
    /// <typeparam name="B">The element type of the second buffer; may be another one.</typeparam>
    /// <param name="a">A buffer.</param>
    /// <param name="b">The buffer behind it.</param>
    /// <returns>False where <paramref name="b"/> begins earlier, and where one is empty, of which it is not known.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBefore<A, B>(ReadOnlySpan<A> a, ReadOnlySpan<B> b) =>
        !a.IsEmpty && !b.IsEmpty && Unsafe.ByteOffset(ref Unsafe.As<A, byte>(ref MemoryMarshal.GetReference(a)), ref Unsafe.As<B, byte>(ref MemoryMarshal.GetReference(b))) >= (nint)a.Length * Unsafe.SizeOf<A>();

    /// <summary>Two arrays are not one and the same.</summary>
    /// <param name="a">The array to blame.</param>
    /// <param name="b">The other array.</param>
    /// <param name="nameToBlame">The parameter of <paramref name="a"/>.</param>
    /// <param name="otherName">The parameter of <paramref name="b"/>.</param>
    /// <exception cref="ArgumentException">They are one array that holds something; names <paramref name="nameToBlame"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Distinct(Array a, Array b, string nameToBlame, string otherName)
    {
        if (ReferenceEquals(a, b) && a is { Length: > 0 })
        {
            ThrowOverlap(nameToBlame, otherName);
        }
    }

    /// <summary>Two buffers that a call writes, and that are copied so that it can be run again, share no byte.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A buffer.</param>
    /// <param name="b">The other buffer.</param>
    /// <param name="method">The method that is called.</param>
    /// <param name="name">Its parameter that is given <paramref name="a"/>.</param>
    /// <param name="otherName">Its parameter that is given <paramref name="b"/>.</param>
    /// <exception cref="NotSupportedException">The buffers overlap in memory.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apart<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, string method, string name, string otherName)
    {
        if (Overlap(a, b))
        {
            throw Overlapping(method, name, otherName);
        }
    }

    /// <summary>Two matrices that a call writes, and that are copied so that it can be run again, are two.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix.</param>
    /// <param name="b">The other matrix.</param>
    /// <param name="method">The method that is called.</param>
    /// <param name="name">Its parameter that is given <paramref name="a"/>.</param>
    /// <param name="otherName">Its parameter that is given <paramref name="b"/>.</param>
    /// <exception cref="NotSupportedException">They are one.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apart<T>(T[,] a, T[,] b, string method, string name, string otherName)
    {
        if (ReferenceEquals(a, b))
        {
            throw Overlapping(method, name, otherName);
        }
    }

    private static NotSupportedException Overlapping(string method, string name, string otherName) => new(
        $"{method} is run again in reverse, and has buffers {name} and {otherName} that overlap in memory, one of which it writes; use buffers that do not overlap, or leave out the checkpoint.");

    /// <summary>What a companion throws where a loop gives a variable an array of another length than it had.</summary>
    /// <param name="length">The length of the array, or one of the two of a matrix.</param>
    /// <param name="before">The length of the array that the variable had before the loop.</param>
    /// <param name="name">The variable.</param>
    /// <returns>The exception.</returns>
    public static NotSupportedException OtherLength(int length, int before, string name) => new(
        $"{name} has length {before} before a loop that assigns it an array of length {length}; in a companion all arrays that a variable has in a loop have one length: "
        + "start with an array of that length, or use a variable declared inside the loop.");

    /// <summary>Whether two buffers share a byte, whatever their element types and however long they are (more than 2 GiB included).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool Overlap<A, B>(ReadOnlySpan<A> a, ReadOnlySpan<B> b)
    {
        if (a.IsEmpty || b.IsEmpty)
        {
            return false;
        }

        nint distance = Unsafe.ByteOffset(
            ref Unsafe.As<A, byte>(ref MemoryMarshal.GetReference(a)),
            ref Unsafe.As<B, byte>(ref MemoryMarshal.GetReference(b)));
        return (nuint)distance < (nuint)a.Length * (nuint)Unsafe.SizeOf<A>()
            || (nuint)(-distance) < (nuint)b.Length * (nuint)Unsafe.SizeOf<B>();
    }

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowLength(int length, int expected, string name, string primalName) => throw new ArgumentException(
        $"{name} has length {length}, but {primalName} has length {expected}; pass a buffer of length {expected}.", name);

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowOverlap(string nameToBlame, string otherName) => throw new ArgumentException(
        $"{nameToBlame} overlaps {otherName} in memory; pass a buffer of its own.", nameToBlame);
}
