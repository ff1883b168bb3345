using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <content>Independent variables, one for each element.</content>
public static partial class Exponential
{
    /// <summary>The logarithm of the density of independent variables: the sum of theirs.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The values.</param>
    /// <param name="rate">The rates, above 0.</param>
    /// <returns>The logarithm.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length.</exception>
    public static R LogProbability<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> rate)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(rate.Length, x.Length, nameof(rate), nameof(x));
        return VectorChain.Value(default(LogTerms.Sum<LogTerms.OfExponential>), x, rate);
    }

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The values.</param>
    /// <param name="rate">The rates, above 0.</param>
    /// <param name="xTangent">The tangent of x, as long as that.</param>
    /// <param name="rateTangent">The tangent of rate, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> rate, ReadOnlySpan<R> xTangent, ReadOnlySpan<R> rateTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(rate.Length, x.Length, nameof(rate), nameof(x));
        return VectorChain.Jvp(default(LogTerms.Sum<LogTerms.OfExponential>), new VectorTangent<R>(x, xTangent, nameof(x)), new VectorTangent<R>(rate, rateTangent, nameof(rate)));
    }

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The values.</param>
    /// <param name="rate">The rates, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="xGrad">The gradient of x: added to.</param>
    /// <param name="rateGrad">The gradient of rate: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R LogProbabilityVjp<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> rate, R valueGrad, Span<R> xGrad, Span<R> rateGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(rate.Length, x.Length, nameof(rate), nameof(x));
        return VectorChain.Vjp(default(LogTerms.Sum<LogTerms.OfExponential>), valueGrad, new VectorGrad<R>(x, xGrad, nameof(x)), new VectorGrad<R>(rate, rateGrad, nameof(rate)));
    }
}
