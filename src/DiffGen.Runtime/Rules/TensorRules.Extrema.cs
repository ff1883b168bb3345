using System;
using System.Numerics;
using System.Numerics.Tensors;

namespace DiffGen.CompilerServices;

// The maximum or minimum of all elements: its derivative goes whole to one of them, also where others are as large.
public static partial class TensorRules
{
    /// <summary>Forward rule of <c>Max</c> of a span; all to the element of <c>IndexOfMax</c>.</summary>
    public static (T Value, T Tangent) MaxJvp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.Max(x);
        return (value, xTangent[TensorPrimitives.IndexOfMax(x)]);
    }

    /// <summary>Reverse rule of <c>Max</c> of a span; all to the element of <c>IndexOfMax</c>.</summary>
    /// <returns>The value.</returns>
    public static T MaxVjp<T>(ReadOnlySpan<T> x, T valueGrad, Span<T> xGrad)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.Max(x);
        xGrad[TensorPrimitives.IndexOfMax(x)] += valueGrad;
        return value;
    }

    /// <summary>Forward rule of <c>Min</c> of a span; all to the element of <c>IndexOfMin</c>.</summary>
    public static (T Value, T Tangent) MinJvp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.Min(x);
        return (value, xTangent[TensorPrimitives.IndexOfMin(x)]);
    }

    /// <summary>Reverse rule of <c>Min</c> of a span; all to the element of <c>IndexOfMin</c>.</summary>
    /// <returns>The value.</returns>
    public static T MinVjp<T>(ReadOnlySpan<T> x, T valueGrad, Span<T> xGrad)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.Min(x);
        xGrad[TensorPrimitives.IndexOfMin(x)] += valueGrad;
        return value;
    }

    /// <summary>Forward rule of <c>MaxMagnitude</c> of a span; all to the element of <c>IndexOfMaxMagnitude</c>.</summary>
    public static (T Value, T Tangent) MaxMagnitudeJvp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.MaxMagnitude(x);
        return (value, xTangent[TensorPrimitives.IndexOfMaxMagnitude(x)]);
    }

    /// <summary>Reverse rule of <c>MaxMagnitude</c> of a span; all to the element of <c>IndexOfMaxMagnitude</c>.</summary>
    /// <returns>The value.</returns>
    public static T MaxMagnitudeVjp<T>(ReadOnlySpan<T> x, T valueGrad, Span<T> xGrad)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.MaxMagnitude(x);
        xGrad[TensorPrimitives.IndexOfMaxMagnitude(x)] += valueGrad;
        return value;
    }

    /// <summary>Forward rule of <c>MinMagnitude</c> of a span; all to the element of <c>IndexOfMinMagnitude</c>.</summary>
    public static (T Value, T Tangent) MinMagnitudeJvp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.MinMagnitude(x);
        return (value, xTangent[TensorPrimitives.IndexOfMinMagnitude(x)]);
    }

    /// <summary>Reverse rule of <c>MinMagnitude</c> of a span; all to the element of <c>IndexOfMinMagnitude</c>.</summary>
    /// <returns>The value.</returns>
    public static T MinMagnitudeVjp<T>(ReadOnlySpan<T> x, T valueGrad, Span<T> xGrad)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.MinMagnitude(x);
        xGrad[TensorPrimitives.IndexOfMinMagnitude(x)] += valueGrad;
        return value;
    }

    /// <summary>Forward rule of <c>MaxNumber</c> of a span; all to the first element that equals the value.</summary>
    public static (T Value, T Tangent) MaxNumberJvp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.MaxNumber(x);
        return (value, xTangent[x.IndexOf(value)]);
    }

    /// <summary>Reverse rule of <c>MaxNumber</c> of a span; all to the first element that equals the value.</summary>
    /// <returns>The value.</returns>
    public static T MaxNumberVjp<T>(ReadOnlySpan<T> x, T valueGrad, Span<T> xGrad)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.MaxNumber(x);
        xGrad[x.IndexOf(value)] += valueGrad;
        return value;
    }

    /// <summary>Forward rule of <c>MinNumber</c> of a span; all to the first element that equals the value.</summary>
    public static (T Value, T Tangent) MinNumberJvp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.MinNumber(x);
        return (value, xTangent[x.IndexOf(value)]);
    }

    /// <summary>Reverse rule of <c>MinNumber</c> of a span; all to the first element that equals the value.</summary>
    /// <returns>The value.</returns>
    public static T MinNumberVjp<T>(ReadOnlySpan<T> x, T valueGrad, Span<T> xGrad)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.MinNumber(x);
        xGrad[x.IndexOf(value)] += valueGrad;
        return value;
    }

    /// <summary>Forward rule of <c>MaxMagnitudeNumber</c> of a span; all to the first element that equals the value.</summary>
    public static (T Value, T Tangent) MaxMagnitudeNumberJvp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.MaxMagnitudeNumber(x);
        return (value, xTangent[x.IndexOf(value)]);
    }

    /// <summary>Reverse rule of <c>MaxMagnitudeNumber</c> of a span; all to the first element that equals the value.</summary>
    /// <returns>The value.</returns>
    public static T MaxMagnitudeNumberVjp<T>(ReadOnlySpan<T> x, T valueGrad, Span<T> xGrad)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.MaxMagnitudeNumber(x);
        xGrad[x.IndexOf(value)] += valueGrad;
        return value;
    }

    /// <summary>Forward rule of <c>MinMagnitudeNumber</c> of a span; all to the first element that equals the value.</summary>
    public static (T Value, T Tangent) MinMagnitudeNumberJvp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.MinMagnitudeNumber(x);
        return (value, xTangent[x.IndexOf(value)]);
    }

    /// <summary>Reverse rule of <c>MinMagnitudeNumber</c> of a span; all to the first element that equals the value.</summary>
    /// <returns>The value.</returns>
    public static T MinMagnitudeNumberVjp<T>(ReadOnlySpan<T> x, T valueGrad, Span<T> xGrad)
        where T : IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.MinMagnitudeNumber(x);
        xGrad[x.IndexOf(value)] += valueGrad;
        return value;
    }
}
