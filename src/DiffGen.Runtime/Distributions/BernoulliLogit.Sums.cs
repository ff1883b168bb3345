using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <content>Independent variables, one for each element.</content>
public static partial class BernoulliLogit
{
    /// <summary>The logarithm of the probability of independent variables: Σ xᵢ ln σᵢ + (1 − xᵢ) ln(1 − σᵢ).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The values, 0 and 1; between them minus the cross-entropy.</param>
    /// <param name="logits">The logits.</param>
    /// <returns>The logarithm.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length.</exception>
    public static R LogProbability<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> logits)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(logits.Length, x.Length, nameof(logits), nameof(x));
        return VectorChain.Value(default(LogTerms.Sum<LogTerms.OfBernoulliLogit>), x, logits);
    }

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The values, 0 and 1; between them minus the cross-entropy.</param>
    /// <param name="logits">The logits.</param>
    /// <param name="xTangent">The tangent of x, as long as that.</param>
    /// <param name="logitsTangent">The tangent of logits, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> logits, ReadOnlySpan<R> xTangent, ReadOnlySpan<R> logitsTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(logits.Length, x.Length, nameof(logits), nameof(x));
        return VectorChain.Jvp(default(LogTerms.Sum<LogTerms.OfBernoulliLogit>), new VectorTangent<R>(x, xTangent, nameof(x)), new VectorTangent<R>(logits, logitsTangent, nameof(logits)));
    }

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The values, 0 and 1; between them minus the cross-entropy.</param>
    /// <param name="logits">The logits.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="xGrad">The gradient of x: added to.</param>
    /// <param name="logitsGrad">The gradient of logits: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R LogProbabilityVjp<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> logits, R valueGrad, Span<R> xGrad, Span<R> logitsGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(logits.Length, x.Length, nameof(logits), nameof(x));
        return VectorChain.Vjp(default(LogTerms.Sum<LogTerms.OfBernoulliLogit>), valueGrad, new VectorGrad<R>(x, xGrad, nameof(x)), new VectorGrad<R>(logits, logitsGrad, nameof(logits)));
    }
}
