using System;
using System.Numerics;
using System.Numerics.Tensors;

namespace DiffGen.CompilerServices;

public static partial class TensorRules
{
    /// <summary>Forward rule of <c>Sum</c>.</summary>
    public static (T Value, T Tangent) SumJvp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent)
        where T : IFloatingPointIeee754<T> =>
        (TensorPrimitives.Sum(x), TensorPrimitives.Sum(xTangent));

    /// <summary>Reverse rule of <c>Sum</c>.</summary>
    /// <returns>The value.</returns>
    public static T SumVjp<T>(ReadOnlySpan<T> x, T valueGrad, Span<T> xGrad)
        where T : IFloatingPointIeee754<T>
    {
        TensorPrimitives.Add(xGrad, valueGrad, xGrad);
        return TensorPrimitives.Sum(x);
    }

    /// <summary>Forward rule of <c>Average</c>.</summary>
    public static (T Value, T Tangent) AverageJvp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent)
        where T : IFloatingPointIeee754<T> =>
        (TensorPrimitives.Average(x), TensorPrimitives.Average(xTangent));

    /// <summary>Reverse rule of <c>Average</c>: <c>xGrad += valueGrad / n</c>.</summary>
    /// <returns>The value.</returns>
    public static T AverageVjp<T>(ReadOnlySpan<T> x, T valueGrad, Span<T> xGrad)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.Average(x);
        TensorPrimitives.Add(xGrad, valueGrad / T.CreateTruncating(x.Length), xGrad);
        return value;
    }

    /// <summary>Forward rule of <c>SumOfSquares</c>: <c>2 x · xTangent</c>.</summary>
    public static (T Value, T Tangent) SumOfSquaresJvp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent)
        where T : IFloatingPointIeee754<T>
    {
        T dot = TensorPrimitives.Dot(x, xTangent);
        return (TensorPrimitives.SumOfSquares(x), dot + dot);
    }

    /// <summary>Reverse rule of <c>SumOfSquares</c>: <c>xGrad += 2 valueGrad x</c>.</summary>
    /// <returns>The value.</returns>
    public static T SumOfSquaresVjp<T>(ReadOnlySpan<T> x, T valueGrad, Span<T> xGrad)
        where T : IFloatingPointIeee754<T>
    {
        AddScaled(x, valueGrad + valueGrad, xGrad);
        return TensorPrimitives.SumOfSquares(x);
    }

    /// <summary>Forward rule of <c>SumOfMagnitudes</c>; the partial is the sign, 0 at 0.</summary>
    public static (T Value, T Tangent) SumOfMagnitudesJvp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent)
        where T : IFloatingPointIeee754<T>
    {
        T tangent = T.Zero;
        Block<T> signBlock = default;
        for (int start = 0; start < x.Length; start += Block<T>.Length)
        {
            int count = Math.Min(Block<T>.Length, x.Length - start);
            Span<T> sign = ((Span<T>)signBlock)[..count];
            Shares.Sign(x.Slice(start, count), sign);
            tangent += StrongProducts.Sum<T, AbsRule<T>>(xTangent.Slice(start, count), sign);
        }

        return (TensorPrimitives.SumOfMagnitudes(x), tangent);
    }

    /// <summary>Reverse rule of <c>SumOfMagnitudes</c>; the partial is the sign, 0 at 0.</summary>
    /// <returns>The value.</returns>
    public static T SumOfMagnitudesVjp<T>(ReadOnlySpan<T> x, T valueGrad, Span<T> xGrad)
        where T : IFloatingPointIeee754<T>
    {
        xGrad = xGrad[..x.Length];
        Block<T> signBlock = default;
        for (int start = 0; start < x.Length; start += Block<T>.Length)
        {
            int count = Math.Min(Block<T>.Length, x.Length - start);
            Span<T> sign = ((Span<T>)signBlock)[..count];
            Shares.Sign(x.Slice(start, count), sign);
            StrongProducts.Accumulate<T, AbsRule<T>>(valueGrad, sign, xGrad.Slice(start, count));
        }

        return TensorPrimitives.SumOfMagnitudes(x);
    }

    /// <summary>Forward rule of <c>Dot</c>.</summary>
    public static (T Value, T Tangent) DotJvp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent)
        where T : IFloatingPointIeee754<T> =>
        (TensorPrimitives.Dot(x, y), DotOrZero(xTangent, y) + DotOrZero(yTangent, x));

    /// <summary>Reverse rule of <c>Dot</c>: <c>xGrad += valueGrad y</c>, <c>yGrad += valueGrad x</c>.</summary>
    /// <returns>The value.</returns>
    public static T DotVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T valueGrad, Span<T> xGrad, Span<T> yGrad)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.Dot(x, y);
        AddScaled(y, valueGrad, xGrad);
        AddScaled(x, valueGrad, yGrad);
        return value;
    }

    /// <summary>Forward rule of <c>Norm</c>: <c>x · xTangent / |x|</c>, 0 at the origin.</summary>
    public static (T Value, T Tangent) NormJvp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.Norm(x);
        return (value, OverRoot(TensorPrimitives.Dot(x, xTangent), value));
    }

    /// <summary>Reverse rule of <c>Norm</c>: <c>xGrad += valueGrad x / |x|</c>, nothing at the origin.</summary>
    /// <returns>The value.</returns>
    public static T NormVjp<T>(ReadOnlySpan<T> x, T valueGrad, Span<T> xGrad)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.Norm(x);
        AddScaled(x, OverRoot(valueGrad, value), xGrad);
        return value;
    }

    /// <summary>Forward rule of <c>Distance</c>: that of <c>Norm</c> at <c>x - y</c>.</summary>
    public static (T Value, T Tangent) DistanceJvp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.Distance(x, y);
        T sum = T.Zero;
        Block<T> differenceBlock = default;
        for (int start = 0; start < x.Length; start += Block<T>.Length)
        {
            int count = Math.Min(Block<T>.Length, x.Length - start);
            Span<T> difference = ((Span<T>)differenceBlock)[..count];
            TensorPrimitives.Subtract(x.Slice(start, count), y.Slice(start, count), difference);
            sum += DotOrZero(Part(xTangent, start, count), difference) - DotOrZero(Part(yTangent, start, count), difference);
        }

        return (value, OverRoot(sum, value));
    }

    /// <summary>Reverse rule of <c>Distance</c>: that of <c>Norm</c> at <c>x - y</c>.</summary>
    /// <returns>The value.</returns>
    public static T DistanceVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T valueGrad, Span<T> xGrad, Span<T> yGrad)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.Distance(x, y);
        T factor = OverRoot(valueGrad, value);
        Block<T> differenceBlock = default;
        for (int start = 0; start < x.Length; start += Block<T>.Length)
        {
            int count = Math.Min(Block<T>.Length, x.Length - start);
            Span<T> difference = ((Span<T>)differenceBlock)[..count];
            TensorPrimitives.Subtract(x.Slice(start, count), y.Slice(start, count), difference);
            AddScaled(difference, factor, Part(xGrad, start, count));
            AddScaled(difference, -factor, Part(yGrad, start, count));
        }

        return value;
    }

    /// <summary>Forward rule of <c>CosineSimilarity</c>; the partial with respect to x is <c>y / (|x| |y|) - c x / |x|²</c>, c the value.</summary>
    public static (T Value, T Tangent) CosineSimilarityJvp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.CosineSimilarity(x, y);
        T xNorm = TensorPrimitives.Norm(x), yNorm = TensorPrimitives.Norm(y);
        T tangent = Strong(DotOrZero(xTangent, y) + DotOrZero(yTangent, x), T.One / (xNorm * yNorm))
            - Strong(DotOrZero(xTangent, x), value / (xNorm * xNorm))
            - Strong(DotOrZero(yTangent, y), value / (yNorm * yNorm));
        return (value, tangent);
    }

    /// <summary>Reverse rule of <c>CosineSimilarity</c>; the partial with respect to x is <c>y / (|x| |y|) - c x / |x|²</c>, c the value.</summary>
    /// <returns>The value.</returns>
    public static T CosineSimilarityVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T valueGrad, Span<T> xGrad, Span<T> yGrad)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.CosineSimilarity(x, y);
        T xNorm = TensorPrimitives.Norm(x), yNorm = TensorPrimitives.Norm(y);
        T across = Strong(valueGrad, T.One / (xNorm * yNorm));
        AddScaled(y, across, xGrad);
        AddScaled(x, -Strong(valueGrad, value / (xNorm * xNorm)), xGrad);
        AddScaled(x, across, yGrad);
        AddScaled(y, -Strong(valueGrad, value / (yNorm * yNorm)), yGrad);
        return value;
    }

    /// <summary>Forward rule of <c>StdDev</c>: <c>(x - mean) · xTangent / (n value)</c>, 0 where all elements are equal.</summary>
    public static (T Value, T Tangent) StdDevJvp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.StdDev(x);
        T mean = TensorPrimitives.Average(x);
        T sum = T.Zero;
        Block<T> differenceBlock = default;
        for (int start = 0; start < x.Length; start += Block<T>.Length)
        {
            int count = Math.Min(Block<T>.Length, x.Length - start);
            Span<T> difference = ((Span<T>)differenceBlock)[..count];
            TensorPrimitives.Subtract(x.Slice(start, count), mean, difference);
            sum += TensorPrimitives.Dot(difference, xTangent.Slice(start, count));
        }

        return (value, OverRoot(sum / T.CreateTruncating(x.Length), value));
    }

    /// <summary>Reverse rule of <c>StdDev</c>: <c>xGrad += valueGrad (x - mean) / (n value)</c>, nothing where all elements are equal.</summary>
    /// <returns>The value.</returns>
    public static T StdDevVjp<T>(ReadOnlySpan<T> x, T valueGrad, Span<T> xGrad)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.StdDev(x);
        T mean = TensorPrimitives.Average(x);
        T factor = OverRoot(valueGrad / T.CreateTruncating(x.Length), value);
        Block<T> differenceBlock = default;
        for (int start = 0; start < x.Length; start += Block<T>.Length)
        {
            int count = Math.Min(Block<T>.Length, x.Length - start);
            Span<T> difference = ((Span<T>)differenceBlock)[..count];
            TensorPrimitives.Subtract(x.Slice(start, count), mean, difference);
            AddScaled(difference, factor, xGrad.Slice(start, count));
        }

        return value;
    }

    /// <summary><c>grad += factor x</c>; nothing for a factor of exactly zero or an empty gradient.</summary>
    private static void AddScaled<T>(ReadOnlySpan<T> x, T factor, Span<T> grad)
        where T : IFloatingPointIeee754<T>
    {
        if (!grad.IsEmpty && !T.IsZero(factor))
        {
            TensorPrimitives.MultiplyAdd(x, factor, grad, grad);
        }
    }

    /// <summary>The product with a tangent, which is zero where that is empty.</summary>
    private static T DotOrZero<T>(ReadOnlySpan<T> tangent, ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T> => tangent.IsEmpty ? T.Zero : TensorPrimitives.Dot(tangent, x);

    private static ReadOnlySpan<T> Part<T>(ReadOnlySpan<T> span, int start, int count) => span.IsEmpty ? span : span.Slice(start, count);

    private static Span<T> Part<T>(Span<T> span, int start, int count) => span.IsEmpty ? span : span.Slice(start, count);

    /// <summary><c>a * b</c>, 0 where a is exactly zero.</summary>
    private static T Strong<T>(T a, T b)
        where T : IFloatingPointIeee754<T> => T.IsZero(a) ? T.Zero : a * b;

    /// <summary><c>a / root</c>, 0 where either is exactly zero: a norm has the derivative 0 at its kink.</summary>
    private static T OverRoot<T>(T a, T root)
        where T : IFloatingPointIeee754<T> => T.IsZero(a) || T.IsZero(root) ? T.Zero : a / root;
}
