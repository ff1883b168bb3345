using System;
using System.Numerics;
using System.Numerics.Tensors;

namespace DiffGen.CompilerServices;

public static partial class TensorRules
{
    /// <summary>Forward rule of <c>Sinh</c>; the partial is <c>Cosh(x)</c>.</summary>
    public static void SinhJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(SinhRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Sinh</c>; the partial is <c>Cosh(x)</c>.</summary>
    public static void SinhVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(SinhRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct SinhRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Sinh(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.Cosh(at, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Cosh</c>; the partial is <c>Sinh(x)</c>.</summary>
    public static void CoshJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(CoshRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Cosh</c>; the partial is <c>Sinh(x)</c>.</summary>
    public static void CoshVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(CoshRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct CoshRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Cosh(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.Sinh(at, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Tanh</c>; the partial is <c>1 - y²</c>, y the result.</summary>
    public static void TanhJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(TanhRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Tanh</c>; the partial is <c>1 - y²</c>, y the result.</summary>
    public static void TanhVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(TanhRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct TanhRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public static bool AtResult => true;

        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Tanh(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.Multiply(at, at, partial);
            TensorPrimitives.Subtract(T.One, partial, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Asinh</c>; the partial is <c>1 / Hypot(x, 1)</c>, which takes no square of a huge x.</summary>
    public static void AsinhJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(AsinhRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Asinh</c>; the partial is <c>1 / Hypot(x, 1)</c>, which takes no square of a huge x.</summary>
    public static void AsinhVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(AsinhRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct AsinhRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Asinh(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.Hypot(at, Constants<T>.Ones(at.Length), partial);
            TensorPrimitives.Reciprocal<T>(partial, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Acosh</c>; the partial is <c>1 / (Sqrt(x - 1) Sqrt(x + 1))</c>.</summary>
    public static void AcoshJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(AcoshRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Acosh</c>; the partial is <c>1 / (Sqrt(x - 1) Sqrt(x + 1))</c>.</summary>
    public static void AcoshVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(AcoshRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct AcoshRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Acosh(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            Block<T> rootBlock = default;
            Span<T> root = ((Span<T>)rootBlock)[..at.Length];
            TensorPrimitives.Add(at, T.One, root);
            TensorPrimitives.Sqrt<T>(root, root);
            TensorPrimitives.Subtract(at, T.One, partial);
            TensorPrimitives.Sqrt<T>(partial, partial);
            TensorPrimitives.Multiply(partial, root, partial);
            TensorPrimitives.Reciprocal<T>(partial, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Atanh</c>; the partial is <c>1 / (1 - x²)</c>.</summary>
    public static void AtanhJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(AtanhRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Atanh</c>; the partial is <c>1 / (1 - x²)</c>.</summary>
    public static void AtanhVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(AtanhRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct AtanhRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Atanh(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            Complement(at, partial);
            TensorPrimitives.Reciprocal<T>(partial, partial);
            return partial;
        }
    }
}
