using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffGen.CompilerServices;

/// <summary>What a loop whose iterations run several at a time asks before it starts, and what it does at its end. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Loops
{
    /// <summary>All indices from <c>offset + first</c> to <c>offset + last</c> are indices of a buffer, and none wraps round.</summary>
    /// <param name="offset">What is added to the loop's index.</param>
    /// <param name="first">The lowest index of the loop.</param>
    /// <param name="last">The highest.</param>
    /// <param name="length">The length of the buffer.</param>
    /// <returns>Whether they are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool InRange(int offset, int first, int last, int length) => (long)offset + first >= 0 && (long)offset + last < length;

    /// <summary>Two buffers share no element.</summary>
    /// <typeparam name="T">The type of their elements.</typeparam>
    /// <param name="a">A buffer.</param>
    /// <param name="b">Another.</param>
    /// <returns>Whether they lie apart.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Apart<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b) => !Arguments.Overlap(a, b);

    /// <summary>Two rows of one buffer, each as long as the loop, have no element in common.</summary>
    /// <param name="a">What is added to the loop's index in one of them.</param>
    /// <param name="b">What is added to it in the other.</param>
    /// <param name="first">The lowest index of the loop.</param>
    /// <param name="last">The highest.</param>
    /// <returns>Whether they have none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreDistant(int a, int b, int first, int last) => Math.Abs((long)a - b) > (long)last - first;

    /// <summary>An element of a buffer lies in no row of it that is as long as the loop.</summary>
    /// <param name="offset">What is added to the loop's index in the row.</param>
    /// <param name="index">The index of the element.</param>
    /// <param name="first">The lowest index of the loop.</param>
    /// <param name="last">The highest.</param>
    /// <returns>Whether it lies beside it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBeside(int offset, int index, int first, int last) => index < (long)offset + first || index > (long)offset + last;

    /// <summary>A division by the number may be a multiplication by its reciprocal: neither is zero, infinite, NaN or so small that it has lost digits.</summary>
    /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
    /// <param name="divisor">The number.</param>
    /// <returns>Whether it has such a reciprocal.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasReciprocal<T>(T divisor)
        where T : IFloatingPointIeee754<T> => T.IsNormal(divisor) && T.IsNormal(T.One / divisor);

    /// <summary>
    /// A factor of the terms of a sum may be taken out of it: it is finite, and zero or of a size (10⁻⁵⁰ to 10⁵⁰, of <c>float</c> 10⁻¹⁰ to 10¹⁰) with
    /// which terms that have digits without it have them with it.
    /// </summary>
    /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
    /// <param name="factor">The number.</param>
    /// <returns>Whether it is such a factor.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsScale<T>(T factor)
        where T : IFloatingPointIeee754<T>
    {
        T size = T.Abs(factor), largest = T.CreateChecked(typeof(T) == typeof(float) ? 1e10 : 1e50);
        return size == T.Zero || (size <= largest && size >= T.One / largest);
    }

    /// <summary>
    /// A sum of products has the digits that their factors have: it is so large (10⁻²⁹⁰, of <c>float</c> 10⁻³⁰) that what products below the normal numbers lose is not seen in it.
    /// Zero may be all that is left of such products.
    /// </summary>
    /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
    /// <param name="sum">The sum.</param>
    /// <returns>Whether it is such a sum.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasDigits<T>(T sum)
        where T : IFloatingPointIeee754<T> => T.Abs(sum) >= T.CreateChecked(typeof(T) == typeof(float) ? 1e-30 : 1e-290);

    /// <summary>
    /// What products below the normal numbers lose is below them still, multiplied by the factor: it is at most 10⁵, of <c>float</c> 10³, for all sums that are not longer than 2³¹ terms, of <c>float</c> 10⁴.
    /// </summary>
    /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
    /// <param name="factor">The factor.</param>
    /// <returns>Whether it is as small; a NaN is not.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSmallScale<T>(T factor)
        where T : IFloatingPointIeee754<T> => T.Abs(factor) <= T.CreateChecked(typeof(T) == typeof(float) ? 1e3 : 1e5);

    /// <summary>The largest element, as <see cref="Math.Max(double, double)"/> finds it.</summary>
    /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
    /// <param name="x">The elements.</param>
    /// <returns>The largest; NaN where an element is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest<T>(Vector512<T> x)
        where T : IFloatingPointIeee754<T> => Largest(Vector256.Max(x.GetLower(), x.GetUpper()));

    /// <inheritdoc cref="Largest{T}(Vector512{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest<T>(Vector256<T> x)
        where T : IFloatingPointIeee754<T> => Largest(Vector128.Max(x.GetLower(), x.GetUpper()));

    /// <inheritdoc cref="Largest{T}(Vector512{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Largest<T>(Vector128<T> x)
        where T : IFloatingPointIeee754<T>
    {
        T largest = x[0];
        for (int i = 1; i < Vector128<T>.Count; i++)
        {
            largest = T.Max(largest, x[i]);
        }

        return largest;
    }

    /// <summary>The smallest element, as <see cref="Math.Min(double, double)"/> finds it.</summary>
    /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
    /// <param name="x">The elements.</param>
    /// <returns>The smallest; NaN where an element is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Smallest<T>(Vector512<T> x)
        where T : IFloatingPointIeee754<T> => Smallest(Vector256.Min(x.GetLower(), x.GetUpper()));

    /// <inheritdoc cref="Smallest{T}(Vector512{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Smallest<T>(Vector256<T> x)
        where T : IFloatingPointIeee754<T> => Smallest(Vector128.Min(x.GetLower(), x.GetUpper()));

    /// <inheritdoc cref="Smallest{T}(Vector512{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Smallest<T>(Vector128<T> x)
        where T : IFloatingPointIeee754<T>
    {
        T smallest = x[0];
        for (int i = 1; i < Vector128<T>.Count; i++)
        {
            smallest = T.Min(smallest, x[i]);
        }

        return smallest;
    }
}
