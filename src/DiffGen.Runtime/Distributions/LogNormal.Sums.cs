using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <content>Independent variables, one for each element.</content>
public static partial class LogNormal
{
    /// <summary>The logarithm of the density of independent variables: the sum of theirs.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The values.</param>
    /// <param name="mu">The means of the logarithms.</param>
    /// <param name="sigma">The standard deviations of the logarithms, above 0.</param>
    /// <returns>The logarithm.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length.</exception>
    public static R LogProbability<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> mu, ReadOnlySpan<R> sigma)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(mu.Length, x.Length, nameof(mu), nameof(x));
        Parameters.SameLength(sigma.Length, x.Length, nameof(sigma), nameof(x));
        return VectorChain.Value(default(LogTerms.Sum<LogTerms.OfLogNormal>), x, mu, sigma);
    }

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The values.</param>
    /// <param name="mu">The means of the logarithms.</param>
    /// <param name="sigma">The standard deviations of the logarithms, above 0.</param>
    /// <param name="xTangent">The tangent of x, as long as that.</param>
    /// <param name="muTangent">The tangent of mu, as long as that.</param>
    /// <param name="sigmaTangent">The tangent of sigma, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> mu, ReadOnlySpan<R> sigma, ReadOnlySpan<R> xTangent, ReadOnlySpan<R> muTangent, ReadOnlySpan<R> sigmaTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(mu.Length, x.Length, nameof(mu), nameof(x));
        Parameters.SameLength(sigma.Length, x.Length, nameof(sigma), nameof(x));
        return VectorChain.Jvp(default(LogTerms.Sum<LogTerms.OfLogNormal>), new VectorTangent<R>(x, xTangent, nameof(x)), new VectorTangent<R>(mu, muTangent, nameof(mu)), new VectorTangent<R>(sigma, sigmaTangent, nameof(sigma)));
    }

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The values.</param>
    /// <param name="mu">The means of the logarithms.</param>
    /// <param name="sigma">The standard deviations of the logarithms, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="xGrad">The gradient of x: added to.</param>
    /// <param name="muGrad">The gradient of mu: added to.</param>
    /// <param name="sigmaGrad">The gradient of sigma: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R LogProbabilityVjp<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> mu, ReadOnlySpan<R> sigma, R valueGrad, Span<R> xGrad, Span<R> muGrad, Span<R> sigmaGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(mu.Length, x.Length, nameof(mu), nameof(x));
        Parameters.SameLength(sigma.Length, x.Length, nameof(sigma), nameof(x));
        return VectorChain.Vjp(default(LogTerms.Sum<LogTerms.OfLogNormal>), valueGrad, new VectorGrad<R>(x, xGrad, nameof(x)), new VectorGrad<R>(mu, muGrad, nameof(mu)), new VectorGrad<R>(sigma, sigmaGrad, nameof(sigma)));
    }
}
