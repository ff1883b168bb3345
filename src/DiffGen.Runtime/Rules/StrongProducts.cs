using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiffGen.CompilerServices;

/// <summary>
/// Products, element by element, of tangents or cotangents and partials: strong zero, as <see cref="StrongZero"/> and, for a choice, as <see cref="Partials"/>.
/// The spans of a call have one length.
/// </summary>
internal static class StrongProducts
{
    /// <summary><c>destination = factor * partial</c>.</summary>
    /// <typeparam name="T">The real type.</typeparam>
    /// <typeparam name="TZero">Which zeros win.</typeparam>
    /// <param name="factor">Tangents or cotangents.</param>
    /// <param name="partial">Partials.</param>
    /// <param name="destination">Overwritten; may be <paramref name="factor"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Store<T, TZero>(ReadOnlySpan<T> factor, ReadOnlySpan<T> partial, Span<T> destination)
        where T : IFloatingPointIeee754<T>
        where TZero : IZeroRule
    {
        int length = destination.Length;
        ref T factorStart = ref MemoryMarshal.GetReference(factor[..length]);
        ref T partialStart = ref MemoryMarshal.GetReference(partial[..length]);
        ref T destinationStart = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        if (Vector<T>.IsSupported)
        {
            for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
            {
                Vector<T> product = Product<T, TZero>(Vector.LoadUnsafe(ref factorStart, (nuint)i), Vector.LoadUnsafe(ref partialStart, (nuint)i));
                product.StoreUnsafe(ref destinationStart, (nuint)i);
            }
        }

        for (; i < length; i++)
        {
            destination[i] = Product<T, TZero>(factor[i], partial[i]);
        }
    }

    /// <summary><c>sum += factor * partial</c>.</summary>
    /// <inheritdoc cref="Store"/>
    /// <param name="factor">Tangents or cotangents.</param>
    /// <param name="partial">Partials.</param>
    /// <param name="sum">Accumulated into.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Accumulate<T, TZero>(ReadOnlySpan<T> factor, ReadOnlySpan<T> partial, Span<T> sum)
        where T : IFloatingPointIeee754<T>
        where TZero : IZeroRule
    {
        int length = sum.Length;
        ref T factorStart = ref MemoryMarshal.GetReference(factor[..length]);
        ref T partialStart = ref MemoryMarshal.GetReference(partial[..length]);
        ref T sumStart = ref MemoryMarshal.GetReference(sum);
        int i = 0;
        if (Vector<T>.IsSupported)
        {
            for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
            {
                Vector<T> product = Product<T, TZero>(Vector.LoadUnsafe(ref factorStart, (nuint)i), Vector.LoadUnsafe(ref partialStart, (nuint)i));
                (Vector.LoadUnsafe(ref sumStart, (nuint)i) + product).StoreUnsafe(ref sumStart, (nuint)i);
            }
        }

        for (; i < length; i++)
        {
            sum[i] += Product<T, TZero>(factor[i], partial[i]);
        }
    }

    /// <summary><c>sum += factor * partial</c> with one factor for all elements.</summary>
    /// <inheritdoc cref="Store"/>
    /// <param name="factor">The tangent or cotangent; where it is exactly zero nothing is written.</param>
    /// <param name="partial">Partials.</param>
    /// <param name="sum">Accumulated into.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Accumulate<T, TZero>(T factor, ReadOnlySpan<T> partial, Span<T> sum)
        where T : IFloatingPointIeee754<T>
        where TZero : IZeroRule
    {
        if (T.IsZero(factor))
        {
            return;
        }

        int length = sum.Length;
        ref T partialStart = ref MemoryMarshal.GetReference(partial[..length]);
        ref T sumStart = ref MemoryMarshal.GetReference(sum);
        int i = 0;
        if (Vector<T>.IsSupported)
        {
            var factors = new Vector<T>(factor);
            for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
            {
                Vector<T> product = Product<T, TZero>(factors, Vector.LoadUnsafe(ref partialStart, (nuint)i));
                (Vector.LoadUnsafe(ref sumStart, (nuint)i) + product).StoreUnsafe(ref sumStart, (nuint)i);
            }
        }

        for (; i < length; i++)
        {
            sum[i] += Product<T, TZero>(factor, partial[i]);
        }
    }

    /// <summary>The sum of <c>factor * partial</c>.</summary>
    /// <inheritdoc cref="Store"/>
    /// <param name="factor">Tangents or cotangents.</param>
    /// <param name="partial">Partials.</param>
    /// <returns>The sum, in an order that depends on the machine alone.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Sum<T, TZero>(ReadOnlySpan<T> factor, ReadOnlySpan<T> partial)
        where T : IFloatingPointIeee754<T>
        where TZero : IZeroRule
    {
        int length = factor.Length;
        ref T factorStart = ref MemoryMarshal.GetReference(factor);
        ref T partialStart = ref MemoryMarshal.GetReference(partial[..length]);
        T sum = T.Zero;
        int i = 0;
        if (Vector<T>.IsSupported)
        {
            Vector<T> sums = Vector<T>.Zero;
            for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
            {
                sums += Product<T, TZero>(Vector.LoadUnsafe(ref factorStart, (nuint)i), Vector.LoadUnsafe(ref partialStart, (nuint)i));
            }

            sum = Vector.Sum(sums);
        }

        for (; i < length; i++)
        {
            sum += Product<T, TZero>(factor[i], partial[i]);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Product<T, TZero>(T factor, T partial)
        where T : IFloatingPointIeee754<T>
        where TZero : IZeroRule =>
        T.IsZero(factor) || (TZero.ZeroPartialWins && T.IsZero(partial)) ? T.Zero : factor * partial;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Product<T, TZero>(Vector<T> factor, Vector<T> partial)
        where T : IFloatingPointIeee754<T>
        where TZero : IZeroRule
    {
        Vector<T> isZero = Vector.Equals(factor, Vector<T>.Zero);
        if (TZero.ZeroPartialWins)
        {
            isZero |= Vector.Equals(partial, Vector<T>.Zero);
        }

        return Vector.AndNot(factor * partial, isZero);
    }
}
