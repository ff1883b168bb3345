using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The categorical distribution by its logits: the probabilities are softmax(logits).</summary>
/// <remarks>Computed in double precision and rounded once. Parameters outside their range give NaN; buffers of wrong lengths are errors.</remarks>
public static partial class Categorical
{
    /// <summary>The logarithm of the probability of a category: logitsₖ − ln Σ exp(logitsᵢ).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="k">The number of the category, from 0.</param>
    /// <param name="logits">The logits of the categories; −∞ is the probability 0.</param>
    /// <returns>The logarithm.</returns>
    /// <exception cref="ArgumentException"><paramref name="k"/> is no category.</exception>
    public static R LogProbability<R>(int k, ReadOnlySpan<R> logits)
        where R : IFloatingPointIeee754<R>
    {
        VectorChecks.Category(k, logits.Length);
        return VectorChain.Value(new VectorFunctions.CategoricalLog(k), logits);
    }

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="k">The number of the category, from 0.</param>
    /// <param name="logits">The logits of the categories; −∞ is the probability 0.</param>
    /// <param name="logitsTangent">The tangent of logits, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException"><paramref name="k"/> is no category. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(int k, ReadOnlySpan<R> logits, ReadOnlySpan<R> logitsTangent)
        where R : IFloatingPointIeee754<R>
    {
        VectorChecks.Category(k, logits.Length);
        return VectorChain.Jvp(new VectorFunctions.CategoricalLog(k), new VectorTangent<R>(logits, logitsTangent, nameof(logits)));
    }

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="k">The number of the category, from 0.</param>
    /// <param name="logits">The logits of the categories; −∞ is the probability 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="logitsGrad">The gradient of logits: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException"><paramref name="k"/> is no category. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R LogProbabilityVjp<R>(int k, ReadOnlySpan<R> logits, R valueGrad, Span<R> logitsGrad)
        where R : IFloatingPointIeee754<R>
    {
        VectorChecks.Category(k, logits.Length);
        return VectorChain.Vjp(new VectorFunctions.CategoricalLog(k), valueGrad, new VectorGrad<R>(logits, logitsGrad, nameof(logits)));
    }

    /// <summary>The probability of a category: exp(logitsₖ)/Σ exp(logitsᵢ).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="k">The number of the category, from 0.</param>
    /// <param name="logits">The logits of the categories; −∞ is the probability 0.</param>
    /// <returns>The probability.</returns>
    /// <exception cref="ArgumentException"><paramref name="k"/> is no category.</exception>
    public static R Probability<R>(int k, ReadOnlySpan<R> logits)
        where R : IFloatingPointIeee754<R>
    {
        VectorChecks.Category(k, logits.Length);
        return VectorChain.Value(new VectorFunctions.CategoricalProbability(k), logits);
    }

    /// <summary>The forward derivative of <c>Probability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="k">The number of the category, from 0.</param>
    /// <param name="logits">The logits of the categories; −∞ is the probability 0.</param>
    /// <param name="logitsTangent">The tangent of logits, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException"><paramref name="k"/> is no category. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) ProbabilityJvp<R>(int k, ReadOnlySpan<R> logits, ReadOnlySpan<R> logitsTangent)
        where R : IFloatingPointIeee754<R>
    {
        VectorChecks.Category(k, logits.Length);
        return VectorChain.Jvp(new VectorFunctions.CategoricalProbability(k), new VectorTangent<R>(logits, logitsTangent, nameof(logits)));
    }

    /// <summary>The reverse derivative of <c>Probability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="k">The number of the category, from 0.</param>
    /// <param name="logits">The logits of the categories; −∞ is the probability 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="logitsGrad">The gradient of logits: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException"><paramref name="k"/> is no category. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R ProbabilityVjp<R>(int k, ReadOnlySpan<R> logits, R valueGrad, Span<R> logitsGrad)
        where R : IFloatingPointIeee754<R>
    {
        VectorChecks.Category(k, logits.Length);
        return VectorChain.Vjp(new VectorFunctions.CategoricalProbability(k), valueGrad, new VectorGrad<R>(logits, logitsGrad, nameof(logits)));
    }

    /// <summary>The entropy in nats: −Σ pᵢ ln pᵢ.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logits">The logits of the categories; −∞ is the probability 0.</param>
    /// <returns>The entropy.</returns>
    /// <exception cref="ArgumentException">There are no logits.</exception>
    public static R Entropy<R>(ReadOnlySpan<R> logits)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.NotEmpty(logits.Length, nameof(logits));
        return VectorChain.Value(default(VectorFunctions.CategoricalEntropy), logits);
    }

    /// <summary>The forward derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logits">The logits of the categories; −∞ is the probability 0.</param>
    /// <param name="logitsTangent">The tangent of logits, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">There are no logits. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) EntropyJvp<R>(ReadOnlySpan<R> logits, ReadOnlySpan<R> logitsTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.NotEmpty(logits.Length, nameof(logits));
        return VectorChain.Jvp(default(VectorFunctions.CategoricalEntropy), new VectorTangent<R>(logits, logitsTangent, nameof(logits)));
    }

    /// <summary>The reverse derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logits">The logits of the categories; −∞ is the probability 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="logitsGrad">The gradient of logits: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">There are no logits. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R EntropyVjp<R>(ReadOnlySpan<R> logits, R valueGrad, Span<R> logitsGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.NotEmpty(logits.Length, nameof(logits));
        return VectorChain.Vjp(default(VectorFunctions.CategoricalEntropy), valueGrad, new VectorGrad<R>(logits, logitsGrad, nameof(logits)));
    }
}
