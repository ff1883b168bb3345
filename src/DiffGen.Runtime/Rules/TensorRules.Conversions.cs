using System;
using System.Numerics;
using System.Numerics.Tensors;

namespace DiffGen.CompilerServices;

public static partial class TensorRules
{
    /// <summary>Forward rule of <c>ConvertChecked</c> between real types; the tangent is converted too.</summary>
    public static void ConvertCheckedJvp<TFrom, TTo>(
        ReadOnlySpan<TFrom> source, Span<TTo> destination, ReadOnlySpan<TFrom> sourceTangent, Span<TTo> destinationTangent)
        where TFrom : IFloatingPointIeee754<TFrom>
        where TTo : IFloatingPointIeee754<TTo>
    {
        TensorPrimitives.ConvertChecked(source, destination);
        TensorPrimitives.ConvertTruncating(sourceTangent, destinationTangent);
    }

    /// <summary>Reverse rule of <c>ConvertChecked</c> between real types; the cotangent is converted back.</summary>
    public static void ConvertCheckedVjp<TFrom, TTo>(ReadOnlySpan<TFrom> source, Span<TTo> destination, Span<TFrom> sourceGrad, Span<TTo> destinationGrad)
        where TFrom : IFloatingPointIeee754<TFrom>
        where TTo : IFloatingPointIeee754<TTo> =>
        ConvertBack(source.Length, sourceGrad, destinationGrad);

    /// <summary>Forward rule of <c>ConvertSaturating</c> between real types; the tangent is converted too.</summary>
    public static void ConvertSaturatingJvp<TFrom, TTo>(
        ReadOnlySpan<TFrom> source, Span<TTo> destination, ReadOnlySpan<TFrom> sourceTangent, Span<TTo> destinationTangent)
        where TFrom : IFloatingPointIeee754<TFrom>
        where TTo : IFloatingPointIeee754<TTo>
    {
        TensorPrimitives.ConvertSaturating(source, destination);
        TensorPrimitives.ConvertTruncating(sourceTangent, destinationTangent);
    }

    /// <summary>Reverse rule of <c>ConvertSaturating</c> between real types; the cotangent is converted back.</summary>
    public static void ConvertSaturatingVjp<TFrom, TTo>(ReadOnlySpan<TFrom> source, Span<TTo> destination, Span<TFrom> sourceGrad, Span<TTo> destinationGrad)
        where TFrom : IFloatingPointIeee754<TFrom>
        where TTo : IFloatingPointIeee754<TTo> =>
        ConvertBack(source.Length, sourceGrad, destinationGrad);

    /// <summary>Forward rule of <c>ConvertTruncating</c> between real types; the tangent is converted too.</summary>
    public static void ConvertTruncatingJvp<TFrom, TTo>(
        ReadOnlySpan<TFrom> source, Span<TTo> destination, ReadOnlySpan<TFrom> sourceTangent, Span<TTo> destinationTangent)
        where TFrom : IFloatingPointIeee754<TFrom>
        where TTo : IFloatingPointIeee754<TTo>
    {
        TensorPrimitives.ConvertTruncating(source, destination);
        TensorPrimitives.ConvertTruncating(sourceTangent, destinationTangent);
    }

    /// <summary>Reverse rule of <c>ConvertTruncating</c> between real types; the cotangent is converted back.</summary>
    public static void ConvertTruncatingVjp<TFrom, TTo>(ReadOnlySpan<TFrom> source, Span<TTo> destination, Span<TFrom> sourceGrad, Span<TTo> destinationGrad)
        where TFrom : IFloatingPointIeee754<TFrom>
        where TTo : IFloatingPointIeee754<TTo> =>
        ConvertBack(source.Length, sourceGrad, destinationGrad);

    private static void ConvertBack<TFrom, TTo>(int length, Span<TFrom> sourceGrad, Span<TTo> destinationGrad)
        where TFrom : IFloatingPointIeee754<TFrom>
        where TTo : IFloatingPointIeee754<TTo>
    {
        sourceGrad = sourceGrad[..length];
        destinationGrad = destinationGrad[..length];
        Block<TTo> cotangentBlock = default;
        Block<TFrom> convertedBlock = default;
        for (int start = 0; start < length; start += Block<TTo>.Length)
        {
            int count = Math.Min(Block<TTo>.Length, length - start);
            Span<TFrom> converted = ((Span<TFrom>)convertedBlock)[..count];
            Span<TFrom> grad = sourceGrad.Slice(start, count);
            TensorPrimitives.ConvertTruncating<TTo, TFrom>(Unary.Take(destinationGrad.Slice(start, count), cotangentBlock), converted);
            TensorPrimitives.Add(grad, converted, grad);
        }
    }
}
