using System;
using System.Numerics;
using System.Numerics.Tensors;

namespace DiffGen.CompilerServices;

public static partial class TensorRules
{
    /// <summary>Forward rule of <c>Add</c>; the partials are 1 and 1.</summary>
    public static void AddJvp<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(AddRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Add(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Add</c>; the partials are 1 and 1.</summary>
    public static void AddVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(AddRule<T>), x, y, xGrad, yGrad, destinationGrad);

    /// <summary>Forward rule of <c>Add</c>; the partials are 1 and 1.</summary>
    public static void AddJvp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, ReadOnlySpan<T> xTangent, T yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(AddRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Add(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Add</c>; the partials are 1 and 1.</summary>
    /// <returns>The gradient of <paramref name="y"/>.</returns>
    public static T AddVjp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(AddRule<T>), x, y, xGrad, [], destinationGrad).Y;

    private readonly struct AddRule<T> : IElementwiseRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Partial(int operand, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> partial) => Constants<T>.Ones(partial.Length);
    }

    /// <summary>Forward rule of <c>Subtract</c>; the partials are 1 and −1.</summary>
    public static void SubtractJvp<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(SubtractRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Subtract(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Subtract</c>; the partials are 1 and −1.</summary>
    public static void SubtractVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(SubtractRule<T>), x, y, xGrad, yGrad, destinationGrad);

    /// <summary>Forward rule of <c>Subtract</c>; the partials are 1 and −1.</summary>
    public static void SubtractJvp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, ReadOnlySpan<T> xTangent, T yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(SubtractRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Subtract(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Subtract</c>; the partials are 1 and −1.</summary>
    /// <returns>The gradient of <paramref name="y"/>.</returns>
    public static T SubtractVjp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(SubtractRule<T>), x, y, xGrad, [], destinationGrad).Y;

    /// <summary>Forward rule of <c>Subtract</c>; the partials are 1 and −1.</summary>
    public static void SubtractJvp<T>(T x, ReadOnlySpan<T> y, Span<T> destination, T xTangent, ReadOnlySpan<T> yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(SubtractRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Subtract(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Subtract</c>; the partials are 1 and −1.</summary>
    /// <returns>The gradient of <paramref name="x"/>.</returns>
    public static T SubtractVjp<T>(T x, ReadOnlySpan<T> y, Span<T> destination, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(SubtractRule<T>), x, y, [], yGrad, destinationGrad).X;

    private readonly struct SubtractRule<T> : IElementwiseRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Partial(int operand, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> partial) =>
            operand == 0 ? Constants<T>.Ones(partial.Length) : Constants<T>.MinusOnes(partial.Length);
    }

    /// <summary>Forward rule of <c>Multiply</c>; the partials are y and x.</summary>
    public static void MultiplyJvp<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(MultiplyRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Multiply(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Multiply</c>; the partials are y and x.</summary>
    public static void MultiplyVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(MultiplyRule<T>), x, y, xGrad, yGrad, destinationGrad);

    /// <summary>Forward rule of <c>Multiply</c>; the partials are y and x.</summary>
    public static void MultiplyJvp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, ReadOnlySpan<T> xTangent, T yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(MultiplyRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Multiply(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Multiply</c>; the partials are y and x.</summary>
    /// <returns>The gradient of <paramref name="y"/>.</returns>
    public static T MultiplyVjp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(MultiplyRule<T>), x, y, xGrad, [], destinationGrad).Y;

    private readonly struct MultiplyRule<T> : IElementwiseRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Partial(int operand, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> partial) => operand == 0 ? y : x;
    }

    /// <summary>Forward rule of <c>Divide</c>; the partials are <c>1 / y</c> and <c>-(x / y) / y</c>.</summary>
    public static void DivideJvp<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(DivideRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Divide(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Divide</c>; the partials are <c>1 / y</c> and <c>-(x / y) / y</c>.</summary>
    public static void DivideVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(DivideRule<T>), x, y, xGrad, yGrad, destinationGrad);

    /// <summary>Forward rule of <c>Divide</c>; the partials are <c>1 / y</c> and <c>-(x / y) / y</c>.</summary>
    public static void DivideJvp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, ReadOnlySpan<T> xTangent, T yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(DivideRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Divide(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Divide</c>; the partials are <c>1 / y</c> and <c>-(x / y) / y</c>.</summary>
    /// <returns>The gradient of <paramref name="y"/>.</returns>
    public static T DivideVjp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(DivideRule<T>), x, y, xGrad, [], destinationGrad).Y;

    /// <summary>Forward rule of <c>Divide</c>; the partials are <c>1 / y</c> and <c>-(x / y) / y</c>.</summary>
    public static void DivideJvp<T>(T x, ReadOnlySpan<T> y, Span<T> destination, T xTangent, ReadOnlySpan<T> yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(DivideRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Divide(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Divide</c>; the partials are <c>1 / y</c> and <c>-(x / y) / y</c>.</summary>
    /// <returns>The gradient of <paramref name="x"/>.</returns>
    public static T DivideVjp<T>(T x, ReadOnlySpan<T> y, Span<T> destination, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(DivideRule<T>), x, y, [], yGrad, destinationGrad).X;

    private readonly struct DivideRule<T> : IElementwiseRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Partial(int operand, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> partial)
        {
            if (operand == 0)
            {
                TensorPrimitives.Reciprocal(y, partial);
            }
            else
            {
                TensorPrimitives.Divide(x, y, partial);
                TensorPrimitives.Divide(partial, y, partial);
                TensorPrimitives.Negate(partial, partial);
            }

            return partial;
        }
    }

    /// <summary>Forward rule of <c>Remainder</c>; the partials are 1 and <c>-Truncate(x / y)</c>, the quotient taken before it is rounded.</summary>
    public static void RemainderJvp<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(RemainderRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Remainder(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Remainder</c>; the partials are 1 and <c>-Truncate(x / y)</c>, the quotient taken before it is rounded.</summary>
    public static void RemainderVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(RemainderRule<T>), x, y, xGrad, yGrad, destinationGrad);

    /// <summary>Forward rule of <c>Remainder</c>; the partials are 1 and <c>-Truncate(x / y)</c>, the quotient taken before it is rounded.</summary>
    public static void RemainderJvp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, ReadOnlySpan<T> xTangent, T yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(RemainderRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Remainder(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Remainder</c>; the partials are 1 and <c>-Truncate(x / y)</c>, the quotient taken before it is rounded.</summary>
    /// <returns>The gradient of <paramref name="y"/>.</returns>
    public static T RemainderVjp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(RemainderRule<T>), x, y, xGrad, [], destinationGrad).Y;

    /// <summary>Forward rule of <c>Remainder</c>; the partials are 1 and <c>-Truncate(x / y)</c>, the quotient taken before it is rounded.</summary>
    public static void RemainderJvp<T>(T x, ReadOnlySpan<T> y, Span<T> destination, T xTangent, ReadOnlySpan<T> yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(RemainderRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Remainder(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Remainder</c>; the partials are 1 and <c>-Truncate(x / y)</c>, the quotient taken before it is rounded.</summary>
    /// <returns>The gradient of <paramref name="x"/>.</returns>
    public static T RemainderVjp<T>(T x, ReadOnlySpan<T> y, Span<T> destination, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(RemainderRule<T>), x, y, [], yGrad, destinationGrad).X;

    private readonly struct RemainderRule<T> : IElementwiseRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Partial(int operand, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> partial)
        {
            if (operand == 0)
            {
                return Constants<T>.Ones(partial.Length);
            }

            TensorPrimitives.Remainder(x, y, partial);
            WholeQuotient(x, y, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Ieee754Remainder</c>; the partials are 1 and <c>-Round(x / y)</c>, the quotient taken before it is rounded.</summary>
    public static void Ieee754RemainderJvp<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(Ieee754RemainderRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Ieee754Remainder(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Ieee754Remainder</c>; the partials are 1 and <c>-Round(x / y)</c>, the quotient taken before it is rounded.</summary>
    public static void Ieee754RemainderVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(Ieee754RemainderRule<T>), x, y, xGrad, yGrad, destinationGrad);

    /// <summary>Forward rule of <c>Ieee754Remainder</c>; the partials are 1 and <c>-Round(x / y)</c>, the quotient taken before it is rounded.</summary>
    public static void Ieee754RemainderJvp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, ReadOnlySpan<T> xTangent, T yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(Ieee754RemainderRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Ieee754Remainder(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Ieee754Remainder</c>; the partials are 1 and <c>-Round(x / y)</c>, the quotient taken before it is rounded.</summary>
    /// <returns>The gradient of <paramref name="y"/>.</returns>
    public static T Ieee754RemainderVjp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(Ieee754RemainderRule<T>), x, y, xGrad, [], destinationGrad).Y;

    /// <summary>Forward rule of <c>Ieee754Remainder</c>; the partials are 1 and <c>-Round(x / y)</c>, the quotient taken before it is rounded.</summary>
    public static void Ieee754RemainderJvp<T>(T x, ReadOnlySpan<T> y, Span<T> destination, T xTangent, ReadOnlySpan<T> yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(Ieee754RemainderRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Ieee754Remainder(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Ieee754Remainder</c>; the partials are 1 and <c>-Round(x / y)</c>, the quotient taken before it is rounded.</summary>
    /// <returns>The gradient of <paramref name="x"/>.</returns>
    public static T Ieee754RemainderVjp<T>(T x, ReadOnlySpan<T> y, Span<T> destination, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(Ieee754RemainderRule<T>), x, y, [], yGrad, destinationGrad).X;

    private readonly struct Ieee754RemainderRule<T> : IElementwiseRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Partial(int operand, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> partial)
        {
            if (operand == 0)
            {
                return Constants<T>.Ones(partial.Length);
            }

            TensorPrimitives.Ieee754Remainder(x, y, partial);
            WholeQuotient(x, y, partial);
            return partial;
        }
    }

    /// <summary>From the remainder of <c>x / y</c> the whole quotient that it was taken with, negated; <c>x / y</c> itself may have been rounded to the next one.</summary>
    private static void WholeQuotient<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> remainder)
        where T : IFloatingPointIeee754<T>
    {
        TensorPrimitives.Subtract(remainder, x, remainder);
        TensorPrimitives.Divide(remainder, y, remainder);
        TensorPrimitives.Round<T>(remainder, remainder);
    }
}
