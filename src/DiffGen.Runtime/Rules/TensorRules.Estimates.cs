using System;
using System.Numerics;
using System.Numerics.Tensors;

namespace DiffGen.CompilerServices;

/// <summary>The functions that the processor may estimate: the value is that of the method, the partials are those of the exact function.</summary>
public static partial class TensorRules
{
    /// <summary>Forward rule of <c>ReciprocalEstimate</c>; the partial is that of the exact function, <c>-1 / x²</c>.</summary>
    public static void ReciprocalEstimateJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(ReciprocalEstimateRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>ReciprocalEstimate</c>; the partial is that of the exact function, <c>-1 / x²</c>.</summary>
    public static void ReciprocalEstimateVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(ReciprocalEstimateRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct ReciprocalEstimateRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.ReciprocalEstimate(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.Reciprocal(at, partial);
            TensorPrimitives.Multiply(partial, partial, partial);
            TensorPrimitives.Negate(partial, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>ReciprocalSqrtEstimate</c>; the partial is that of the exact function, <c>-1 / (2 x √x)</c>.</summary>
    public static void ReciprocalSqrtEstimateJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(ReciprocalSqrtEstimateRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>ReciprocalSqrtEstimate</c>; the partial is that of the exact function, <c>-1 / (2 x √x)</c>.</summary>
    public static void ReciprocalSqrtEstimateVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(ReciprocalSqrtEstimateRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct ReciprocalSqrtEstimateRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.ReciprocalSqrtEstimate(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.ReciprocalSqrt(at, partial);
            TensorPrimitives.Divide(partial, at, partial);
            TensorPrimitives.Multiply(partial, Number<T>(-0.5), partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>MultiplyAddEstimate</c>; the partials are y, x and 1.</summary>
    public static void MultiplyAddEstimateJvp<T>(
        ReadOnlySpan<T> x,
        ReadOnlySpan<T> y,
        ReadOnlySpan<T> addend,
        Span<T> destination,
        ReadOnlySpan<T> xTangent,
        ReadOnlySpan<T> yTangent,
        ReadOnlySpan<T> addendTangent,
        Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(MultiplyAddRule<T>), x, y, addend, destination, xTangent, yTangent, addendTangent, destinationTangent);
        TensorPrimitives.MultiplyAddEstimate(x, y, addend, destination);
    }

    /// <summary>Reverse rule of <c>MultiplyAddEstimate</c>; the partials are y, x and 1.</summary>
    public static void MultiplyAddEstimateVjp<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> addend, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> addendGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        MultiplyAddVjp(x, y, addend, destination, xGrad, yGrad, addendGrad, destinationGrad);

    /// <summary>Forward rule of <c>MultiplyAddEstimate</c>; the partials are y, x and 1.</summary>
    public static void MultiplyAddEstimateJvp<T>(
        ReadOnlySpan<T> x,
        ReadOnlySpan<T> y,
        T addend,
        Span<T> destination,
        ReadOnlySpan<T> xTangent,
        ReadOnlySpan<T> yTangent,
        T addendTangent,
        Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(MultiplyAddRule<T>), x, y, addend, destination, xTangent, yTangent, addendTangent, destinationTangent);
        TensorPrimitives.MultiplyAddEstimate(x, y, addend, destination);
    }

    /// <summary>Reverse rule of <c>MultiplyAddEstimate</c>; the partials are y, x and 1.</summary>
    /// <returns>The gradient of <paramref name="addend"/>.</returns>
    public static T MultiplyAddEstimateVjp<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, T addend, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        MultiplyAddVjp(x, y, addend, destination, xGrad, yGrad, destinationGrad);

    /// <summary>Forward rule of <c>MultiplyAddEstimate</c>; the partials are y, x and 1.</summary>
    public static void MultiplyAddEstimateJvp<T>(
        ReadOnlySpan<T> x,
        T y,
        ReadOnlySpan<T> addend,
        Span<T> destination,
        ReadOnlySpan<T> xTangent,
        T yTangent,
        ReadOnlySpan<T> addendTangent,
        Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(MultiplyAddRule<T>), x, y, addend, destination, xTangent, yTangent, addendTangent, destinationTangent);
        TensorPrimitives.MultiplyAddEstimate(x, y, addend, destination);
    }

    /// <summary>Reverse rule of <c>MultiplyAddEstimate</c>; the partials are y, x and 1.</summary>
    /// <returns>The gradient of <paramref name="y"/>.</returns>
    public static T MultiplyAddEstimateVjp<T>(
        ReadOnlySpan<T> x, T y, ReadOnlySpan<T> addend, Span<T> destination, Span<T> xGrad, Span<T> addendGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        MultiplyAddVjp(x, y, addend, destination, xGrad, addendGrad, destinationGrad);
}
