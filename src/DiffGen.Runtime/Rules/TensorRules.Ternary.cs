using System;
using System.Numerics;
using System.Numerics.Tensors;

namespace DiffGen.CompilerServices;

public static partial class TensorRules
{
    /// <summary>Forward rule of <c>AddMultiply</c>; the partials are the multiplier, twice, and <c>x + y</c>.</summary>
    public static void AddMultiplyJvp<T>(
        ReadOnlySpan<T> x,
        ReadOnlySpan<T> y,
        ReadOnlySpan<T> multiplier,
        Span<T> destination,
        ReadOnlySpan<T> xTangent,
        ReadOnlySpan<T> yTangent,
        ReadOnlySpan<T> multiplierTangent,
        Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(AddMultiplyRule<T>), x, y, multiplier, destination, xTangent, yTangent, multiplierTangent, destinationTangent);
        TensorPrimitives.AddMultiply(x, y, multiplier, destination);
    }

    /// <summary>Reverse rule of <c>AddMultiply</c>; the partials are the multiplier, twice, and <c>x + y</c>.</summary>
    public static void AddMultiplyVjp<T>(
        ReadOnlySpan<T> x,
        ReadOnlySpan<T> y,
        ReadOnlySpan<T> multiplier,
        Span<T> destination,
        Span<T> xGrad,
        Span<T> yGrad,
        Span<T> multiplierGrad,
        Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(AddMultiplyRule<T>), x, y, multiplier, xGrad, yGrad, multiplierGrad, destinationGrad);

    /// <summary>Forward rule of <c>AddMultiply</c>; the partials are the multiplier, twice, and <c>x + y</c>.</summary>
    public static void AddMultiplyJvp<T>(
        ReadOnlySpan<T> x,
        ReadOnlySpan<T> y,
        T multiplier,
        Span<T> destination,
        ReadOnlySpan<T> xTangent,
        ReadOnlySpan<T> yTangent,
        T multiplierTangent,
        Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(AddMultiplyRule<T>), x, y, multiplier, destination, xTangent, yTangent, multiplierTangent, destinationTangent);
        TensorPrimitives.AddMultiply(x, y, multiplier, destination);
    }

    /// <summary>Reverse rule of <c>AddMultiply</c>; the partials are the multiplier, twice, and <c>x + y</c>.</summary>
    /// <returns>The gradient of <paramref name="multiplier"/>.</returns>
    public static T AddMultiplyVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T multiplier, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(AddMultiplyRule<T>), x, y, multiplier, xGrad, yGrad, [], destinationGrad).Z;

    /// <summary>Forward rule of <c>AddMultiply</c>; the partials are the multiplier, twice, and <c>x + y</c>.</summary>
    public static void AddMultiplyJvp<T>(
        ReadOnlySpan<T> x,
        T y,
        ReadOnlySpan<T> multiplier,
        Span<T> destination,
        ReadOnlySpan<T> xTangent,
        T yTangent,
        ReadOnlySpan<T> multiplierTangent,
        Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(AddMultiplyRule<T>), x, y, multiplier, destination, xTangent, yTangent, multiplierTangent, destinationTangent);
        TensorPrimitives.AddMultiply(x, y, multiplier, destination);
    }

    /// <summary>Reverse rule of <c>AddMultiply</c>; the partials are the multiplier, twice, and <c>x + y</c>.</summary>
    /// <returns>The gradient of <paramref name="y"/>.</returns>
    public static T AddMultiplyVjp<T>(
        ReadOnlySpan<T> x, T y, ReadOnlySpan<T> multiplier, Span<T> destination, Span<T> xGrad, Span<T> multiplierGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(AddMultiplyRule<T>), x, y, multiplier, xGrad, [], multiplierGrad, destinationGrad).Y;

    private readonly struct AddMultiplyRule<T> : IElementwiseRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Partial(int operand, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> partial)
        {
            if (operand < 2)
            {
                return z;
            }

            TensorPrimitives.Add(x, y, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>MultiplyAdd</c>; the partials are y, x and 1.</summary>
    public static void MultiplyAddJvp<T>(
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
        TensorPrimitives.MultiplyAdd(x, y, addend, destination);
    }

    /// <summary>Reverse rule of <c>MultiplyAdd</c>; the partials are y, x and 1.</summary>
    public static void MultiplyAddVjp<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> addend, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> addendGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(MultiplyAddRule<T>), x, y, addend, xGrad, yGrad, addendGrad, destinationGrad);

    /// <summary>Forward rule of <c>MultiplyAdd</c>; the partials are y, x and 1.</summary>
    public static void MultiplyAddJvp<T>(
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
        TensorPrimitives.MultiplyAdd(x, y, addend, destination);
    }

    /// <summary>Reverse rule of <c>MultiplyAdd</c>; the partials are y, x and 1.</summary>
    /// <returns>The gradient of <paramref name="addend"/>.</returns>
    public static T MultiplyAddVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T addend, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(MultiplyAddRule<T>), x, y, addend, xGrad, yGrad, [], destinationGrad).Z;

    /// <summary>Forward rule of <c>MultiplyAdd</c>; the partials are y, x and 1.</summary>
    public static void MultiplyAddJvp<T>(
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
        TensorPrimitives.MultiplyAdd(x, y, addend, destination);
    }

    /// <summary>Reverse rule of <c>MultiplyAdd</c>; the partials are y, x and 1.</summary>
    /// <returns>The gradient of <paramref name="y"/>.</returns>
    public static T MultiplyAddVjp<T>(ReadOnlySpan<T> x, T y, ReadOnlySpan<T> addend, Span<T> destination, Span<T> xGrad, Span<T> addendGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(MultiplyAddRule<T>), x, y, addend, xGrad, [], addendGrad, destinationGrad).Y;

    private readonly struct MultiplyAddRule<T> : IElementwiseRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Partial(int operand, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> partial) =>
            operand == 0 ? y : operand == 1 ? x : Constants<T>.Ones(partial.Length);
    }

    /// <summary>Forward rule of <c>FusedMultiplyAdd</c>; the partials are y, x and 1.</summary>
    public static void FusedMultiplyAddJvp<T>(
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
        TensorPrimitives.FusedMultiplyAdd(x, y, addend, destination);
    }

    /// <summary>Reverse rule of <c>FusedMultiplyAdd</c>; the partials are y, x and 1.</summary>
    public static void FusedMultiplyAddVjp<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> addend, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> addendGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(MultiplyAddRule<T>), x, y, addend, xGrad, yGrad, addendGrad, destinationGrad);

    /// <summary>Forward rule of <c>FusedMultiplyAdd</c>; the partials are y, x and 1.</summary>
    public static void FusedMultiplyAddJvp<T>(
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
        TensorPrimitives.FusedMultiplyAdd(x, y, addend, destination);
    }

    /// <summary>Reverse rule of <c>FusedMultiplyAdd</c>; the partials are y, x and 1.</summary>
    /// <returns>The gradient of <paramref name="addend"/>.</returns>
    public static T FusedMultiplyAddVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T addend, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(MultiplyAddRule<T>), x, y, addend, xGrad, yGrad, [], destinationGrad).Z;

    /// <summary>Forward rule of <c>FusedMultiplyAdd</c>; the partials are y, x and 1.</summary>
    public static void FusedMultiplyAddJvp<T>(
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
        TensorPrimitives.FusedMultiplyAdd(x, y, addend, destination);
    }

    /// <summary>Reverse rule of <c>FusedMultiplyAdd</c>; the partials are y, x and 1.</summary>
    /// <returns>The gradient of <paramref name="y"/>.</returns>
    public static T FusedMultiplyAddVjp<T>(
        ReadOnlySpan<T> x, T y, ReadOnlySpan<T> addend, Span<T> destination, Span<T> xGrad, Span<T> addendGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(MultiplyAddRule<T>), x, y, addend, xGrad, [], addendGrad, destinationGrad).Y;

    /// <summary>Forward rule of <c>Lerp</c>; the partials are <c>1 - amount</c>, the amount and <c>y - x</c>.</summary>
    public static void LerpJvp<T>(
        ReadOnlySpan<T> x,
        ReadOnlySpan<T> y,
        ReadOnlySpan<T> amount,
        Span<T> destination,
        ReadOnlySpan<T> xTangent,
        ReadOnlySpan<T> yTangent,
        ReadOnlySpan<T> amountTangent,
        Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(LerpRule<T>), x, y, amount, destination, xTangent, yTangent, amountTangent, destinationTangent);
        TensorPrimitives.Lerp(x, y, amount, destination);
    }

    /// <summary>Reverse rule of <c>Lerp</c>; the partials are <c>1 - amount</c>, the amount and <c>y - x</c>.</summary>
    public static void LerpVjp<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> amount, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> amountGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(LerpRule<T>), x, y, amount, xGrad, yGrad, amountGrad, destinationGrad);

    /// <summary>Forward rule of <c>Lerp</c>; the partials are <c>1 - amount</c>, the amount and <c>y - x</c>.</summary>
    public static void LerpJvp<T>(
        ReadOnlySpan<T> x,
        ReadOnlySpan<T> y,
        T amount,
        Span<T> destination,
        ReadOnlySpan<T> xTangent,
        ReadOnlySpan<T> yTangent,
        T amountTangent,
        Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(LerpRule<T>), x, y, amount, destination, xTangent, yTangent, amountTangent, destinationTangent);
        TensorPrimitives.Lerp(x, y, amount, destination);
    }

    /// <summary>Reverse rule of <c>Lerp</c>; the partials are <c>1 - amount</c>, the amount and <c>y - x</c>.</summary>
    /// <returns>The gradient of <paramref name="amount"/>.</returns>
    public static T LerpVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T amount, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(LerpRule<T>), x, y, amount, xGrad, yGrad, [], destinationGrad).Z;

    /// <summary>Forward rule of <c>Lerp</c>; the partials are <c>1 - amount</c>, the amount and <c>y - x</c>.</summary>
    public static void LerpJvp<T>(
        ReadOnlySpan<T> x,
        T y,
        ReadOnlySpan<T> amount,
        Span<T> destination,
        ReadOnlySpan<T> xTangent,
        T yTangent,
        ReadOnlySpan<T> amountTangent,
        Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(LerpRule<T>), x, y, amount, destination, xTangent, yTangent, amountTangent, destinationTangent);
        TensorPrimitives.Lerp(x, y, amount, destination);
    }

    /// <summary>Reverse rule of <c>Lerp</c>; the partials are <c>1 - amount</c>, the amount and <c>y - x</c>.</summary>
    /// <returns>The gradient of <paramref name="y"/>.</returns>
    public static T LerpVjp<T>(ReadOnlySpan<T> x, T y, ReadOnlySpan<T> amount, Span<T> destination, Span<T> xGrad, Span<T> amountGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(LerpRule<T>), x, y, amount, xGrad, [], amountGrad, destinationGrad).Y;

    private readonly struct LerpRule<T> : IElementwiseRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Partial(int operand, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> partial)
        {
            switch (operand)
            {
                case 0:
                    TensorPrimitives.Subtract(T.One, z, partial);
                    return partial;
                case 1:
                    return z;
                default:
                    TensorPrimitives.Subtract(y, x, partial);
                    return partial;
            }
        }
    }
}
