using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen;

/// <summary>Marks nodes of a model: the places where node perturbation adds its noise.</summary>
public static class Node
{
    /// <summary>The identity. In the companion <c>FNodeGradient</c> a node: its value is perturbed there.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">The value of the node.</param>
    /// <returns><paramref name="a"/>, unchanged.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Site<R>(R a)
        where R : IFloatingPointIeee754<R> => a;

    /// <summary>The identity. In the companion <c>FNodeGradient</c> every element is a node.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">The values of the nodes; not copied.</param>
    /// <returns><paramref name="a"/>, the same memory.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<R> Site<R>(Span<R> a)
        where R : IFloatingPointIeee754<R> => a;

    /// <inheritdoc cref="Site{R}(Span{R})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<R> Site<R>(ReadOnlySpan<R> a)
        where R : IFloatingPointIeee754<R> => a;

    /// <inheritdoc cref="Site{R}(Span{R})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R[] Site<R>(R[] a)
        where R : IFloatingPointIeee754<R> => a;

    /// <summary>The forward derivative of <see cref="Site{R}(R)"/>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">The value of the node.</param>
    /// <param name="aTangent">Its tangent.</param>
    /// <returns>Both, unchanged.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (R Value, R Tangent) SiteJvp<R>(R a, R aTangent)
        where R : IFloatingPointIeee754<R> => (a, aTangent);

    /// <summary>The reverse derivative of <see cref="Site{R}(R)"/>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">The value of the node.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the cotangent of <paramref name="a"/>: both unchanged.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (R Value, R AGrad) SiteVjp<R>(R a, R valueGrad)
        where R : IFloatingPointIeee754<R> => (a, valueGrad);
}
