using System;
using System.Numerics;
using System.Numerics.Tensors;

namespace DiffGen.CompilerServices;

public static partial class TensorRules
{
    /// <summary>Forward rule of <c>SoftMax</c>: <c>y (xTangent - y · xTangent)</c>, y the result.</summary>
    /// <exception cref="ArgumentException">The destination is longer than x.</exception>
    public static void SoftMaxJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        RefuseLonger(x.Length, destination.Length, nameof(destination));
        TensorPrimitives.SoftMax(x, destination);
        T mean = TensorPrimitives.Dot<T>(destination, xTangent);
        TensorPrimitives.Subtract(xTangent, mean, destinationTangent);
        TensorPrimitives.Multiply<T>(destination, destinationTangent, destinationTangent);
    }

    /// <summary>Reverse rule of <c>SoftMax</c>: <c>xGrad += y (g - y · g)</c>, y the result, g its cotangent.</summary>
    /// <exception cref="ArgumentException">The destination is longer than x.</exception>
    public static void SoftMaxVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T>
    {
        RefuseLonger(x.Length, Math.Max(destination.Length, destinationGrad.Length), nameof(destination));
        TensorPrimitives.SoftMax(x, destination);
        xGrad = xGrad[..x.Length];
        T mean = TensorPrimitives.Dot<T>(destination, destinationGrad);
        Block<T> cotangentBlock = default;
        for (int start = 0; start < x.Length; start += Block<T>.Length)
        {
            int count = Math.Min(Block<T>.Length, x.Length - start);
            Span<T> cotangent = Unary.Take(destinationGrad.Slice(start, count), cotangentBlock);
            Span<T> grad = xGrad.Slice(start, count);
            TensorPrimitives.Subtract(cotangent, mean, cotangent);
            TensorPrimitives.MultiplyAdd(destination.Slice(start, count), cotangent, grad, grad);
        }
    }

    /// <summary><c>TensorPrimitives.SoftMax</c> normalises the whole destination, what lies beyond x with it: then its result is no function of x alone.</summary>
    private static void RefuseLonger(int length, int destinationLength, string name)
    {
        if (destinationLength > length)
        {
            throw Longer(length, destinationLength, name);
        }
    }

    internal static ArgumentException Longer(int length, int destinationLength, string name) => new(
        $"{name} has length {destinationLength}, but x has length {length}; for the derivative of SoftMax pass a {name} as long as x.", name);
}
