using System;
using System.Numerics;
using System.Numerics.Tensors;

namespace DiffGen.CompilerServices;

public static partial class TensorRules
{
    /// <summary>Forward rule of <c>Abs</c>; the partial is 1 or −1, 0 at 0, NaN at NaN.</summary>
    public static void AbsJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(AbsRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Abs</c>; the partial is 1 or −1, 0 at 0, NaN at NaN.</summary>
    public static void AbsVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(AbsRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct AbsRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Abs(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            Shares.Sign(at, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Negate</c>; the partial is −1.</summary>
    public static void NegateJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(NegateRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Negate</c>; the partial is −1.</summary>
    public static void NegateVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(NegateRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct NegateRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Negate(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial) => Constants<T>.MinusOnes(at.Length);
    }

    /// <summary>Forward rule of <c>Increment</c>; the partial is 1.</summary>
    public static void IncrementJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(IncrementRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Increment</c>; the partial is 1.</summary>
    public static void IncrementVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(IncrementRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct IncrementRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Increment(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial) => Constants<T>.Ones(at.Length);
    }

    /// <summary>Forward rule of <c>Decrement</c>; the partial is 1.</summary>
    public static void DecrementJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(DecrementRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Decrement</c>; the partial is 1.</summary>
    public static void DecrementVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(DecrementRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct DecrementRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Decrement(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial) => Constants<T>.Ones(at.Length);
    }

    /// <summary>Forward rule of <c>Reciprocal</c>; the partial is <c>-y²</c>, y the result.</summary>
    public static void ReciprocalJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(ReciprocalRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Reciprocal</c>; the partial is <c>-y²</c>, y the result.</summary>
    public static void ReciprocalVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(ReciprocalRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct ReciprocalRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public static bool AtResult => true;

        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Reciprocal(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.Multiply(at, at, partial);
            TensorPrimitives.Negate(partial, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>DegreesToRadians</c>; the partial is <c>π / 180</c>.</summary>
    public static void DegreesToRadiansJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(DegreesToRadiansRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>DegreesToRadians</c>; the partial is <c>π / 180</c>.</summary>
    public static void DegreesToRadiansVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(DegreesToRadiansRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct DegreesToRadiansRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.DegreesToRadians(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            partial.Fill(T.Pi / Number<T>(180));
            return partial;
        }
    }

    /// <summary>Forward rule of <c>RadiansToDegrees</c>; the partial is <c>180 / π</c>.</summary>
    public static void RadiansToDegreesJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(RadiansToDegreesRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>RadiansToDegrees</c>; the partial is <c>180 / π</c>.</summary>
    public static void RadiansToDegreesVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(RadiansToDegreesRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct RadiansToDegreesRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.RadiansToDegrees(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            partial.Fill(Number<T>(180) / T.Pi);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>ScaleB</c>; the partial is 2ⁿ.</summary>
    public static void ScaleBJvp<T>(ReadOnlySpan<T> x, int n, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(new ScaleBRule<T>(n), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>ScaleB</c>; the partial is 2ⁿ.</summary>
    public static void ScaleBVjp<T>(ReadOnlySpan<T> x, int n, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(new ScaleBRule<T>(n), x, destination, xGrad, destinationGrad);

    private readonly struct ScaleBRule<T>(int n) : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.ScaleB(x, n, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            partial.Fill(T.ScaleB(T.One, n));
            return partial;
        }
    }
}
