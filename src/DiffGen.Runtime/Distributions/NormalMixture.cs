using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>A mixture of normal distributions with the weights softmax(logits).</summary>
/// <remarks>Computed in double precision and rounded once. Parameters outside their range give NaN; buffers of wrong lengths are errors.</remarks>
public static partial class NormalMixture
{
    /// <summary>The logarithm of the density at x: ln Σ wₖ φ(zₖ)/sigmaₖ with zₖ = (x − muₖ)/sigmaₖ.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="logits">The logits of the weights; −∞ is the weight 0.</param>
    /// <param name="mu">The means of the components.</param>
    /// <param name="sigma">The standard deviations of the components, above 0.</param>
    /// <returns>The logarithm.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length.</exception>
    public static R LogProbability<R>(R x, ReadOnlySpan<R> logits, ReadOnlySpan<R> mu, ReadOnlySpan<R> sigma)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(mu.Length, logits.Length, nameof(mu), nameof(logits));
        Parameters.SameLength(sigma.Length, logits.Length, nameof(sigma), nameof(logits));
        return VectorChain.Value(default(VectorFunctions.NormalMixtureLog), new ReadOnlySpan<R>(in x), logits, mu, sigma);
    }

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="logits">The logits of the weights; −∞ is the weight 0.</param>
    /// <param name="mu">The means of the components.</param>
    /// <param name="sigma">The standard deviations of the components, above 0.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="logitsTangent">The tangent of logits, as long as that.</param>
    /// <param name="muTangent">The tangent of mu, as long as that.</param>
    /// <param name="sigmaTangent">The tangent of sigma, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(R x, ReadOnlySpan<R> logits, ReadOnlySpan<R> mu, ReadOnlySpan<R> sigma, R xTangent, ReadOnlySpan<R> logitsTangent, ReadOnlySpan<R> muTangent, ReadOnlySpan<R> sigmaTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(mu.Length, logits.Length, nameof(mu), nameof(logits));
        Parameters.SameLength(sigma.Length, logits.Length, nameof(sigma), nameof(logits));
        return VectorChain.Jvp(default(VectorFunctions.NormalMixtureLog), new VectorTangent<R>(new ReadOnlySpan<R>(in x), new ReadOnlySpan<R>(in xTangent), nameof(x)), new VectorTangent<R>(logits, logitsTangent, nameof(logits)), new VectorTangent<R>(mu, muTangent, nameof(mu)), new VectorTangent<R>(sigma, sigmaTangent, nameof(sigma)));
    }

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="logits">The logits of the weights; −∞ is the weight 0.</param>
    /// <param name="mu">The means of the components.</param>
    /// <param name="sigma">The standard deviations of the components, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="logitsGrad">The gradient of logits: added to.</param>
    /// <param name="muGrad">The gradient of mu: added to.</param>
    /// <param name="sigmaGrad">The gradient of sigma: added to.</param>
    /// <returns>The value, and the gradients with respect to x.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static (R Value, R XGrad) LogProbabilityVjp<R>(R x, ReadOnlySpan<R> logits, ReadOnlySpan<R> mu, ReadOnlySpan<R> sigma, R valueGrad, Span<R> logitsGrad, Span<R> muGrad, Span<R> sigmaGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(mu.Length, logits.Length, nameof(mu), nameof(logits));
        Parameters.SameLength(sigma.Length, logits.Length, nameof(sigma), nameof(logits));
        R xGrad = R.Zero;
        R value = VectorChain.Vjp(default(VectorFunctions.NormalMixtureLog), valueGrad, new VectorGrad<R>(new ReadOnlySpan<R>(in x), new Span<R>(ref xGrad), nameof(x)), new VectorGrad<R>(logits, logitsGrad, nameof(logits)), new VectorGrad<R>(mu, muGrad, nameof(mu)), new VectorGrad<R>(sigma, sigmaGrad, nameof(sigma)));
        return (value, xGrad);
    }

    /// <summary>The distribution function: Σ wₖ Φ(zₖ).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="logits">The logits of the weights; −∞ is the weight 0.</param>
    /// <param name="mu">The means of the components.</param>
    /// <param name="sigma">The standard deviations of the components, above 0.</param>
    /// <returns>The probability of x or less.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length.</exception>
    public static R Cdf<R>(R x, ReadOnlySpan<R> logits, ReadOnlySpan<R> mu, ReadOnlySpan<R> sigma)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(mu.Length, logits.Length, nameof(mu), nameof(logits));
        Parameters.SameLength(sigma.Length, logits.Length, nameof(sigma), nameof(logits));
        return VectorChain.Value(default(VectorFunctions.NormalMixtureCdf), new ReadOnlySpan<R>(in x), logits, mu, sigma);
    }

    /// <summary>The forward derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="logits">The logits of the weights; −∞ is the weight 0.</param>
    /// <param name="mu">The means of the components.</param>
    /// <param name="sigma">The standard deviations of the components, above 0.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="logitsTangent">The tangent of logits, as long as that.</param>
    /// <param name="muTangent">The tangent of mu, as long as that.</param>
    /// <param name="sigmaTangent">The tangent of sigma, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) CdfJvp<R>(R x, ReadOnlySpan<R> logits, ReadOnlySpan<R> mu, ReadOnlySpan<R> sigma, R xTangent, ReadOnlySpan<R> logitsTangent, ReadOnlySpan<R> muTangent, ReadOnlySpan<R> sigmaTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(mu.Length, logits.Length, nameof(mu), nameof(logits));
        Parameters.SameLength(sigma.Length, logits.Length, nameof(sigma), nameof(logits));
        return VectorChain.Jvp(default(VectorFunctions.NormalMixtureCdf), new VectorTangent<R>(new ReadOnlySpan<R>(in x), new ReadOnlySpan<R>(in xTangent), nameof(x)), new VectorTangent<R>(logits, logitsTangent, nameof(logits)), new VectorTangent<R>(mu, muTangent, nameof(mu)), new VectorTangent<R>(sigma, sigmaTangent, nameof(sigma)));
    }

    /// <summary>The reverse derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="logits">The logits of the weights; −∞ is the weight 0.</param>
    /// <param name="mu">The means of the components.</param>
    /// <param name="sigma">The standard deviations of the components, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="logitsGrad">The gradient of logits: added to.</param>
    /// <param name="muGrad">The gradient of mu: added to.</param>
    /// <param name="sigmaGrad">The gradient of sigma: added to.</param>
    /// <returns>The value, and the gradients with respect to x.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static (R Value, R XGrad) CdfVjp<R>(R x, ReadOnlySpan<R> logits, ReadOnlySpan<R> mu, ReadOnlySpan<R> sigma, R valueGrad, Span<R> logitsGrad, Span<R> muGrad, Span<R> sigmaGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(mu.Length, logits.Length, nameof(mu), nameof(logits));
        Parameters.SameLength(sigma.Length, logits.Length, nameof(sigma), nameof(logits));
        R xGrad = R.Zero;
        R value = VectorChain.Vjp(default(VectorFunctions.NormalMixtureCdf), valueGrad, new VectorGrad<R>(new ReadOnlySpan<R>(in x), new Span<R>(ref xGrad), nameof(x)), new VectorGrad<R>(logits, logitsGrad, nameof(logits)), new VectorGrad<R>(mu, muGrad, nameof(mu)), new VectorGrad<R>(sigma, sigmaGrad, nameof(sigma)));
        return (value, xGrad);
    }

    /// <summary>The mean: Σ wₖ muₖ.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logits">The logits of the weights; −∞ is the weight 0.</param>
    /// <param name="mu">The means of the components.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length.</exception>
    public static R Mean<R>(ReadOnlySpan<R> logits, ReadOnlySpan<R> mu)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(mu.Length, logits.Length, nameof(mu), nameof(logits));
        return VectorChain.Value(default(VectorFunctions.NormalMixtureMean), logits, mu);
    }

    /// <summary>The forward derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logits">The logits of the weights; −∞ is the weight 0.</param>
    /// <param name="mu">The means of the components.</param>
    /// <param name="logitsTangent">The tangent of logits, as long as that.</param>
    /// <param name="muTangent">The tangent of mu, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) MeanJvp<R>(ReadOnlySpan<R> logits, ReadOnlySpan<R> mu, ReadOnlySpan<R> logitsTangent, ReadOnlySpan<R> muTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(mu.Length, logits.Length, nameof(mu), nameof(logits));
        return VectorChain.Jvp(default(VectorFunctions.NormalMixtureMean), new VectorTangent<R>(logits, logitsTangent, nameof(logits)), new VectorTangent<R>(mu, muTangent, nameof(mu)));
    }

    /// <summary>The reverse derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logits">The logits of the weights; −∞ is the weight 0.</param>
    /// <param name="mu">The means of the components.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="logitsGrad">The gradient of logits: added to.</param>
    /// <param name="muGrad">The gradient of mu: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R MeanVjp<R>(ReadOnlySpan<R> logits, ReadOnlySpan<R> mu, R valueGrad, Span<R> logitsGrad, Span<R> muGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(mu.Length, logits.Length, nameof(mu), nameof(logits));
        return VectorChain.Vjp(default(VectorFunctions.NormalMixtureMean), valueGrad, new VectorGrad<R>(logits, logitsGrad, nameof(logits)), new VectorGrad<R>(mu, muGrad, nameof(mu)));
    }

    /// <summary>The variance: Σ wₖ (sigmaₖ² + (muₖ − mean)²).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logits">The logits of the weights; −∞ is the weight 0.</param>
    /// <param name="mu">The means of the components.</param>
    /// <param name="sigma">The standard deviations of the components, above 0.</param>
    /// <returns>The variance.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length.</exception>
    public static R Variance<R>(ReadOnlySpan<R> logits, ReadOnlySpan<R> mu, ReadOnlySpan<R> sigma)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(mu.Length, logits.Length, nameof(mu), nameof(logits));
        Parameters.SameLength(sigma.Length, logits.Length, nameof(sigma), nameof(logits));
        return VectorChain.Value(default(VectorFunctions.NormalMixtureVariance), logits, mu, sigma);
    }

    /// <summary>The forward derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logits">The logits of the weights; −∞ is the weight 0.</param>
    /// <param name="mu">The means of the components.</param>
    /// <param name="sigma">The standard deviations of the components, above 0.</param>
    /// <param name="logitsTangent">The tangent of logits, as long as that.</param>
    /// <param name="muTangent">The tangent of mu, as long as that.</param>
    /// <param name="sigmaTangent">The tangent of sigma, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) VarianceJvp<R>(ReadOnlySpan<R> logits, ReadOnlySpan<R> mu, ReadOnlySpan<R> sigma, ReadOnlySpan<R> logitsTangent, ReadOnlySpan<R> muTangent, ReadOnlySpan<R> sigmaTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(mu.Length, logits.Length, nameof(mu), nameof(logits));
        Parameters.SameLength(sigma.Length, logits.Length, nameof(sigma), nameof(logits));
        return VectorChain.Jvp(default(VectorFunctions.NormalMixtureVariance), new VectorTangent<R>(logits, logitsTangent, nameof(logits)), new VectorTangent<R>(mu, muTangent, nameof(mu)), new VectorTangent<R>(sigma, sigmaTangent, nameof(sigma)));
    }

    /// <summary>The reverse derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logits">The logits of the weights; −∞ is the weight 0.</param>
    /// <param name="mu">The means of the components.</param>
    /// <param name="sigma">The standard deviations of the components, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="logitsGrad">The gradient of logits: added to.</param>
    /// <param name="muGrad">The gradient of mu: added to.</param>
    /// <param name="sigmaGrad">The gradient of sigma: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R VarianceVjp<R>(ReadOnlySpan<R> logits, ReadOnlySpan<R> mu, ReadOnlySpan<R> sigma, R valueGrad, Span<R> logitsGrad, Span<R> muGrad, Span<R> sigmaGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(mu.Length, logits.Length, nameof(mu), nameof(logits));
        Parameters.SameLength(sigma.Length, logits.Length, nameof(sigma), nameof(logits));
        return VectorChain.Vjp(default(VectorFunctions.NormalMixtureVariance), valueGrad, new VectorGrad<R>(logits, logitsGrad, nameof(logits)), new VectorGrad<R>(mu, muGrad, nameof(mu)), new VectorGrad<R>(sigma, sigmaGrad, nameof(sigma)));
    }
}
