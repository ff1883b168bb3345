using System;
using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace DiffGen.CompilerServices;

// Products of all elements. No rule divides by a factor: they may be zero.
public static partial class TensorRules
{
    /// <summary>Forward rule of <c>Product</c>.</summary>
    public static (T Value, T Tangent) ProductJvp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent)
        where T : IFloatingPointIeee754<T> =>
        (TensorPrimitives.Product(x), ProductTangent(x, [], T.One, xTangent, []));

    /// <summary>Reverse rule of <c>Product</c>; the partials are the products of the other elements.</summary>
    /// <returns>The value.</returns>
    public static T ProductVjp<T>(ReadOnlySpan<T> x, T valueGrad, Span<T> xGrad)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.Product(x);
        ProductGradients(x, [], T.One, valueGrad, xGrad, []);
        return value;
    }

    /// <summary>Forward rule of <c>ProductOfSums</c>.</summary>
    public static (T Value, T Tangent) ProductOfSumsJvp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent)
        where T : IFloatingPointIeee754<T> =>
        (TensorPrimitives.ProductOfSums(x, y), ProductTangent(x, y, T.One, xTangent, yTangent));

    /// <summary>Reverse rule of <c>ProductOfSums</c>; the partials are the products of the other sums.</summary>
    /// <returns>The value.</returns>
    public static T ProductOfSumsVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T valueGrad, Span<T> xGrad, Span<T> yGrad)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.ProductOfSums(x, y);
        ProductGradients(x, y, T.One, valueGrad, xGrad, yGrad);
        return value;
    }

    /// <summary>Forward rule of <c>ProductOfDifferences</c>.</summary>
    public static (T Value, T Tangent) ProductOfDifferencesJvp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent)
        where T : IFloatingPointIeee754<T> =>
        (TensorPrimitives.ProductOfDifferences(x, y), ProductTangent(x, y, T.NegativeOne, xTangent, yTangent));

    /// <summary>Reverse rule of <c>ProductOfDifferences</c>; the partials are the products of the other differences, with respect to y negated.</summary>
    /// <returns>The value.</returns>
    public static T ProductOfDifferencesVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T valueGrad, Span<T> xGrad, Span<T> yGrad)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.ProductOfDifferences(x, y);
        ProductGradients(x, y, T.NegativeOne, valueGrad, xGrad, yGrad);
        return value;
    }

    /// <summary><c>x[i] + sign y[i]</c>, of which an empty span has no part.</summary>
    private static T Factor<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T sign, int i)
        where T : IFloatingPointIeee754<T> =>
        y.IsEmpty ? (x.IsEmpty ? T.Zero : x[i]) : x.IsEmpty ? sign * y[i] : x[i] + sign * y[i];

    /// <summary>The product rule, factor after factor.</summary>
    private static T ProductTangent<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T sign, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent)
        where T : IFloatingPointIeee754<T>
    {
        T product = T.One, tangent = T.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            T factor = Factor(x, y, sign, i);
            tangent = tangent * factor + product * Factor(xTangent, yTangent, sign, i);
            product *= factor;
        }

        return tangent;
    }

    /// <summary>To each factor the product of those before it and of those behind it.</summary>
    private static void ProductGradients<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T sign, T valueGrad, Span<T> xGrad, Span<T> yGrad)
        where T : IFloatingPointIeee754<T>
    {
        if (T.IsZero(valueGrad))
        {
            return;
        }

        Block<T> block = default;
        T[]? rented = x.Length > Block<T>.Length ? ArrayPool<T>.Shared.Rent(x.Length) : null;
        Span<T> behind = rented is null ? block : rented;
        T product = T.One;
        for (int i = x.Length - 1; i >= 0; i--)
        {
            behind[i] = product;
            product *= Factor(x, y, sign, i);
        }

        T before = valueGrad;
        for (int i = 0; i < x.Length; i++)
        {
            T grad = before * behind[i];
            if (!xGrad.IsEmpty)
            {
                xGrad[i] += grad;
            }

            if (!yGrad.IsEmpty)
            {
                yGrad[i] += sign * grad;
            }

            before *= Factor(x, y, sign, i);
        }

        if (rented is not null)
        {
            ArrayPool<T>.Shared.Return(rented);
        }
    }
}
