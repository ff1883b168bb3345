using System;
using System.Numerics;

namespace DiffGen.CompilerServices;

/// <summary>The two modes of every function of one operand, element by element.</summary>
internal static class Unary
{
    /// <summary>Forward: <c>destinationTangent = partial * xTangent</c>. In place is right: <paramref name="destination"/> may be <paramref name="x"/>.</summary>
    public static void Jvp<T, TRule>(TRule rule, ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
        where TRule : struct, IUnaryRule<T>
    {
        int length = x.Length;
        if (TRule.AtResult)
        {
            rule.Value(x, destination);
            Tangents(rule, destination[..length], xTangent, destinationTangent[..length]);
            return;
        }

        // What the function refuses it refuses itself, before a tangent is written.
        if (length <= destination.Length && ((Operand<T>)x).Fits(length, destination[..length]))
        {
            Tangents(rule, x, xTangent, destinationTangent[..length]);
        }

        rule.Value(x, destination);
    }

    /// <summary>
    /// Reverse: takes the cotangent out of <paramref name="destinationGrad"/>, leaving zero, then <c>xGrad += partial * cotangent</c>; the two gradients may be one
    /// span. Writes <paramref name="destination"/>, which is not <paramref name="x"/>, only where the partial needs the result.
    /// </summary>
    public static void Vjp<T, TRule>(TRule rule, ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T>
        where TRule : struct, IUnaryRule<T>
    {
        int length = x.Length;
        ReadOnlySpan<T> at = x;
        if (TRule.AtResult)
        {
            rule.Value(x, destination);
            at = destination[..length];
        }

        xGrad = xGrad[..length];
        destinationGrad = destinationGrad[..length];
        Block<T> partialBlock = default, cotangentBlock = default;
        for (int start = 0; start < length; start += Block<T>.Length)
        {
            int count = Math.Min(Block<T>.Length, length - start);
            Span<T> cotangent = Take(destinationGrad.Slice(start, count), cotangentBlock);
            ReadOnlySpan<T> partial = rule.Partial(at.Slice(start, count), ((Span<T>)partialBlock)[..count]);
            StrongProducts.Accumulate<T, TRule>(cotangent, partial, xGrad.Slice(start, count));
        }
    }

    /// <summary>Moves cotangents to a block, leaving zeros.</summary>
    /// <returns>The part of the block that holds them.</returns>
    public static Span<T> Take<T>(Span<T> destinationGrad, Span<T> block)
    {
        destinationGrad.CopyTo(block);
        destinationGrad.Clear();
        return block[..destinationGrad.Length];
    }

    private static void Tangents<T, TRule>(TRule rule, ReadOnlySpan<T> at, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
        where TRule : struct, IUnaryRule<T>
    {
        Block<T> partialBlock = default;
        for (int start = 0; start < at.Length; start += Block<T>.Length)
        {
            int count = Math.Min(Block<T>.Length, at.Length - start);
            ReadOnlySpan<T> partial = rule.Partial(at.Slice(start, count), ((Span<T>)partialBlock)[..count]);
            StrongProducts.Store<T, TRule>(xTangent.Slice(start, count), partial, destinationTangent.Slice(start, count));
        }
    }
}
