using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <content>Independent variables, one for each element.</content>
public static partial class Bernoulli
{
    /// <summary>The logarithm of the probability of independent variables: Σ xᵢ ln pᵢ + (1 − xᵢ) ln(1 − pᵢ).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The values, 0 and 1; between them minus the cross-entropy.</param>
    /// <param name="p">The probabilities of 1, in [0, 1].</param>
    /// <returns>The logarithm.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length.</exception>
    public static R LogProbability<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> p)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(p.Length, x.Length, nameof(p), nameof(x));
        return VectorChain.Value(default(LogTerms.Sum<LogTerms.OfBernoulli>), x, p);
    }

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The values, 0 and 1; between them minus the cross-entropy.</param>
    /// <param name="p">The probabilities of 1, in [0, 1].</param>
    /// <param name="xTangent">The tangent of x, as long as that.</param>
    /// <param name="pTangent">The tangent of p, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> p, ReadOnlySpan<R> xTangent, ReadOnlySpan<R> pTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(p.Length, x.Length, nameof(p), nameof(x));
        return VectorChain.Jvp(default(LogTerms.Sum<LogTerms.OfBernoulli>), new VectorTangent<R>(x, xTangent, nameof(x)), new VectorTangent<R>(p, pTangent, nameof(p)));
    }

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The values, 0 and 1; between them minus the cross-entropy.</param>
    /// <param name="p">The probabilities of 1, in [0, 1].</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="xGrad">The gradient of x: added to.</param>
    /// <param name="pGrad">The gradient of p: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R LogProbabilityVjp<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> p, R valueGrad, Span<R> xGrad, Span<R> pGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(p.Length, x.Length, nameof(p), nameof(x));
        return VectorChain.Vjp(default(LogTerms.Sum<LogTerms.OfBernoulli>), valueGrad, new VectorGrad<R>(x, xGrad, nameof(x)), new VectorGrad<R>(p, pGrad, nameof(p)));
    }
}
