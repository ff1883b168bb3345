using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The multinomial distribution: how often each category comes up among n draws.</summary>
/// <remarks>Computed in double precision and rounded once. Parameters outside their range give NaN; buffers of wrong lengths are errors.</remarks>
public static partial class Multinomial
{
    /// <summary>The logarithm of the probability of counts: ln n! − Σ ln cᵢ! + Σ cᵢ ln pᵢ with p = softmax(logits) and n the sum of the counts.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="counts">The counts of the categories.</param>
    /// <param name="logits">The logits of the categories; −∞ is the probability 0.</param>
    /// <returns>The logarithm.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length, or a count is negative.</exception>
    public static R LogProbability<R>(ReadOnlySpan<int> counts, ReadOnlySpan<R> logits)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(counts.Length, logits.Length, nameof(counts), nameof(logits));
        VectorChecks.Counts(counts);
        return VectorChain.Value(new VectorFunctions.MultinomialLog(counts), logits);
    }

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="counts">The counts of the categories.</param>
    /// <param name="logits">The logits of the categories; −∞ is the probability 0.</param>
    /// <param name="logitsTangent">The tangent of logits, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length, or a count is negative. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(ReadOnlySpan<int> counts, ReadOnlySpan<R> logits, ReadOnlySpan<R> logitsTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(counts.Length, logits.Length, nameof(counts), nameof(logits));
        VectorChecks.Counts(counts);
        return VectorChain.Jvp(new VectorFunctions.MultinomialLog(counts), new VectorTangent<R>(logits, logitsTangent, nameof(logits)));
    }

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="counts">The counts of the categories.</param>
    /// <param name="logits">The logits of the categories; −∞ is the probability 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="logitsGrad">The gradient of logits: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length, or a count is negative. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R LogProbabilityVjp<R>(ReadOnlySpan<int> counts, ReadOnlySpan<R> logits, R valueGrad, Span<R> logitsGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(counts.Length, logits.Length, nameof(counts), nameof(logits));
        VectorChecks.Counts(counts);
        return VectorChain.Vjp(new VectorFunctions.MultinomialLog(counts), valueGrad, new VectorGrad<R>(logits, logitsGrad, nameof(logits)));
    }

    /// <summary>The entropy in nats: n H(p) − ln n! + Σ E ln cᵢ! with binomial counts cᵢ, over which the means are summed.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="n">The number of draws, 0 or more.</param>
    /// <param name="logits">The logits of the categories; −∞ is the probability 0.</param>
    /// <returns>The entropy.</returns>
    /// <exception cref="ArgumentException">There are no logits.</exception>
    public static R Entropy<R>(int n, ReadOnlySpan<R> logits)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.NotEmpty(logits.Length, nameof(logits));
        return VectorChain.Value(new VectorFunctions.MultinomialEntropy(n), logits);
    }

    /// <summary>The forward derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="n">The number of draws, 0 or more.</param>
    /// <param name="logits">The logits of the categories; −∞ is the probability 0.</param>
    /// <param name="logitsTangent">The tangent of logits, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">There are no logits. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) EntropyJvp<R>(int n, ReadOnlySpan<R> logits, ReadOnlySpan<R> logitsTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.NotEmpty(logits.Length, nameof(logits));
        return VectorChain.Jvp(new VectorFunctions.MultinomialEntropy(n), new VectorTangent<R>(logits, logitsTangent, nameof(logits)));
    }

    /// <summary>The reverse derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="n">The number of draws, 0 or more.</param>
    /// <param name="logits">The logits of the categories; −∞ is the probability 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="logitsGrad">The gradient of logits: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">There are no logits. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R EntropyVjp<R>(int n, ReadOnlySpan<R> logits, R valueGrad, Span<R> logitsGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.NotEmpty(logits.Length, nameof(logits));
        return VectorChain.Vjp(new VectorFunctions.MultinomialEntropy(n), valueGrad, new VectorGrad<R>(logits, logitsGrad, nameof(logits)));
    }
}
