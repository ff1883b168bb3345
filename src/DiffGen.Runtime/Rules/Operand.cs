using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiffGen.CompilerServices;

/// <summary>
/// An operand of an element-by-element function, or its tangent: a span, or one number that stands for every element. The default is no operand.
/// </summary>
/// <typeparam name="T">The real type.</typeparam>
internal readonly ref struct Operand<T>
{
    private readonly Kind kind;
    private readonly ReadOnlySpan<T> elements;
    private readonly T? number;

    private Operand(ReadOnlySpan<T> elements)
    {
        kind = Kind.Elements;
        this.elements = elements;
    }

    private Operand(T number)
    {
        kind = Kind.Number;
        this.number = number;
    }

    private enum Kind
    {
        None,
        Elements,
        Number,
    }

    /// <summary>One number stands for every element.</summary>
    public bool IsNumber => kind == Kind.Number;

    /// <summary>The number; meaningful where <see cref="IsNumber"/>.</summary>
    public T Number => number!;

    /// <summary>No operand, or a span without elements: as a tangent, that of a constant.</summary>
    public bool IsEmpty => kind != Kind.Number && elements.IsEmpty;

    /// <summary>The length of the span; 0 for a number.</summary>
    public int Length => elements.Length;

    public static implicit operator Operand<T>(ReadOnlySpan<T> elements) => new(elements);

    public static implicit operator Operand<T>(T number) => new(number);

    /// <summary>A span of this length that the function may write to <paramref name="destination"/>: disjoint from it or at the same place; or no span.</summary>
    public bool Fits(int length, ReadOnlySpan<T> destination) =>
        kind != Kind.Elements
        || (elements.Length == length
            && (Unsafe.AreSame(ref MemoryMarshal.GetReference(elements), ref MemoryMarshal.GetReference(destination)) || !elements.Overlaps(destination)));

    /// <summary>Fills a block with the number, once for all calls of <see cref="Slice"/>; nothing for a span.</summary>
    public void Broadcast(Span<T> block)
    {
        if (IsNumber)
        {
            block.Fill(Number);
        }
    }

    /// <summary>The elements of one block.</summary>
    /// <param name="start">The index of the first.</param>
    /// <param name="count">How many.</param>
    /// <param name="broadcast">What <see cref="Broadcast"/> filled.</param>
    public ReadOnlySpan<T> Slice(int start, int count, ReadOnlySpan<T> broadcast) =>
        kind switch
        {
            Kind.Elements => elements.Slice(start, count),
            Kind.Number => broadcast[..count],
            _ => default,
        };
}
