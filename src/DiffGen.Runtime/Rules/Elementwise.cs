using System;
using System.Numerics;

namespace DiffGen.CompilerServices;

/// <summary>The two modes of every function of two or three operands, element by element, each a span or one number.</summary>
internal static class Elementwise
{
    /// <summary>The tangents of a function of two operands.</summary>
    /// <inheritdoc cref="Tangents{T, TRule}(TRule, Operand{T}, Operand{T}, Operand{T}, Span{T}, Operand{T}, Operand{T}, Operand{T}, Span{T})"/>
    public static void Tangents<T, TRule>(
        TRule rule, Operand<T> x, Operand<T> y, Span<T> destination, Operand<T> xTangent, Operand<T> yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
        where TRule : struct, IElementwiseRule<T> =>
        Tangents(rule, x, y, default, destination, xTangent, yTangent, default, destinationTangent);

    /// <summary>
    /// <c>destinationTangent</c> = the sum of <c>partial * tangent</c> over the operands, to be called before the function itself, which may run in place. Writes nothing
    /// where the function refuses the operands.
    /// </summary>
    public static void Tangents<T, TRule>(
        TRule rule,
        Operand<T> x,
        Operand<T> y,
        Operand<T> z,
        Span<T> destination,
        Operand<T> xTangent,
        Operand<T> yTangent,
        Operand<T> zTangent,
        Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
        where TRule : struct, IElementwiseRule<T>
    {
        int length = Math.Max(x.Length, Math.Max(y.Length, z.Length));
        if (destination.Length < length
            || !x.Fits(length, destination[..length]) || !y.Fits(length, destination[..length]) || !z.Fits(length, destination[..length]))
        {
            return;
        }

        destinationTangent = destinationTangent[..length];
        Block<T> xBlock = default, yBlock = default, zBlock = default, partialBlock = default, sumBlock = default;
        x.Broadcast(xBlock);
        y.Broadcast(yBlock);
        z.Broadcast(zBlock);
        for (int start = 0; start < length; start += Block<T>.Length)
        {
            int count = Math.Min(Block<T>.Length, length - start);
            ReadOnlySpan<T> xs = x.Slice(start, count, xBlock), ys = y.Slice(start, count, yBlock), zs = z.Slice(start, count, zBlock);
            Span<T> partial = ((Span<T>)partialBlock)[..count];
            Span<T> sum = ((Span<T>)sumBlock)[..count];
            sum.Clear();
            AddTangent(rule, 0, xTangent, start, xs, ys, zs, partial, sum);
            AddTangent(rule, 1, yTangent, start, xs, ys, zs, partial, sum);
            AddTangent(rule, 2, zTangent, start, xs, ys, zs, partial, sum);
            sum.CopyTo(destinationTangent[start..]);
        }
    }

    /// <summary>The gradients of a function of two operands.</summary>
    /// <inheritdoc cref="Vjp{T, TRule}(TRule, Operand{T}, Operand{T}, Operand{T}, Span{T}, Span{T}, Span{T}, Span{T})"/>
    public static (T X, T Y, T Z) Vjp<T, TRule>(TRule rule, Operand<T> x, Operand<T> y, Span<T> xGrad, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T>
        where TRule : struct, IElementwiseRule<T> =>
        Vjp(rule, x, y, default, xGrad, yGrad, [], destinationGrad);

    /// <summary>
    /// Takes the cotangent out of <paramref name="destinationGrad"/>, leaving zero, then adds <c>partial * cotangent</c> to the gradients of the spans; they may be
    /// <paramref name="destinationGrad"/>, and overlap each other. An empty gradient is not wanted.
    /// </summary>
    /// <returns>The gradients of the operands that are numbers; 0 for spans.</returns>
    public static (T X, T Y, T Z) Vjp<T, TRule>(
        TRule rule, Operand<T> x, Operand<T> y, Operand<T> z, Span<T> xGrad, Span<T> yGrad, Span<T> zGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T>
        where TRule : struct, IElementwiseRule<T>
    {
        int length = Math.Max(x.Length, Math.Max(y.Length, z.Length));
        xGrad = Checked(x, xGrad, length);
        yGrad = Checked(y, yGrad, length);
        zGrad = Checked(z, zGrad, length);
        destinationGrad = destinationGrad[..length];
        Block<T> xBlock = default, yBlock = default, zBlock = default, partialBlock = default, cotangentBlock = default;
        x.Broadcast(xBlock);
        y.Broadcast(yBlock);
        z.Broadcast(zBlock);
        (T X, T Y, T Z) sums = (T.Zero, T.Zero, T.Zero);
        for (int start = 0; start < length; start += Block<T>.Length)
        {
            int count = Math.Min(Block<T>.Length, length - start);
            ReadOnlySpan<T> xs = x.Slice(start, count, xBlock), ys = y.Slice(start, count, yBlock), zs = z.Slice(start, count, zBlock);
            Span<T> partial = ((Span<T>)partialBlock)[..count];
            ReadOnlySpan<T> cotangent = Unary.Take(destinationGrad.Slice(start, count), cotangentBlock);
            sums.X += AddGradient(rule, 0, x.IsNumber, xGrad, start, cotangent, xs, ys, zs, partial);
            sums.Y += AddGradient(rule, 1, y.IsNumber, yGrad, start, cotangent, xs, ys, zs, partial);
            sums.Z += AddGradient(rule, 2, z.IsNumber, zGrad, start, cotangent, xs, ys, zs, partial);
        }

        return sums;
    }

    private static void AddTangent<T, TRule>(
        TRule rule, int operand, Operand<T> tangent, int start, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> scratch, Span<T> sum)
        where T : IFloatingPointIeee754<T>
        where TRule : struct, IElementwiseRule<T>
    {
        if (tangent.IsEmpty || (tangent.IsNumber && T.IsZero(tangent.Number)))
        {
            return;
        }

        ReadOnlySpan<T> partial = rule.Partial(operand, x, y, z, scratch);
        if (partial.IsEmpty)
        {
            return;
        }

        if (tangent.IsNumber)
        {
            StrongProducts.Accumulate<T, TRule>(tangent.Number, partial, sum);
        }
        else
        {
            StrongProducts.Accumulate<T, TRule>(tangent.Slice(start, sum.Length, default), partial, sum);
        }
    }

    /// <summary>Adds to the part of a gradient span that belongs to the block.</summary>
    /// <returns>What is to be added to the gradient of a number.</returns>
    private static T AddGradient<T, TRule>(
        TRule rule,
        int operand,
        bool isNumber,
        Span<T> grad,
        int start,
        ReadOnlySpan<T> cotangent,
        ReadOnlySpan<T> x,
        ReadOnlySpan<T> y,
        ReadOnlySpan<T> z,
        Span<T> scratch)
        where T : IFloatingPointIeee754<T>
        where TRule : struct, IElementwiseRule<T>
    {
        if (!isNumber && grad.IsEmpty)
        {
            return T.Zero;
        }

        ReadOnlySpan<T> partial = rule.Partial(operand, x, y, z, scratch);
        if (partial.IsEmpty)
        {
            return T.Zero;
        }

        if (isNumber)
        {
            return StrongProducts.Sum<T, TRule>(cotangent, partial);
        }

        StrongProducts.Accumulate<T, TRule>(cotangent, partial, grad.Slice(start, cotangent.Length));
        return T.Zero;
    }

    private static Span<T> Checked<T>(Operand<T> operand, Span<T> grad, int length)
    {
        if (!operand.IsEmpty && !operand.IsNumber && operand.Length != length)
        {
            throw new ArgumentException("The operands differ in length.");
        }

        return grad.IsEmpty ? grad : grad[..length];
    }
}
