using System;
using System.Numerics;

namespace DiffGen.Distributions;

/// <summary>The Plackett–Luce distribution of rankings: each place goes to one of those that are left, with probabilities ∝ exp(logit).</summary>
/// <remarks>Computed in double precision and rounded once. Parameters outside their range give NaN; buffers of wrong lengths are errors.</remarks>
public static partial class PlackettLuce
{
    /// <summary>The logarithm of the probability of a ranking.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="ranking">The numbers of the items, the first place first; the first places alone are a ranking too.</param>
    /// <param name="logits">The logits of the items.</param>
    /// <returns>The logarithm.</returns>
    /// <exception cref="ArgumentException">The ranking names an item that does not exist, or one twice.</exception>
    public static R LogProbability<R>(ReadOnlySpan<int> ranking, ReadOnlySpan<R> logits)
        where R : IFloatingPointIeee754<R>
    {
        VectorChecks.Ranking(ranking, logits.Length);
        return VectorChain.Value(new VectorFunctions.PlackettLuceLog(ranking), logits);
    }

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="ranking">The numbers of the items, the first place first; the first places alone are a ranking too.</param>
    /// <param name="logits">The logits of the items.</param>
    /// <param name="logitsTangent">The tangent of logits, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">The ranking names an item that does not exist, or one twice. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(ReadOnlySpan<int> ranking, ReadOnlySpan<R> logits, ReadOnlySpan<R> logitsTangent)
        where R : IFloatingPointIeee754<R>
    {
        VectorChecks.Ranking(ranking, logits.Length);
        return VectorChain.Jvp(new VectorFunctions.PlackettLuceLog(ranking), new VectorTangent<R>(logits, logitsTangent, nameof(logits)));
    }

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="ranking">The numbers of the items, the first place first; the first places alone are a ranking too.</param>
    /// <param name="logits">The logits of the items.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="logitsGrad">The gradient of logits: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The ranking names an item that does not exist, or one twice. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R LogProbabilityVjp<R>(ReadOnlySpan<int> ranking, ReadOnlySpan<R> logits, R valueGrad, Span<R> logitsGrad)
        where R : IFloatingPointIeee754<R>
    {
        VectorChecks.Ranking(ranking, logits.Length);
        return VectorChain.Vjp(new VectorFunctions.PlackettLuceLog(ranking), valueGrad, new VectorGrad<R>(logits, logitsGrad, nameof(logits)));
    }
}
