using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <content>Independent variables, one for each element.</content>
public static partial class Beta
{
    /// <summary>The logarithm of the density of independent variables: the sum of theirs.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The values.</param>
    /// <param name="a">The first shapes, above 0.</param>
    /// <param name="b">The second shapes, above 0.</param>
    /// <returns>The logarithm.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length.</exception>
    public static R LogProbability<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> a, ReadOnlySpan<R> b)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(a.Length, x.Length, nameof(a), nameof(x));
        Parameters.SameLength(b.Length, x.Length, nameof(b), nameof(x));
        return VectorChain.Value(default(VectorFunctions.BetaLogSum), x, a, b);
    }

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The values.</param>
    /// <param name="a">The first shapes, above 0.</param>
    /// <param name="b">The second shapes, above 0.</param>
    /// <param name="xTangent">The tangent of x, as long as that.</param>
    /// <param name="aTangent">The tangent of a, as long as that.</param>
    /// <param name="bTangent">The tangent of b, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> a, ReadOnlySpan<R> b, ReadOnlySpan<R> xTangent, ReadOnlySpan<R> aTangent, ReadOnlySpan<R> bTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(a.Length, x.Length, nameof(a), nameof(x));
        Parameters.SameLength(b.Length, x.Length, nameof(b), nameof(x));
        return VectorChain.Jvp(default(VectorFunctions.BetaLogSum), new VectorTangent<R>(x, xTangent, nameof(x)), new VectorTangent<R>(a, aTangent, nameof(a)), new VectorTangent<R>(b, bTangent, nameof(b)));
    }

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The values.</param>
    /// <param name="a">The first shapes, above 0.</param>
    /// <param name="b">The second shapes, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="xGrad">The gradient of x: added to.</param>
    /// <param name="aGrad">The gradient of a: added to.</param>
    /// <param name="bGrad">The gradient of b: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R LogProbabilityVjp<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> a, ReadOnlySpan<R> b, R valueGrad, Span<R> xGrad, Span<R> aGrad, Span<R> bGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(a.Length, x.Length, nameof(a), nameof(x));
        Parameters.SameLength(b.Length, x.Length, nameof(b), nameof(x));
        return VectorChain.Vjp(default(VectorFunctions.BetaLogSum), valueGrad, new VectorGrad<R>(x, xGrad, nameof(x)), new VectorGrad<R>(a, aGrad, nameof(a)), new VectorGrad<R>(b, bGrad, nameof(b)));
    }
}
