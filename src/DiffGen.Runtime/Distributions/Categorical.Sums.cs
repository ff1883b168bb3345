using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <content>Independent variables, one for each element.</content>
public static partial class Categorical
{
    /// <summary>The logarithm of the probability of independent categories, each with logits of its own: the sum of theirs.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="k">The numbers of the categories, from 0.</param>
    /// <param name="logits">The logits, a row for each; −∞ is the probability 0.</param>
    /// <returns>The logarithm.</returns>
    /// <exception cref="ArgumentException">The logits are no rows of equal length, or a number is no category.</exception>
    public static R LogProbability<R>(ReadOnlySpan<int> k, ReadOnlySpan<R> logits)
        where R : IFloatingPointIeee754<R>
    {
        VectorChecks.Categories(k, logits.Length);
        return VectorChain.Value(new VectorFunctions.CategoricalLogSum(k), logits);
    }

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="k">The numbers of the categories, from 0.</param>
    /// <param name="logits">The logits, a row for each; −∞ is the probability 0.</param>
    /// <param name="logitsTangent">The tangent of logits, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">The logits are no rows of equal length, or a number is no category. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(ReadOnlySpan<int> k, ReadOnlySpan<R> logits, ReadOnlySpan<R> logitsTangent)
        where R : IFloatingPointIeee754<R>
    {
        VectorChecks.Categories(k, logits.Length);
        return VectorChain.Jvp(new VectorFunctions.CategoricalLogSum(k), new VectorTangent<R>(logits, logitsTangent, nameof(logits)));
    }

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="k">The numbers of the categories, from 0.</param>
    /// <param name="logits">The logits, a row for each; −∞ is the probability 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="logitsGrad">The gradient of logits: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The logits are no rows of equal length, or a number is no category. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R LogProbabilityVjp<R>(ReadOnlySpan<int> k, ReadOnlySpan<R> logits, R valueGrad, Span<R> logitsGrad)
        where R : IFloatingPointIeee754<R>
    {
        VectorChecks.Categories(k, logits.Length);
        return VectorChain.Vjp(new VectorFunctions.CategoricalLogSum(k), valueGrad, new VectorGrad<R>(logits, logitsGrad, nameof(logits)));
    }
}
