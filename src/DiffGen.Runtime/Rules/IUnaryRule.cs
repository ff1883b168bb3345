using System;
using System.Numerics;

namespace DiffGen.CompilerServices;

/// <summary>A function of one operand, element by element, and its derivative.</summary>
/// <typeparam name="T">The real type.</typeparam>
internal interface IUnaryRule<T> : IZeroRule
    where T : IFloatingPointIeee754<T>
{
    /// <summary>The partial is a function of the result, not of the operand.</summary>
    static virtual bool AtResult => false;

    /// <summary>The method of <c>TensorPrimitives</c> itself.</summary>
    void Value(ReadOnlySpan<T> x, Span<T> destination);

    /// <summary>The partials of some elements.</summary>
    /// <param name="at">The operand, or the result where <see cref="AtResult"/>.</param>
    /// <param name="partial">Scratch of the same length.</param>
    /// <returns><paramref name="partial"/>, filled, or another span that holds the partials.</returns>
    ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial);
}
