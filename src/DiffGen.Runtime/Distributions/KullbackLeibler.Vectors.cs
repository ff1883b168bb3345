using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

public static partial class KullbackLeibler
{
    /// <summary>Two categorical distributions by their logits: Σ qᵢ (ln qᵢ − ln pᵢ).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logits">The logits of q.</param>
    /// <param name="priorLogits">The logits of p.</param>
    /// <returns>The divergence, 0 or more.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length.</exception>
    public static R Categorical<R>(ReadOnlySpan<R> logits, ReadOnlySpan<R> priorLogits)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(priorLogits.Length, logits.Length, nameof(priorLogits), nameof(logits));
        return VectorChain.Value(default(VectorFunctions.CategoricalDivergence), logits, priorLogits);
    }

    /// <summary>The forward derivative of <c>Categorical</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logits">The logits of q.</param>
    /// <param name="priorLogits">The logits of p.</param>
    /// <param name="logitsTangent">The tangent of logits, as long as that.</param>
    /// <param name="priorLogitsTangent">The tangent of priorLogits, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) CategoricalJvp<R>(ReadOnlySpan<R> logits, ReadOnlySpan<R> priorLogits, ReadOnlySpan<R> logitsTangent, ReadOnlySpan<R> priorLogitsTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(priorLogits.Length, logits.Length, nameof(priorLogits), nameof(logits));
        return VectorChain.Jvp(default(VectorFunctions.CategoricalDivergence), new VectorTangent<R>(logits, logitsTangent, nameof(logits)), new VectorTangent<R>(priorLogits, priorLogitsTangent, nameof(priorLogits)));
    }

    /// <summary>The reverse derivative of <c>Categorical</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logits">The logits of q.</param>
    /// <param name="priorLogits">The logits of p.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="logitsGrad">The gradient of logits: added to.</param>
    /// <param name="priorLogitsGrad">The gradient of priorLogits: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R CategoricalVjp<R>(ReadOnlySpan<R> logits, ReadOnlySpan<R> priorLogits, R valueGrad, Span<R> logitsGrad, Span<R> priorLogitsGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(priorLogits.Length, logits.Length, nameof(priorLogits), nameof(logits));
        return VectorChain.Vjp(default(VectorFunctions.CategoricalDivergence), valueGrad, new VectorGrad<R>(logits, logitsGrad, nameof(logits)), new VectorGrad<R>(priorLogits, priorLogitsGrad, nameof(priorLogits)));
    }

    /// <summary>Two Dirichlet distributions.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="alpha">The concentrations of q, above 0.</param>
    /// <param name="priorAlpha">The concentrations of p, above 0.</param>
    /// <returns>The divergence, 0 or more.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length.</exception>
    public static R Dirichlet<R>(ReadOnlySpan<R> alpha, ReadOnlySpan<R> priorAlpha)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(priorAlpha.Length, alpha.Length, nameof(priorAlpha), nameof(alpha));
        return VectorChain.Value(default(VectorFunctions.DirichletDivergence), alpha, priorAlpha);
    }

    /// <summary>The forward derivative of <c>Dirichlet</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="alpha">The concentrations of q, above 0.</param>
    /// <param name="priorAlpha">The concentrations of p, above 0.</param>
    /// <param name="alphaTangent">The tangent of alpha, as long as that.</param>
    /// <param name="priorAlphaTangent">The tangent of priorAlpha, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) DirichletJvp<R>(ReadOnlySpan<R> alpha, ReadOnlySpan<R> priorAlpha, ReadOnlySpan<R> alphaTangent, ReadOnlySpan<R> priorAlphaTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(priorAlpha.Length, alpha.Length, nameof(priorAlpha), nameof(alpha));
        return VectorChain.Jvp(default(VectorFunctions.DirichletDivergence), new VectorTangent<R>(alpha, alphaTangent, nameof(alpha)), new VectorTangent<R>(priorAlpha, priorAlphaTangent, nameof(priorAlpha)));
    }

    /// <summary>The reverse derivative of <c>Dirichlet</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="alpha">The concentrations of q, above 0.</param>
    /// <param name="priorAlpha">The concentrations of p, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="alphaGrad">The gradient of alpha: added to.</param>
    /// <param name="priorAlphaGrad">The gradient of priorAlpha: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R DirichletVjp<R>(ReadOnlySpan<R> alpha, ReadOnlySpan<R> priorAlpha, R valueGrad, Span<R> alphaGrad, Span<R> priorAlphaGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(priorAlpha.Length, alpha.Length, nameof(priorAlpha), nameof(alpha));
        return VectorChain.Vjp(default(VectorFunctions.DirichletDivergence), valueGrad, new VectorGrad<R>(alpha, alphaGrad, nameof(alpha)), new VectorGrad<R>(priorAlpha, priorAlphaGrad, nameof(priorAlpha)));
    }

    /// <summary>Two multivariate normal distributions by the factors of their covariances: ½ (|Lₚ⁻¹ L|² + |Lₚ⁻¹ (μ − μₚ)|² − d) + Σ ln |Lₚᵢᵢ/Lᵢᵢ|.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean of q, d numbers.</param>
    /// <param name="cholesky">The lower triangular factor of the covariance of q, d × d row by row.</param>
    /// <param name="priorMu">The mean of p.</param>
    /// <param name="priorCholesky">The lower triangular factor of the covariance of p.</param>
    /// <returns>The divergence, 0 or more.</returns>
    /// <exception cref="ArgumentException">A buffer has another length.</exception>
    public static R MultivariateNormal<R>(ReadOnlySpan<R> mu, ReadOnlySpan<R> cholesky, ReadOnlySpan<R> priorMu, ReadOnlySpan<R> priorCholesky)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(priorMu.Length, mu.Length, nameof(priorMu), nameof(mu));
        Parameters.Matrix(cholesky.Length, mu.Length, mu.Length, nameof(cholesky));
        Parameters.Matrix(priorCholesky.Length, mu.Length, mu.Length, nameof(priorCholesky));
        return VectorChain.Value(default(VectorFunctions.MultivariateNormalDivergence), mu, cholesky, priorMu, priorCholesky);
    }

    /// <summary>The forward derivative of <c>MultivariateNormal</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean of q, d numbers.</param>
    /// <param name="cholesky">The lower triangular factor of the covariance of q, d × d row by row.</param>
    /// <param name="priorMu">The mean of p.</param>
    /// <param name="priorCholesky">The lower triangular factor of the covariance of p.</param>
    /// <param name="muTangent">The tangent of mu, as long as that.</param>
    /// <param name="choleskyTangent">The tangent of cholesky, as long as that.</param>
    /// <param name="priorMuTangent">The tangent of priorMu, as long as that.</param>
    /// <param name="priorCholeskyTangent">The tangent of priorCholesky, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">A buffer has another length. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) MultivariateNormalJvp<R>(ReadOnlySpan<R> mu, ReadOnlySpan<R> cholesky, ReadOnlySpan<R> priorMu, ReadOnlySpan<R> priorCholesky, ReadOnlySpan<R> muTangent, ReadOnlySpan<R> choleskyTangent, ReadOnlySpan<R> priorMuTangent, ReadOnlySpan<R> priorCholeskyTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(priorMu.Length, mu.Length, nameof(priorMu), nameof(mu));
        Parameters.Matrix(cholesky.Length, mu.Length, mu.Length, nameof(cholesky));
        Parameters.Matrix(priorCholesky.Length, mu.Length, mu.Length, nameof(priorCholesky));
        return VectorChain.Jvp(default(VectorFunctions.MultivariateNormalDivergence), new VectorTangent<R>(mu, muTangent, nameof(mu)), new VectorTangent<R>(cholesky, choleskyTangent, nameof(cholesky)), new VectorTangent<R>(priorMu, priorMuTangent, nameof(priorMu)), new VectorTangent<R>(priorCholesky, priorCholeskyTangent, nameof(priorCholesky)));
    }

    /// <summary>The reverse derivative of <c>MultivariateNormal</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean of q, d numbers.</param>
    /// <param name="cholesky">The lower triangular factor of the covariance of q, d × d row by row.</param>
    /// <param name="priorMu">The mean of p.</param>
    /// <param name="priorCholesky">The lower triangular factor of the covariance of p.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="muGrad">The gradient of mu: added to.</param>
    /// <param name="choleskyGrad">The gradient of cholesky: added to.</param>
    /// <param name="priorMuGrad">The gradient of priorMu: added to.</param>
    /// <param name="priorCholeskyGrad">The gradient of priorCholesky: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">A buffer has another length. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R MultivariateNormalVjp<R>(ReadOnlySpan<R> mu, ReadOnlySpan<R> cholesky, ReadOnlySpan<R> priorMu, ReadOnlySpan<R> priorCholesky, R valueGrad, Span<R> muGrad, Span<R> choleskyGrad, Span<R> priorMuGrad, Span<R> priorCholeskyGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(priorMu.Length, mu.Length, nameof(priorMu), nameof(mu));
        Parameters.Matrix(cholesky.Length, mu.Length, mu.Length, nameof(cholesky));
        Parameters.Matrix(priorCholesky.Length, mu.Length, mu.Length, nameof(priorCholesky));
        return VectorChain.Vjp(default(VectorFunctions.MultivariateNormalDivergence), valueGrad, new VectorGrad<R>(mu, muGrad, nameof(mu)), new VectorGrad<R>(cholesky, choleskyGrad, nameof(cholesky)), new VectorGrad<R>(priorMu, priorMuGrad, nameof(priorMu)), new VectorGrad<R>(priorCholesky, priorCholeskyGrad, nameof(priorCholesky)));
    }
}
