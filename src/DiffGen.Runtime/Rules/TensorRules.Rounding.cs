using System;
using System.Numerics;
using System.Numerics.Tensors;

namespace DiffGen.CompilerServices;

public static partial class TensorRules
{
    /// <summary>Forward rule of <c>Floor</c>, which is flat: the tangent is zero.</summary>
    public static void FloorJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        TensorPrimitives.Floor(x, destination);
        destinationTangent[..x.Length].Clear();
    }

    /// <summary>Reverse rule of <c>Floor</c>, which is flat: nothing reaches <paramref name="xGrad"/>.</summary>
    public static void FloorVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        destinationGrad[..x.Length].Clear();

    /// <summary>Forward rule of <c>Ceiling</c>, which is flat: the tangent is zero.</summary>
    public static void CeilingJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        TensorPrimitives.Ceiling(x, destination);
        destinationTangent[..x.Length].Clear();
    }

    /// <summary>Reverse rule of <c>Ceiling</c>, which is flat: nothing reaches <paramref name="xGrad"/>.</summary>
    public static void CeilingVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        destinationGrad[..x.Length].Clear();

    /// <summary>Forward rule of <c>Truncate</c>, which is flat: the tangent is zero.</summary>
    public static void TruncateJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        TensorPrimitives.Truncate(x, destination);
        destinationTangent[..x.Length].Clear();
    }

    /// <summary>Reverse rule of <c>Truncate</c>, which is flat: nothing reaches <paramref name="xGrad"/>.</summary>
    public static void TruncateVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        destinationGrad[..x.Length].Clear();

    /// <summary>Forward rule of <c>Round</c>, which is flat: the tangent is zero.</summary>
    public static void RoundJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        TensorPrimitives.Round(x, destination);
        destinationTangent[..x.Length].Clear();
    }

    /// <summary>Reverse rule of <c>Round</c>, which is flat: nothing reaches <paramref name="xGrad"/>.</summary>
    public static void RoundVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        destinationGrad[..x.Length].Clear();

    /// <summary>Forward rule of <c>Round</c>, which is flat: the tangent is zero.</summary>
    public static void RoundJvp<T>(ReadOnlySpan<T> x, int digits, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        TensorPrimitives.Round(x, digits, destination);
        destinationTangent[..x.Length].Clear();
    }

    /// <summary>Reverse rule of <c>Round</c>, which is flat: nothing reaches <paramref name="xGrad"/>.</summary>
    public static void RoundVjp<T>(ReadOnlySpan<T> x, int digits, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        destinationGrad[..x.Length].Clear();

    /// <summary>Forward rule of <c>Round</c>, which is flat: the tangent is zero.</summary>
    public static void RoundJvp<T>(ReadOnlySpan<T> x, MidpointRounding mode, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        TensorPrimitives.Round(x, mode, destination);
        destinationTangent[..x.Length].Clear();
    }

    /// <summary>Reverse rule of <c>Round</c>, which is flat: nothing reaches <paramref name="xGrad"/>.</summary>
    public static void RoundVjp<T>(ReadOnlySpan<T> x, MidpointRounding mode, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        destinationGrad[..x.Length].Clear();

    /// <summary>Forward rule of <c>Round</c>, which is flat: the tangent is zero.</summary>
    public static void RoundJvp<T>(ReadOnlySpan<T> x, int digits, MidpointRounding mode, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        TensorPrimitives.Round(x, digits, mode, destination);
        destinationTangent[..x.Length].Clear();
    }

    /// <summary>Reverse rule of <c>Round</c>, which is flat: nothing reaches <paramref name="xGrad"/>.</summary>
    public static void RoundVjp<T>(ReadOnlySpan<T> x, int digits, MidpointRounding mode, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        destinationGrad[..x.Length].Clear();
}
