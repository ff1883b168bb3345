using System;
using System.Numerics;
using System.Numerics.Tensors;

namespace DiffGen.CompilerServices;

public static partial class TensorRules
{
    /// <summary>Forward rule of <c>Sqrt</c>; the partial is <c>0.5 / y</c>, y the result: ∞ at 0.</summary>
    public static void SqrtJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(SqrtRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Sqrt</c>; the partial is <c>0.5 / y</c>, y the result: ∞ at 0.</summary>
    public static void SqrtVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(SqrtRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct SqrtRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public static bool AtResult => true;

        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Sqrt(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.Divide(Number<T>(0.5), at, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>ReciprocalSqrt</c>; the partial is <c>-y³ / 2</c>, y the result.</summary>
    public static void ReciprocalSqrtJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(ReciprocalSqrtRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>ReciprocalSqrt</c>; the partial is <c>-y³ / 2</c>, y the result.</summary>
    public static void ReciprocalSqrtVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(ReciprocalSqrtRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct ReciprocalSqrtRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public static bool AtResult => true;

        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.ReciprocalSqrt(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.Multiply(at, at, partial);
            TensorPrimitives.Multiply(partial, at, partial);
            TensorPrimitives.Multiply(partial, Number<T>(-0.5), partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Cbrt</c>; the partial is <c>1 / (3 y²)</c>, y the result: ∞ at 0.</summary>
    public static void CbrtJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(CbrtRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Cbrt</c>; the partial is <c>1 / (3 y²)</c>, y the result: ∞ at 0.</summary>
    public static void CbrtVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(CbrtRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct CbrtRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public static bool AtResult => true;

        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Cbrt(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.Multiply(at, at, partial);
            TensorPrimitives.Multiply(partial, Number<T>(3), partial);
            TensorPrimitives.Reciprocal<T>(partial, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>RootN</c>; the partial is <c>y / (n x)</c>, y the result, with its limit at 0.</summary>
    public static void RootNJvp<T>(ReadOnlySpan<T> x, int n, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(new RootNRule<T>(n), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>RootN</c>; the partial is <c>y / (n x)</c>, y the result, with its limit at 0.</summary>
    public static void RootNVjp<T>(ReadOnlySpan<T> x, int n, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(new RootNRule<T>(n), x, destination, xGrad, destinationGrad);

    private readonly struct RootNRule<T>(int n) : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.RootN(x, n, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.RootN(at, n, partial);
            for (int i = 0; i < partial.Length; i++)
            {
                partial[i] = Number<T>(Partials.RootNX(ToDouble(at[i]), n, ToDouble(partial[i])));
            }
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Pow</c>; the partials are <c>y Pow(x, y - 1)</c> and <c>Pow(x, y) Log(x)</c> with the limits of <see cref="Partials"/>.</summary>
    public static void PowJvp<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(PowRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Pow(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Pow</c>; the partials are <c>y Pow(x, y - 1)</c> and <c>Pow(x, y) Log(x)</c> with the limits of <see cref="Partials"/>.</summary>
    public static void PowVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(PowRule<T>), x, y, xGrad, yGrad, destinationGrad);

    /// <summary>Forward rule of <c>Pow</c>; the partials are <c>y Pow(x, y - 1)</c> and <c>Pow(x, y) Log(x)</c> with the limits of <see cref="Partials"/>.</summary>
    public static void PowJvp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, ReadOnlySpan<T> xTangent, T yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(PowRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Pow(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Pow</c>; the partials are <c>y Pow(x, y - 1)</c> and <c>Pow(x, y) Log(x)</c> with the limits of <see cref="Partials"/>.</summary>
    /// <returns>The gradient of <paramref name="y"/>.</returns>
    public static T PowVjp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(PowRule<T>), x, y, xGrad, [], destinationGrad).Y;

    /// <summary>Forward rule of <c>Pow</c>; the partials are <c>y Pow(x, y - 1)</c> and <c>Pow(x, y) Log(x)</c> with the limits of <see cref="Partials"/>.</summary>
    public static void PowJvp<T>(T x, ReadOnlySpan<T> y, Span<T> destination, T xTangent, ReadOnlySpan<T> yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(PowRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Pow(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Pow</c>; the partials are <c>y Pow(x, y - 1)</c> and <c>Pow(x, y) Log(x)</c> with the limits of <see cref="Partials"/>.</summary>
    /// <returns>The gradient of <paramref name="x"/>.</returns>
    public static T PowVjp<T>(T x, ReadOnlySpan<T> y, Span<T> destination, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(PowRule<T>), x, y, [], yGrad, destinationGrad).X;

    private readonly struct PowRule<T> : IElementwiseRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Partial(int operand, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> partial)
        {
            TensorPrimitives.Pow(x, y, partial);
            for (int i = 0; i < partial.Length; i++)
            {
                double power = ToDouble(partial[i]);
                partial[i] = Number<T>(operand == 0 ? Partials.PowX(ToDouble(x[i]), ToDouble(y[i]), power) : Partials.PowY(ToDouble(x[i]), power));
            }

            return partial;
        }
    }

    /// <summary>Forward rule of <c>Hypot</c>; the partials are <c>x / r</c> and <c>y / r</c>, r the result, and 0 at the origin.</summary>
    public static void HypotJvp<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(HypotRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Hypot(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Hypot</c>; the partials are <c>x / r</c> and <c>y / r</c>, r the result, and 0 at the origin.</summary>
    public static void HypotVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(HypotRule<T>), x, y, xGrad, yGrad, destinationGrad);

    private readonly struct HypotRule<T> : IElementwiseRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Partial(int operand, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> partial)
        {
            ReadOnlySpan<T> legs = operand == 0 ? x : y;
            TensorPrimitives.Hypot(x, y, partial);
            for (int i = 0; i < partial.Length; i++)
            {
                partial[i] = T.IsZero(partial[i]) && T.IsZero(legs[i]) ? T.Zero : legs[i] / partial[i];
            }

            return partial;
        }
    }
}
