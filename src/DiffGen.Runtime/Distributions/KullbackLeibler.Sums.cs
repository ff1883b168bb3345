using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <content>Independent variables, one for each element.</content>
public static partial class KullbackLeibler
{
    /// <summary>Independent normal variables: the sum of their divergences.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The means of q.</param>
    /// <param name="sigma">The standard deviations of q, above 0.</param>
    /// <param name="priorMu">The means of p.</param>
    /// <param name="priorSigma">The standard deviations of p, above 0.</param>
    /// <returns>The divergence, 0 or more.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length.</exception>
    public static R Normal<R>(ReadOnlySpan<R> mu, ReadOnlySpan<R> sigma, ReadOnlySpan<R> priorMu, ReadOnlySpan<R> priorSigma)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(sigma.Length, mu.Length, nameof(sigma), nameof(mu));
        Parameters.SameLength(priorMu.Length, mu.Length, nameof(priorMu), nameof(mu));
        Parameters.SameLength(priorSigma.Length, mu.Length, nameof(priorSigma), nameof(mu));
        return VectorChain.Value(default(VectorFunctions.NormalDivergenceSum), mu, sigma, priorMu, priorSigma);
    }

    /// <summary>The forward derivative of <c>Normal</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The means of q.</param>
    /// <param name="sigma">The standard deviations of q, above 0.</param>
    /// <param name="priorMu">The means of p.</param>
    /// <param name="priorSigma">The standard deviations of p, above 0.</param>
    /// <param name="muTangent">The tangent of mu, as long as that.</param>
    /// <param name="sigmaTangent">The tangent of sigma, as long as that.</param>
    /// <param name="priorMuTangent">The tangent of priorMu, as long as that.</param>
    /// <param name="priorSigmaTangent">The tangent of priorSigma, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) NormalJvp<R>(ReadOnlySpan<R> mu, ReadOnlySpan<R> sigma, ReadOnlySpan<R> priorMu, ReadOnlySpan<R> priorSigma, ReadOnlySpan<R> muTangent, ReadOnlySpan<R> sigmaTangent, ReadOnlySpan<R> priorMuTangent, ReadOnlySpan<R> priorSigmaTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(sigma.Length, mu.Length, nameof(sigma), nameof(mu));
        Parameters.SameLength(priorMu.Length, mu.Length, nameof(priorMu), nameof(mu));
        Parameters.SameLength(priorSigma.Length, mu.Length, nameof(priorSigma), nameof(mu));
        return VectorChain.Jvp(default(VectorFunctions.NormalDivergenceSum), new VectorTangent<R>(mu, muTangent, nameof(mu)), new VectorTangent<R>(sigma, sigmaTangent, nameof(sigma)), new VectorTangent<R>(priorMu, priorMuTangent, nameof(priorMu)), new VectorTangent<R>(priorSigma, priorSigmaTangent, nameof(priorSigma)));
    }

    /// <summary>The reverse derivative of <c>Normal</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The means of q.</param>
    /// <param name="sigma">The standard deviations of q, above 0.</param>
    /// <param name="priorMu">The means of p.</param>
    /// <param name="priorSigma">The standard deviations of p, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="muGrad">The gradient of mu: added to.</param>
    /// <param name="sigmaGrad">The gradient of sigma: added to.</param>
    /// <param name="priorMuGrad">The gradient of priorMu: added to.</param>
    /// <param name="priorSigmaGrad">The gradient of priorSigma: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R NormalVjp<R>(ReadOnlySpan<R> mu, ReadOnlySpan<R> sigma, ReadOnlySpan<R> priorMu, ReadOnlySpan<R> priorSigma, R valueGrad, Span<R> muGrad, Span<R> sigmaGrad, Span<R> priorMuGrad, Span<R> priorSigmaGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(sigma.Length, mu.Length, nameof(sigma), nameof(mu));
        Parameters.SameLength(priorMu.Length, mu.Length, nameof(priorMu), nameof(mu));
        Parameters.SameLength(priorSigma.Length, mu.Length, nameof(priorSigma), nameof(mu));
        return VectorChain.Vjp(default(VectorFunctions.NormalDivergenceSum), valueGrad, new VectorGrad<R>(mu, muGrad, nameof(mu)), new VectorGrad<R>(sigma, sigmaGrad, nameof(sigma)), new VectorGrad<R>(priorMu, priorMuGrad, nameof(priorMu)), new VectorGrad<R>(priorSigma, priorSigmaGrad, nameof(priorSigma)));
    }
}
