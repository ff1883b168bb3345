using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <content>
/// The path of a draw at a fixed value of the distribution function F: with the density f and the responsibilities rₖ = wₖ φ(zₖ)/(sigmaₖ f), ∂x/∂muₖ = rₖ, ∂x/∂sigmaₖ = rₖ zₖ and
/// ∂x/∂logitsₖ = wₖ (F − Φ(zₖ))/f, from the tail that x is in.
/// </content>
public static partial class NormalMixture
{
    /// <summary>The tangent of a draw x along its path.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="logits">The logits of the weights.</param>
    /// <param name="mu">The means of the components.</param>
    /// <param name="sigma">The standard deviations of the components, above 0.</param>
    /// <param name="logitsTangent">The tangent of the logits.</param>
    /// <param name="muTangent">The tangent of the means.</param>
    /// <param name="sigmaTangent">The tangent of the standard deviations.</param>
    /// <returns>The tangent of x.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length.</exception>
    public static R PathwiseJvp<R>(R x, ReadOnlySpan<R> logits, ReadOnlySpan<R> mu, ReadOnlySpan<R> sigma, ReadOnlySpan<R> logitsTangent, ReadOnlySpan<R> muTangent, ReadOnlySpan<R> sigmaTangent)
        where R : IFloatingPointIeee754<R>
    {
        CheckLengths(logits, mu, sigma);
        return VectorChain.Jvp(
            new VectorFunctions.NormalMixturePath(Real.ToDouble(x)),
            new VectorTangent<R>(logits, logitsTangent, nameof(logits)),
            new VectorTangent<R>(mu, muTangent, nameof(mu)),
            new VectorTangent<R>(sigma, sigmaTangent, nameof(sigma))).Tangent;
    }

    /// <summary>The gradients of the parameters for the cotangent of a draw x, along its path.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="logits">The logits of the weights.</param>
    /// <param name="mu">The means of the components.</param>
    /// <param name="sigma">The standard deviations of the components, above 0.</param>
    /// <param name="xGrad">The cotangent of x.</param>
    /// <param name="logitsGrad">The gradient of the logits: added to.</param>
    /// <param name="muGrad">The gradient of the means: added to.</param>
    /// <param name="sigmaGrad">The gradient of the standard deviations: added to.</param>
    /// <exception cref="ArgumentException">The buffers differ in length, or a gradient overlaps another buffer; nothing is written.</exception>
    public static void PathwiseVjp<R>(R x, ReadOnlySpan<R> logits, ReadOnlySpan<R> mu, ReadOnlySpan<R> sigma, R xGrad, Span<R> logitsGrad, Span<R> muGrad, Span<R> sigmaGrad)
        where R : IFloatingPointIeee754<R>
    {
        CheckLengths(logits, mu, sigma);
        VectorChain.Vjp(
            new VectorFunctions.NormalMixturePath(Real.ToDouble(x)),
            xGrad,
            new VectorGrad<R>(logits, logitsGrad, nameof(logits)),
            new VectorGrad<R>(mu, muGrad, nameof(mu)),
            new VectorGrad<R>(sigma, sigmaGrad, nameof(sigma)));
    }

    private static void CheckLengths<R>(ReadOnlySpan<R> logits, ReadOnlySpan<R> mu, ReadOnlySpan<R> sigma)
    {
        Parameters.SameLength(mu.Length, logits.Length, nameof(mu), nameof(logits));
        Parameters.SameLength(sigma.Length, logits.Length, nameof(sigma), nameof(logits));
    }
}
