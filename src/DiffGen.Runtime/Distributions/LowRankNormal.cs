using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The multivariate normal distribution of covariance W Wᵀ + diag(sigma²). Takes d r² operations, not d³.</summary>
/// <remarks>Computed in double precision and rounded once. Parameters outside their range give NaN; buffers of wrong lengths are errors.</remarks>
public static partial class LowRankNormal
{
    /// <summary>The logarithm of the density at x, by the identities of Woodbury and Sylvester.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value, d numbers.</param>
    /// <param name="mu">The mean, d numbers.</param>
    /// <param name="factor">The factor W, d × r row by row.</param>
    /// <param name="sigma">The standard deviations of the independent part, d numbers above 0.</param>
    /// <returns>The logarithm.</returns>
    /// <exception cref="ArgumentException">A buffer has another length.</exception>
    public static R LogProbability<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> mu, ReadOnlySpan<R> factor, ReadOnlySpan<R> sigma)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(x.Length, mu.Length, nameof(x), nameof(mu));
        Parameters.SameLength(sigma.Length, mu.Length, nameof(sigma), nameof(mu));
        VectorChecks.Factor(factor.Length, mu.Length);
        return VectorChain.Value(default(VectorFunctions.LowRankNormalLog), x, mu, factor, sigma);
    }

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value, d numbers.</param>
    /// <param name="mu">The mean, d numbers.</param>
    /// <param name="factor">The factor W, d × r row by row.</param>
    /// <param name="sigma">The standard deviations of the independent part, d numbers above 0.</param>
    /// <param name="xTangent">The tangent of x, as long as that.</param>
    /// <param name="muTangent">The tangent of mu, as long as that.</param>
    /// <param name="factorTangent">The tangent of factor, as long as that.</param>
    /// <param name="sigmaTangent">The tangent of sigma, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">A buffer has another length. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> mu, ReadOnlySpan<R> factor, ReadOnlySpan<R> sigma, ReadOnlySpan<R> xTangent, ReadOnlySpan<R> muTangent, ReadOnlySpan<R> factorTangent, ReadOnlySpan<R> sigmaTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(x.Length, mu.Length, nameof(x), nameof(mu));
        Parameters.SameLength(sigma.Length, mu.Length, nameof(sigma), nameof(mu));
        VectorChecks.Factor(factor.Length, mu.Length);
        return VectorChain.Jvp(default(VectorFunctions.LowRankNormalLog), new VectorTangent<R>(x, xTangent, nameof(x)), new VectorTangent<R>(mu, muTangent, nameof(mu)), new VectorTangent<R>(factor, factorTangent, nameof(factor)), new VectorTangent<R>(sigma, sigmaTangent, nameof(sigma)));
    }

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value, d numbers.</param>
    /// <param name="mu">The mean, d numbers.</param>
    /// <param name="factor">The factor W, d × r row by row.</param>
    /// <param name="sigma">The standard deviations of the independent part, d numbers above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="xGrad">The gradient of x: added to.</param>
    /// <param name="muGrad">The gradient of mu: added to.</param>
    /// <param name="factorGrad">The gradient of factor: added to.</param>
    /// <param name="sigmaGrad">The gradient of sigma: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">A buffer has another length. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R LogProbabilityVjp<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> mu, ReadOnlySpan<R> factor, ReadOnlySpan<R> sigma, R valueGrad, Span<R> xGrad, Span<R> muGrad, Span<R> factorGrad, Span<R> sigmaGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(x.Length, mu.Length, nameof(x), nameof(mu));
        Parameters.SameLength(sigma.Length, mu.Length, nameof(sigma), nameof(mu));
        VectorChecks.Factor(factor.Length, mu.Length);
        return VectorChain.Vjp(default(VectorFunctions.LowRankNormalLog), valueGrad, new VectorGrad<R>(x, xGrad, nameof(x)), new VectorGrad<R>(mu, muGrad, nameof(mu)), new VectorGrad<R>(factor, factorGrad, nameof(factor)), new VectorGrad<R>(sigma, sigmaGrad, nameof(sigma)));
    }

    /// <summary>The differential entropy in nats: ½ ln det(W Wᵀ + diag(sigma²)) + ½ d ln 2πe.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="factor">The factor W, d × r row by row.</param>
    /// <param name="sigma">The standard deviations of the independent part, d numbers above 0.</param>
    /// <returns>The entropy.</returns>
    /// <exception cref="ArgumentException">A buffer has another length.</exception>
    public static R Entropy<R>(ReadOnlySpan<R> factor, ReadOnlySpan<R> sigma)
        where R : IFloatingPointIeee754<R>
    {
        VectorChecks.Factor(factor.Length, sigma.Length);
        return VectorChain.Value(default(VectorFunctions.LowRankNormalEntropy), factor, sigma);
    }

    /// <summary>The forward derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="factor">The factor W, d × r row by row.</param>
    /// <param name="sigma">The standard deviations of the independent part, d numbers above 0.</param>
    /// <param name="factorTangent">The tangent of factor, as long as that.</param>
    /// <param name="sigmaTangent">The tangent of sigma, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">A buffer has another length. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) EntropyJvp<R>(ReadOnlySpan<R> factor, ReadOnlySpan<R> sigma, ReadOnlySpan<R> factorTangent, ReadOnlySpan<R> sigmaTangent)
        where R : IFloatingPointIeee754<R>
    {
        VectorChecks.Factor(factor.Length, sigma.Length);
        return VectorChain.Jvp(default(VectorFunctions.LowRankNormalEntropy), new VectorTangent<R>(factor, factorTangent, nameof(factor)), new VectorTangent<R>(sigma, sigmaTangent, nameof(sigma)));
    }

    /// <summary>The reverse derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="factor">The factor W, d × r row by row.</param>
    /// <param name="sigma">The standard deviations of the independent part, d numbers above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="factorGrad">The gradient of factor: added to.</param>
    /// <param name="sigmaGrad">The gradient of sigma: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">A buffer has another length. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R EntropyVjp<R>(ReadOnlySpan<R> factor, ReadOnlySpan<R> sigma, R valueGrad, Span<R> factorGrad, Span<R> sigmaGrad)
        where R : IFloatingPointIeee754<R>
    {
        VectorChecks.Factor(factor.Length, sigma.Length);
        return VectorChain.Vjp(default(VectorFunctions.LowRankNormalEntropy), valueGrad, new VectorGrad<R>(factor, factorGrad, nameof(factor)), new VectorGrad<R>(sigma, sigmaGrad, nameof(sigma)));
    }
}
