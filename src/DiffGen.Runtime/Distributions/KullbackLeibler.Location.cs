using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

public static partial class KullbackLeibler
{
    /// <summary>Two normal distributions: ln(σₚ/σ) + (σ² + (μ − μₚ)²)/(2σₚ²) − ½. Log-normal distributions have the same divergence.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean of q.</param>
    /// <param name="sigma">The standard deviation, above 0, of q.</param>
    /// <param name="priorMu">The mean of p.</param>
    /// <param name="priorSigma">The standard deviation, above 0, of p.</param>
    /// <returns>The divergence, 0 or more.</returns>
    public static R Normal<R>(R mu, R sigma, R priorMu, R priorSigma)
        where R : IFloatingPointIeee754<R> => Real.From<R>(NormalOf(Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(priorMu), Real.ToDouble(priorSigma)));

    /// <summary>The forward derivative of <c>Normal</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean of q.</param>
    /// <param name="sigma">The standard deviation, above 0, of q.</param>
    /// <param name="priorMu">The mean of p.</param>
    /// <param name="priorSigma">The standard deviation, above 0, of p.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="sigmaTangent">The tangent of sigma.</param>
    /// <param name="priorMuTangent">The tangent of priorMu.</param>
    /// <param name="priorSigmaTangent">The tangent of priorSigma.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) NormalJvp<R>(R mu, R sigma, R priorMu, R priorSigma, R muTangent, R sigmaTangent, R priorMuTangent, R priorSigmaTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(NormalOf(Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(priorMu), Real.ToDouble(priorSigma)), NormalPartials(Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(priorMu), Real.ToDouble(priorSigma)), muTangent, sigmaTangent, priorMuTangent, priorSigmaTangent);

    /// <summary>The reverse derivative of <c>Normal</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean of q.</param>
    /// <param name="sigma">The standard deviation, above 0, of q.</param>
    /// <param name="priorMu">The mean of p.</param>
    /// <param name="priorSigma">The standard deviation, above 0, of p.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to mu, sigma, priorMu, priorSigma.</returns>
    public static (R Value, R MuGrad, R SigmaGrad, R PriorMuGrad, R PriorSigmaGrad) NormalVjp<R>(R mu, R sigma, R priorMu, R priorSigma, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(NormalOf(Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(priorMu), Real.ToDouble(priorSigma)), NormalPartials(Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(priorMu), Real.ToDouble(priorSigma)), valueGrad);

    /// <summary>Two Laplace distributions: ln(bₚ/b) + |μ − μₚ|/bₚ + (b/bₚ) exp(−|μ − μₚ|/b) − 1.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean of q.</param>
    /// <param name="scale">The scale, above 0, of q.</param>
    /// <param name="priorMu">The mean of p.</param>
    /// <param name="priorScale">The scale, above 0, of p.</param>
    /// <returns>The divergence, 0 or more.</returns>
    public static R Laplace<R>(R mu, R scale, R priorMu, R priorScale)
        where R : IFloatingPointIeee754<R> => Real.From<R>(LaplaceOf(Real.ToDouble(mu), Real.ToDouble(scale), Real.ToDouble(priorMu), Real.ToDouble(priorScale)));

    /// <summary>The forward derivative of <c>Laplace</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean of q.</param>
    /// <param name="scale">The scale, above 0, of q.</param>
    /// <param name="priorMu">The mean of p.</param>
    /// <param name="priorScale">The scale, above 0, of p.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="scaleTangent">The tangent of scale.</param>
    /// <param name="priorMuTangent">The tangent of priorMu.</param>
    /// <param name="priorScaleTangent">The tangent of priorScale.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) LaplaceJvp<R>(R mu, R scale, R priorMu, R priorScale, R muTangent, R scaleTangent, R priorMuTangent, R priorScaleTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(LaplaceOf(Real.ToDouble(mu), Real.ToDouble(scale), Real.ToDouble(priorMu), Real.ToDouble(priorScale)), LaplacePartials(Real.ToDouble(mu), Real.ToDouble(scale), Real.ToDouble(priorMu), Real.ToDouble(priorScale)), muTangent, scaleTangent, priorMuTangent, priorScaleTangent);

    /// <summary>The reverse derivative of <c>Laplace</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean of q.</param>
    /// <param name="scale">The scale, above 0, of q.</param>
    /// <param name="priorMu">The mean of p.</param>
    /// <param name="priorScale">The scale, above 0, of p.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to mu, scale, priorMu, priorScale.</returns>
    public static (R Value, R MuGrad, R ScaleGrad, R PriorMuGrad, R PriorScaleGrad) LaplaceVjp<R>(R mu, R scale, R priorMu, R priorScale, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(LaplaceOf(Real.ToDouble(mu), Real.ToDouble(scale), Real.ToDouble(priorMu), Real.ToDouble(priorScale)), LaplacePartials(Real.ToDouble(mu), Real.ToDouble(scale), Real.ToDouble(priorMu), Real.ToDouble(priorScale)), valueGrad);
}
