using System;
using System.Numerics;
using System.Numerics.Tensors;

namespace DiffGen.CompilerServices;

public static partial class TensorRules
{
    /// <summary>Forward rule of <c>Sin</c>; the partial is <c>Cos(x)</c>.</summary>
    public static void SinJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(SinRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Sin</c>; the partial is <c>Cos(x)</c>.</summary>
    public static void SinVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(SinRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct SinRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Sin(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.Cos(at, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Cos</c>; the partial is <c>-Sin(x)</c>.</summary>
    public static void CosJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(CosRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Cos</c>; the partial is <c>-Sin(x)</c>.</summary>
    public static void CosVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(CosRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct CosRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Cos(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.Sin(at, partial);
            TensorPrimitives.Negate(partial, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Tan</c>; the partial is <c>1 + y²</c>, y the result.</summary>
    public static void TanJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(TanRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Tan</c>; the partial is <c>1 + y²</c>, y the result.</summary>
    public static void TanVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(TanRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct TanRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public static bool AtResult => true;

        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Tan(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.MultiplyAdd(at, at, T.One, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>SinPi</c>; the partial is <c>π CosPi(x)</c>.</summary>
    public static void SinPiJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(SinPiRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>SinPi</c>; the partial is <c>π CosPi(x)</c>.</summary>
    public static void SinPiVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(SinPiRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct SinPiRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.SinPi(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.CosPi(at, partial);
            TensorPrimitives.Multiply(partial, T.Pi, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>CosPi</c>; the partial is <c>-π SinPi(x)</c>.</summary>
    public static void CosPiJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(CosPiRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>CosPi</c>; the partial is <c>-π SinPi(x)</c>.</summary>
    public static void CosPiVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(CosPiRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct CosPiRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.CosPi(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.SinPi(at, partial);
            TensorPrimitives.Multiply(partial, -T.Pi, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>TanPi</c>; the partial is <c>π (1 + y²)</c>, y the result.</summary>
    public static void TanPiJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(TanPiRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>TanPi</c>; the partial is <c>π (1 + y²)</c>, y the result.</summary>
    public static void TanPiVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(TanPiRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct TanPiRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public static bool AtResult => true;

        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.TanPi(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.MultiplyAdd(at, at, T.One, partial);
            TensorPrimitives.Multiply(partial, T.Pi, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Asin</c>; the partial is <c>1 / Sqrt(1 - x²)</c>.</summary>
    public static void AsinJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(AsinRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Asin</c>; the partial is <c>1 / Sqrt(1 - x²)</c>.</summary>
    public static void AsinVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(AsinRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct AsinRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Asin(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            Complement(at, partial);
            TensorPrimitives.Sqrt<T>(partial, partial);
            TensorPrimitives.Divide(T.One, partial, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Acos</c>; the partial is <c>-1 / Sqrt(1 - x²)</c>.</summary>
    public static void AcosJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(AcosRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Acos</c>; the partial is <c>-1 / Sqrt(1 - x²)</c>.</summary>
    public static void AcosVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(AcosRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct AcosRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Acos(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            Complement(at, partial);
            TensorPrimitives.Sqrt<T>(partial, partial);
            TensorPrimitives.Divide(T.NegativeOne, partial, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>AsinPi</c>; the partial is <c>1 / (π Sqrt(1 - x²))</c>.</summary>
    public static void AsinPiJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(AsinPiRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>AsinPi</c>; the partial is <c>1 / (π Sqrt(1 - x²))</c>.</summary>
    public static void AsinPiVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(AsinPiRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct AsinPiRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.AsinPi(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            Complement(at, partial);
            TensorPrimitives.Sqrt<T>(partial, partial);
            TensorPrimitives.Divide(T.One / T.Pi, partial, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>AcosPi</c>; the partial is <c>-1 / (π Sqrt(1 - x²))</c>.</summary>
    public static void AcosPiJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(AcosPiRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>AcosPi</c>; the partial is <c>-1 / (π Sqrt(1 - x²))</c>.</summary>
    public static void AcosPiVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(AcosPiRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct AcosPiRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.AcosPi(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            Complement(at, partial);
            TensorPrimitives.Sqrt<T>(partial, partial);
            TensorPrimitives.Divide(T.NegativeOne / T.Pi, partial, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Atan</c>; the partial is <c>1 / (1 + x²)</c>.</summary>
    public static void AtanJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(AtanRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Atan</c>; the partial is <c>1 / (1 + x²)</c>.</summary>
    public static void AtanVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(AtanRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct AtanRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Atan(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.MultiplyAdd(at, at, T.One, partial);
            TensorPrimitives.Divide(T.One, partial, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>AtanPi</c>; the partial is <c>1 / (π (1 + x²))</c>.</summary>
    public static void AtanPiJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(AtanPiRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>AtanPi</c>; the partial is <c>1 / (π (1 + x²))</c>.</summary>
    public static void AtanPiVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(AtanPiRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct AtanPiRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.AtanPi(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.MultiplyAdd(at, at, T.One, partial);
            TensorPrimitives.Divide(T.One / T.Pi, partial, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Atan2</c>; the partials are <c>x / (x² + y²)</c> and <c>-y / (x² + y²)</c>, and 0 at the origin.</summary>
    public static void Atan2Jvp<T>(
        ReadOnlySpan<T> y, ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> yTangent, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(Atan2Rule<T>), y, x, destination, yTangent, xTangent, destinationTangent);
        TensorPrimitives.Atan2(y, x, destination);
    }

    /// <summary>Reverse rule of <c>Atan2</c>; the partials are <c>x / (x² + y²)</c> and <c>-y / (x² + y²)</c>, and 0 at the origin.</summary>
    public static void Atan2Vjp<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> x, Span<T> destination, Span<T> yGrad, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(Atan2Rule<T>), y, x, yGrad, xGrad, destinationGrad);

    /// <summary>Forward rule of <c>Atan2</c>; the partials are <c>x / (x² + y²)</c> and <c>-y / (x² + y²)</c>, and 0 at the origin.</summary>
    public static void Atan2Jvp<T>(ReadOnlySpan<T> y, T x, Span<T> destination, ReadOnlySpan<T> yTangent, T xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(Atan2Rule<T>), y, x, destination, yTangent, xTangent, destinationTangent);
        TensorPrimitives.Atan2(y, x, destination);
    }

    /// <summary>Reverse rule of <c>Atan2</c>; the partials are <c>x / (x² + y²)</c> and <c>-y / (x² + y²)</c>, and 0 at the origin.</summary>
    /// <returns>The gradient of <paramref name="x"/>.</returns>
    public static T Atan2Vjp<T>(ReadOnlySpan<T> y, T x, Span<T> destination, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(Atan2Rule<T>), y, x, yGrad, [], destinationGrad).Y;

    /// <summary>Forward rule of <c>Atan2</c>; the partials are <c>x / (x² + y²)</c> and <c>-y / (x² + y²)</c>, and 0 at the origin.</summary>
    public static void Atan2Jvp<T>(T y, ReadOnlySpan<T> x, Span<T> destination, T yTangent, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(Atan2Rule<T>), y, x, destination, yTangent, xTangent, destinationTangent);
        TensorPrimitives.Atan2(y, x, destination);
    }

    /// <summary>Reverse rule of <c>Atan2</c>; the partials are <c>x / (x² + y²)</c> and <c>-y / (x² + y²)</c>, and 0 at the origin.</summary>
    /// <returns>The gradient of <paramref name="y"/>.</returns>
    public static T Atan2Vjp<T>(T y, ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(Atan2Rule<T>), y, x, [], xGrad, destinationGrad).X;

    private readonly struct Atan2Rule<T> : IElementwiseRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Partial(int operand, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> partial)
        {
            for (int i = 0; i < partial.Length; i++)
            {
                double ordinate = ToDouble(x[i]), abscissa = ToDouble(y[i]);
                partial[i] = Number<T>(operand == 0 ? Partials.Atan2Y(ordinate, abscissa) : Partials.Atan2X(ordinate, abscissa));
            }

            return partial;
        }
    }

    /// <summary>Forward rule of <c>Atan2Pi</c>; the partials are those of <c>Atan2</c> over π.</summary>
    public static void Atan2PiJvp<T>(
        ReadOnlySpan<T> y, ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> yTangent, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(Atan2PiRule<T>), y, x, destination, yTangent, xTangent, destinationTangent);
        TensorPrimitives.Atan2Pi(y, x, destination);
    }

    /// <summary>Reverse rule of <c>Atan2Pi</c>; the partials are those of <c>Atan2</c> over π.</summary>
    public static void Atan2PiVjp<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> x, Span<T> destination, Span<T> yGrad, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(Atan2PiRule<T>), y, x, yGrad, xGrad, destinationGrad);

    /// <summary>Forward rule of <c>Atan2Pi</c>; the partials are those of <c>Atan2</c> over π.</summary>
    public static void Atan2PiJvp<T>(ReadOnlySpan<T> y, T x, Span<T> destination, ReadOnlySpan<T> yTangent, T xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(Atan2PiRule<T>), y, x, destination, yTangent, xTangent, destinationTangent);
        TensorPrimitives.Atan2Pi(y, x, destination);
    }

    /// <summary>Reverse rule of <c>Atan2Pi</c>; the partials are those of <c>Atan2</c> over π.</summary>
    /// <returns>The gradient of <paramref name="x"/>.</returns>
    public static T Atan2PiVjp<T>(ReadOnlySpan<T> y, T x, Span<T> destination, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(Atan2PiRule<T>), y, x, yGrad, [], destinationGrad).Y;

    /// <summary>Forward rule of <c>Atan2Pi</c>; the partials are those of <c>Atan2</c> over π.</summary>
    public static void Atan2PiJvp<T>(T y, ReadOnlySpan<T> x, Span<T> destination, T yTangent, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(Atan2PiRule<T>), y, x, destination, yTangent, xTangent, destinationTangent);
        TensorPrimitives.Atan2Pi(y, x, destination);
    }

    /// <summary>Reverse rule of <c>Atan2Pi</c>; the partials are those of <c>Atan2</c> over π.</summary>
    /// <returns>The gradient of <paramref name="y"/>.</returns>
    public static T Atan2PiVjp<T>(T y, ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(Atan2PiRule<T>), y, x, [], xGrad, destinationGrad).X;

    private readonly struct Atan2PiRule<T> : IElementwiseRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Partial(int operand, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> partial)
        {
            for (int i = 0; i < partial.Length; i++)
            {
                double ordinate = ToDouble(x[i]), abscissa = ToDouble(y[i]);
                partial[i] = Number<T>(1 / Math.PI * (operand == 0 ? Partials.Atan2Y(ordinate, abscissa) : Partials.Atan2X(ordinate, abscissa)));
            }

            return partial;
        }
    }

    /// <summary><c>1 - x²</c> as <c>(1 - x)(1 + x)</c>, which keeps its digits near ±1.</summary>
    private static void Complement<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : IFloatingPointIeee754<T>
    {
        Block<T> sumBlock = default;
        Span<T> sum = ((Span<T>)sumBlock)[..x.Length];
        TensorPrimitives.Add(x, T.One, sum);
        TensorPrimitives.Subtract(T.One, x, destination);
        TensorPrimitives.Multiply(destination, sum, destination);
    }
}
