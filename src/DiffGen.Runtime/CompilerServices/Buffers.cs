using System;
using System.Buffers;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace DiffGen.CompilerServices;

/// <summary>Gradients of operations on whole buffers. Used by generated code; aliases are allowed and right.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Buffers
{
    /// <summary>Up to this many elements a copy taken aside lies on the stack.</summary>
    private const int StackElements = 128;

    /// <summary><c>destination += source</c>, element by element, with the values that <paramref name="source"/> holds at the call.</summary>
    /// <param name="source">What is added.</param>
    /// <param name="destination">What it is added to, of the same length; may overlap <paramref name="source"/> in any way.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate(ReadOnlySpan<double> source, Span<double> destination) => Accumulate<double>(source, destination);

    /// <inheritdoc cref="Accumulate(ReadOnlySpan{double}, Span{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate(ReadOnlySpan<float> source, Span<float> destination) => Accumulate<float>(source, destination);

    /// <summary><c>destination += source * factor</c>, element by element.</summary>
    /// <param name="source">What is multiplied.</param>
    /// <param name="factor">By what.</param>
    /// <param name="destination">What it is added to, of the same length; apart from <paramref name="source"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ReadOnlySpan<double> source, double factor, Span<double> destination) => AddProduct<double>(source, factor, destination);

    /// <inheritdoc cref="AddProduct(ReadOnlySpan{double}, double, Span{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ReadOnlySpan<float> source, float factor, Span<float> destination) => AddProduct<float>(source, factor, destination);

    /// <inheritdoc cref="AddProduct(ReadOnlySpan{double}, double, Span{double})"/>
    /// <typeparam name="T">The real type.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct<T>(ReadOnlySpan<T> source, T factor, Span<T> destination)
        where T : IFloatingPointIeee754<T>
    {
        Arguments.SameLength(source.Length, destination.Length, nameof(source), nameof(destination));
        TensorPrimitives.MultiplyAdd(source, factor, destination, destination);
    }

    /// <summary>Zero, unless it is to be kept.</summary>
    /// <typeparam name="T">The real type.</typeparam>
    /// <param name="keep">It is to be kept.</param>
    /// <param name="buffer">What becomes zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ClearUnless<T>(bool keep, Span<T> buffer)
    {
        if (!keep)
        {
            buffer.Clear();
        }
    }

    /// <summary>A copy, if one is to be made.</summary>
    /// <typeparam name="T">The real type.</typeparam>
    /// <param name="isWanted">It is to be made.</param>
    /// <param name="source">What is copied.</param>
    /// <param name="destination">Where to; as long as it.</param>
    /// <exception cref="ArgumentException">The destination is shorter than the source.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyIf<T>(bool isWanted, ReadOnlySpan<T> source, Span<T> destination)
    {
        if (isWanted)
        {
            source.CopyTo(destination);
        }
    }

    /// <summary>
    /// The reverse of <c>source.CopyTo(destination)</c>: the gradient of the part that was overwritten moves to the source, and that part's
    /// own becomes zero.
    /// </summary>
    /// <param name="sourceGrad">The gradient of the source, of length n; <c>+= destinationGrad[..n]</c> as it was at the call.</param>
    /// <param name="destinationGrad">The gradient of the destination, of length n or more; <c>[..n] = 0</c>. May overlap <paramref name="sourceGrad"/> in any way.</param>
    /// <exception cref="ArgumentException">The destination is shorter than the source.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ReverseCopy(Span<double> sourceGrad, Span<double> destinationGrad) => ReverseCopy<double>(sourceGrad, destinationGrad);

    /// <inheritdoc cref="ReverseCopy(Span{double}, Span{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ReverseCopy(Span<float> sourceGrad, Span<float> destinationGrad) => ReverseCopy<float>(sourceGrad, destinationGrad);

    /// <summary>The reverse of <c>buffer.Fill(value)</c>: the gradient of the value, and zero for what the buffer held before.</summary>
    /// <param name="grad">The gradient of the buffer; becomes zero.</param>
    /// <returns>Its sum, added in the order of the indices; 0 for an empty buffer.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double SumAndClear(Span<double> grad) => SumAndClear<double>(grad);

    /// <inheritdoc cref="SumAndClear(Span{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SumAndClear(Span<float> grad) => SumAndClear<float>(grad);

    /// <inheritdoc cref="Accumulate(ReadOnlySpan{double}, Span{double})"/>
    /// <typeparam name="T">The real type.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Accumulate<T>(ReadOnlySpan<T> source, Span<T> destination)
        where T : IFloatingPointIeee754<T>
    {
        Arguments.SameLength(source.Length, destination.Length, nameof(source), nameof(destination));
        if (Arguments.Overlap(source, (ReadOnlySpan<T>)destination))
        {
            AccumulateAside(source, destination, clear: []);
        }
        else
        {
            TensorPrimitives.Add(destination, source, destination);
        }
    }

    /// <summary><c>destination += source</c>, element by element, with the values that <paramref name="source"/> holds at the call.</summary>
    /// <param name="source">What is added.</param>
    /// <param name="destination">What it is added to, of the same length; may overlap <paramref name="source"/> in any way.</param>
    /// <param name="add">Adds the numbers of one element.</param>
    /// <typeparam name="T">A struct with numbers in it.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Accumulate<T>(ReadOnlySpan<T> source, Span<T> destination, ElementAdder<T> add)
    {
        Arguments.SameLength(source.Length, destination.Length, nameof(source), nameof(destination));
        AccumulateAside(source, destination, clear: [], add);
    }

    /// <summary>
    /// The reverse of <c>source.CopyTo(destination)</c>: the gradient of the part that was overwritten moves to the source, and that part's
    /// own becomes the default.
    /// </summary>
    /// <param name="sourceGrad">The gradient of the source, of length n; <c>+= destinationGrad[..n]</c> as it was at the call.</param>
    /// <param name="destinationGrad">The gradient of the destination, of length n or more; <c>[..n] = default</c>. May overlap <paramref name="sourceGrad"/> in any way.</param>
    /// <param name="add">Adds the numbers of one element.</param>
    /// <typeparam name="T">A struct with numbers in it.</typeparam>
    /// <exception cref="ArgumentException">The destination is shorter than the source.</exception>
    public static void ReverseCopy<T>(Span<T> sourceGrad, Span<T> destinationGrad, ElementAdder<T> add)
    {
        RequireRoom(sourceGrad.Length, destinationGrad.Length);
        Span<T> copied = destinationGrad[..sourceGrad.Length];
        AccumulateAside(copied, sourceGrad, clear: copied, add);
    }

    private static void AccumulateAside<T>(ReadOnlySpan<T> source, Span<T> destination, Span<T> clear, ElementAdder<T> add)
    {
        T[]? rented = source.Length > StackElements ? ArrayPool<T>.Shared.Rent(source.Length) : null;
        OnStack<T> onStack = default;
        Span<T> aside = rented is null ? onStack : rented;
        aside = aside[..source.Length];
        source.CopyTo(aside);
        clear.Clear();
        for (int i = 0; i < aside.Length; i++)
        {
            add(ref destination[i], in aside[i]);
        }

        if (rented is not null)
        {
            ArrayPool<T>.Shared.Return(rented, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RequireRoom(int source, int destinationGrad)
    {
        if (destinationGrad < source)
        {
            ThrowRoom(source, destinationGrad);
        }
    }

    [DoesNotReturn]
    private static void ThrowRoom(int source, int destinationGrad) => throw new ArgumentException(
        $"destinationGrad has length {destinationGrad}, but sourceGrad has length {source}; a copy needs a destination as long as its source.",
        nameof(destinationGrad));

    /// <inheritdoc cref="ReverseCopy(Span{double}, Span{double})"/>
    /// <typeparam name="T">The real type.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ReverseCopy<T>(Span<T> sourceGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T>
    {
        RequireRoom(sourceGrad.Length, destinationGrad.Length);
        Span<T> copied = destinationGrad[..sourceGrad.Length];
        if (Arguments.Overlap((ReadOnlySpan<T>)sourceGrad, (ReadOnlySpan<T>)copied))
        {
            AccumulateAside(copied, sourceGrad, clear: copied);
        }
        else
        {
            TensorPrimitives.Add(sourceGrad, copied, sourceGrad);
            copied.Clear();
        }
    }

    /// <summary>Takes a copy of the source, then clears what is to be cleared, then adds the copy to the destination.</summary>
    private static void AccumulateAside<T>(ReadOnlySpan<T> source, Span<T> destination, Span<T> clear)
        where T : IFloatingPointIeee754<T>
    {
        T[]? rented = source.Length > StackElements ? ArrayPool<T>.Shared.Rent(source.Length) : null;
        OnStack<T> onStack = default;
        Span<T> aside = rented is null ? onStack : rented;
        aside = aside[..source.Length];
        source.CopyTo(aside);
        clear.Clear();
        TensorPrimitives.Add(destination, aside, destination);
        if (rented is not null)
        {
            ArrayPool<T>.Shared.Return(rented, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        }
    }

    /// <inheritdoc cref="SumAndClear(Span{double})"/>
    /// <typeparam name="T">The real type.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T SumAndClear<T>(Span<T> grad)
        where T : IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        foreach (T element in grad)
        {
            sum += element;
        }

        grad.Clear();
        return sum;
    }

    /// <summary>What <c>stackalloc</c> is for a type that is not known to be without references.</summary>
    [InlineArray(StackElements)]
    private struct OnStack<T>
    {
        private T _first;
    }

    /// <summary>The numbers of a matrix, row by row: the same memory.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <typeparam name="R">The type of the numbers.</typeparam>
    /// <returns>A span over all of them.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<R> InRows<R>(R[,] matrix) =>
        System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref System.Runtime.CompilerServices.Unsafe.As<byte, R>(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference((Array)matrix)), matrix.Length);
}
