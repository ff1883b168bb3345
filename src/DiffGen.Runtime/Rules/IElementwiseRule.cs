using System;
using System.Numerics;

namespace DiffGen.CompilerServices;

/// <summary>The derivative of a function of two or three operands, element by element.</summary>
/// <typeparam name="T">The real type.</typeparam>
internal interface IElementwiseRule<T> : IZeroRule
    where T : IFloatingPointIeee754<T>
{
    /// <summary>The partials of some elements with respect to one operand.</summary>
    /// <param name="operand">0, 1 or 2.</param>
    /// <param name="x">The first operand.</param>
    /// <param name="y">The second.</param>
    /// <param name="z">The third; empty for a function of two.</param>
    /// <param name="partial">Scratch of the same length.</param>
    /// <returns><paramref name="partial"/>, filled, or another span that holds the partials; an empty one where the partial is zero everywhere.</returns>
    ReadOnlySpan<T> Partial(int operand, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> partial);
}
