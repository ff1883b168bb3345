using System;
using System.ComponentModel;
using System.Numerics;
using System.Numerics.Tensors;

namespace DiffGen.CompilerServices;

/// <summary>
/// What the loops need that stand for methods of <see cref="TensorPrimitives"/> in second derivatives: whether the method takes the operands, the exception with which it
/// refuses them, and the element that a maximum or minimum is. Used by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TensorLoops
{
    /// <summary>The destination has room, and does not overlap an operand but in its place.</summary>
    public static bool Fits<T>(ReadOnlySpan<T> x, Span<T> destination) =>
        destination.Length >= x.Length && ((Operand<T>)x).Fits(x.Length, destination[..x.Length]);

    /// <summary>The operands have one length; the destination has room, and does not overlap an operand but in its place.</summary>
    public static bool Fits<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination) =>
        Fits(x, destination) && ((Operand<T>)y).Fits(x.Length, destination[..x.Length]);

    /// <inheritdoc cref="Fits{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T})"/>
    public static bool Fits<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> destination) =>
        Fits(x, y, destination) && ((Operand<T>)z).Fits(x.Length, destination[..x.Length]);

    /// <summary>Both destinations have room, and overlap the operand in its place only.</summary>
    public static bool FitsBoth<T>(ReadOnlySpan<T> x, Span<T> first, Span<T> second) => Fits(x, first) && Fits(x, second);

    /// <summary>Two destinations do not overlap in what is written.</summary>
    public static bool AreApart<T>(Span<T> first, Span<T> second, int length) => !first[..length].Overlaps(second[..length]);

    /// <summary>The destination of a conversion has room.</summary>
    public static bool FitsConverted<TFrom, TTo>(ReadOnlySpan<TFrom> x, Span<TTo> destination) => destination.Length >= x.Length;

    /// <summary>x holds numbers, and the destination of <c>SoftMax</c> is as long: in one that is longer, what lies beyond x would be normalised too.</summary>
    public static bool FitsWhole<T>(ReadOnlySpan<T> x, Span<T> destination) => !x.IsEmpty && Fits(x, destination) && destination.Length == x.Length;

    /// <summary>The exception for operands that do not fit.</summary>
    /// <param name="length">The length of the operands, where they have one.</param>
    /// <param name="other">The length of another operand.</param>
    /// <param name="destination">The length of the destination.</param>
    public static ArgumentException Refusal(int length, int other, int destination) =>
        length != other ? Unequal()
        : destination < length ? new ArgumentException("Destination is too short.", nameof(destination))
        : new ArgumentException("The destination span may only overlap with an input span if the two spans start at the same memory location.", nameof(destination));

    /// <summary>The exception for a destination of <c>SoftMax</c>.</summary>
    public static ArgumentException SoftMaxRefusal(int length, int destination) =>
        length == 0 ? Empty()
        : destination > length ? TensorRules.Longer(length, destination, nameof(destination))
        : Refusal(length, length, destination);

    /// <summary>The exception for operands of different lengths.</summary>
    public static ArgumentException Unequal() => new("Input span arguments must all have the same length.");

    /// <summary>The exception for two destinations that overlap.</summary>
    public static ArgumentException Overlapping() => new("Destination spans must not overlap with each other.");

    /// <summary>The exception for operands without elements.</summary>
    public static ArgumentException Empty() => new("Input span arguments must not be empty.");

    /// <summary>Where the number is that <see cref="TensorPrimitives.MaxNumber{T}(ReadOnlySpan{T})"/> gives.</summary>
    public static int IndexOfMaxNumber<T>(ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T> => x.IndexOf(TensorPrimitives.MaxNumber(x));

    /// <summary>Where the number is that <see cref="TensorPrimitives.MinNumber{T}(ReadOnlySpan{T})"/> gives.</summary>
    public static int IndexOfMinNumber<T>(ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T> => x.IndexOf(TensorPrimitives.MinNumber(x));

    /// <summary>Where the number is that <see cref="TensorPrimitives.MaxMagnitudeNumber{T}(ReadOnlySpan{T})"/> gives.</summary>
    public static int IndexOfMaxMagnitudeNumber<T>(ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T> => x.IndexOf(TensorPrimitives.MaxMagnitudeNumber(x));

    /// <summary>Where the number is that <see cref="TensorPrimitives.MinMagnitudeNumber{T}(ReadOnlySpan{T})"/> gives.</summary>
    public static int IndexOfMinMagnitudeNumber<T>(ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T> => x.IndexOf(TensorPrimitives.MinMagnitudeNumber(x));
}
