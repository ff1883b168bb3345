using System;
using System.Numerics;
using System.Numerics.Tensors;

namespace DiffGen.CompilerServices;

public static partial class TensorRules
{
    /// <summary>Forward rule of <c>SinCos</c>; the partials are the cosine and the sine negated.</summary>
    public static void SinCosJvp<T>(
        ReadOnlySpan<T> x,
        Span<T> sinDestination,
        Span<T> cosDestination,
        ReadOnlySpan<T> xTangent,
        Span<T> sinDestinationTangent,
        Span<T> cosDestinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        TensorPrimitives.SinCos(x, sinDestination, cosDestination);
        PairTangents(T.One, sinDestination[..x.Length], cosDestination, xTangent, sinDestinationTangent, cosDestinationTangent);
    }

    /// <summary>Reverse rule of <c>SinCos</c>; the partials are the cosine and the sine negated.</summary>
    public static void SinCosVjp<T>(
        ReadOnlySpan<T> x, Span<T> sinDestination, Span<T> cosDestination, Span<T> xGrad, Span<T> sinDestinationGrad, Span<T> cosDestinationGrad)
        where T : IFloatingPointIeee754<T>
    {
        TensorPrimitives.SinCos(x, sinDestination, cosDestination);
        PairGradients(T.One, sinDestination[..x.Length], cosDestination, xGrad, sinDestinationGrad, cosDestinationGrad);
    }

    /// <summary>Forward rule of <c>SinCosPi</c>; the partials are π times the cosine and the sine negated.</summary>
    public static void SinCosPiJvp<T>(
        ReadOnlySpan<T> x,
        Span<T> sinPiDestination,
        Span<T> cosPiDestination,
        ReadOnlySpan<T> xTangent,
        Span<T> sinPiDestinationTangent,
        Span<T> cosPiDestinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        TensorPrimitives.SinCosPi(x, sinPiDestination, cosPiDestination);
        PairTangents(T.Pi, sinPiDestination[..x.Length], cosPiDestination, xTangent, sinPiDestinationTangent, cosPiDestinationTangent);
    }

    /// <summary>Reverse rule of <c>SinCosPi</c>; the partials are π times the cosine and the sine negated.</summary>
    public static void SinCosPiVjp<T>(
        ReadOnlySpan<T> x, Span<T> sinPiDestination, Span<T> cosPiDestination, Span<T> xGrad, Span<T> sinPiDestinationGrad, Span<T> cosPiDestinationGrad)
        where T : IFloatingPointIeee754<T>
    {
        TensorPrimitives.SinCosPi(x, sinPiDestination, cosPiDestination);
        PairGradients(T.Pi, sinPiDestination[..x.Length], cosPiDestination, xGrad, sinPiDestinationGrad, cosPiDestinationGrad);
    }

    /// <summary><c>sinTangent = frequency cos xTangent</c> and <c>cosTangent = -frequency sin xTangent</c>, of which one may be in place.</summary>
    private static void PairTangents<T>(
        T frequency, ReadOnlySpan<T> sin, ReadOnlySpan<T> cos, ReadOnlySpan<T> xTangent, Span<T> sinTangent, Span<T> cosTangent)
        where T : IFloatingPointIeee754<T>
    {
        Block<T> tangentBlock = default, partialBlock = default;
        for (int start = 0; start < sin.Length; start += Block<T>.Length)
        {
            int count = Math.Min(Block<T>.Length, sin.Length - start);
            Span<T> tangent = ((Span<T>)tangentBlock)[..count], partial = ((Span<T>)partialBlock)[..count];
            xTangent.Slice(start, count).CopyTo(tangent);
            TensorPrimitives.Multiply(cos.Slice(start, count), frequency, partial);
            StrongProducts.Store<T, PairRule>(tangent, partial, sinTangent.Slice(start, count));
            TensorPrimitives.Multiply(sin.Slice(start, count), -frequency, partial);
            StrongProducts.Store<T, PairRule>(tangent, partial, cosTangent.Slice(start, count));
        }
    }

    /// <summary><c>xGrad += frequency (cos sinGrad - sin cosGrad)</c>; both are taken, leaving zero, before anything is added.</summary>
    private static void PairGradients<T>(T frequency, ReadOnlySpan<T> sin, ReadOnlySpan<T> cos, Span<T> xGrad, Span<T> sinGrad, Span<T> cosGrad)
        where T : IFloatingPointIeee754<T>
    {
        Block<T> sinBlock = default, cosBlock = default, partialBlock = default;
        for (int start = 0; start < sin.Length; start += Block<T>.Length)
        {
            int count = Math.Min(Block<T>.Length, sin.Length - start);
            Span<T> partial = ((Span<T>)partialBlock)[..count];
            Span<T> grad = xGrad.Slice(start, count);
            ReadOnlySpan<T> ofSin = Unary.Take(sinGrad.Slice(start, count), sinBlock);
            ReadOnlySpan<T> ofCos = Unary.Take(cosGrad.Slice(start, count), cosBlock);
            TensorPrimitives.Multiply(cos.Slice(start, count), frequency, partial);
            StrongProducts.Accumulate<T, PairRule>(ofSin, partial, grad);
            TensorPrimitives.Multiply(sin.Slice(start, count), -frequency, partial);
            StrongProducts.Accumulate<T, PairRule>(ofCos, partial, grad);
        }
    }

    private readonly struct PairRule : IZeroRule;
}
