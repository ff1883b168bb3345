using System;
using System.Numerics;

namespace DiffGen;

/// <summary>Sums of scaled buffers, element by element, each operation rounded by itself: the same bits at any width of the lanes.</summary>
internal static class ScaledSums
{
    /// <summary>resultᵢ = vᵢ · scalar.</summary>
    public static void Multiply<R>(ReadOnlySpan<R> v, R scalar, Span<R> result)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        v = v[..result.Length];
        int i = 0;
        Vector<R> factor = new(scalar);
        for (; i <= result.Length - Vector<R>.Count; i += Vector<R>.Count)
        {
            (new Vector<R>(v[i..]) * factor).CopyTo(result[i..]);
        }

        for (; i < result.Length; i++)
        {
            result[i] = v[i] * scalar;
        }
    }

    /// <summary>resultᵢ += vᵢ · scalar.</summary>
    public static void MultiplyAdd<R>(ReadOnlySpan<R> v, R scalar, Span<R> result)
        where R : unmanaged, IFloatingPointIeee754<R> => Add(result, v, scalar, result);

    /// <summary>resultᵢ = xᵢ + vᵢ · scalar; <paramref name="result"/> may be one of the others.</summary>
    public static void Add<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> v, R scalar, Span<R> result)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        x = x[..result.Length];
        v = v[..result.Length];
        int i = 0;
        Vector<R> factor = new(scalar);
        for (; i <= result.Length - Vector<R>.Count; i += Vector<R>.Count)
        {
            (new Vector<R>(x[i..]) + (new Vector<R>(v[i..]) * factor)).CopyTo(result[i..]);
        }

        for (; i < result.Length; i++)
        {
            result[i] = x[i] + (v[i] * scalar);
        }
    }
}
