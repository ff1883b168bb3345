using System;
using System.Numerics;
using DiffGen.Distributions;

namespace DiffGen.CompilerServices;

/// <content>Partial derivatives by vectors of parameters: they overwrite the buffers that they are given.</content>
public static partial class Scores
{
    /// <summary>∂ log P(counts; logits)/∂logitsᵢ = cᵢ − n pᵢ.</summary>
    public static void MultinomialScore<R>(ReadOnlySpan<int> counts, ReadOnlySpan<R> logits, Span<R> scores)
        where R : IFloatingPointIeee754<R>
    {
        scores.Clear();
        _ = Multinomial.LogProbabilityVjp(counts, logits, R.One, scores);
    }

    /// <summary>∂ log P(counts; α)/∂αᵢ.</summary>
    public static void DirichletMultinomialScore<R>(ReadOnlySpan<int> counts, ReadOnlySpan<R> alpha, Span<R> scores)
        where R : IFloatingPointIeee754<R>
    {
        scores.Clear();
        _ = DirichletMultinomial.LogProbabilityVjp(counts, alpha, R.One, scores);
    }

    /// <summary>∂ log P(ranking; logits)/∂logitsᵢ: for each place 1 for who has it, less the softmax over who is left.</summary>
    public static void PlackettLuceScore<R>(ReadOnlySpan<int> ranking, ReadOnlySpan<R> logits, Span<R> scores)
        where R : IFloatingPointIeee754<R>
    {
        scores.Clear();
        _ = PlackettLuce.LogProbabilityVjp(ranking, logits, R.One, scores);
    }

    /// <summary>The partial derivatives of the log-density of a mixture at x.</summary>
    public static void NormalMixtureScore<R>(R x, ReadOnlySpan<R> logits, ReadOnlySpan<R> mu, ReadOnlySpan<R> sigma, Span<R> byLogits, Span<R> byMu, Span<R> bySigma)
        where R : IFloatingPointIeee754<R>
    {
        byLogits.Clear();
        byMu.Clear();
        bySigma.Clear();
        _ = NormalMixture.LogProbabilityVjp(x, logits, mu, sigma, R.One, byLogits, byMu, bySigma);
    }

    /// <summary>The partial derivatives of a draw x of a mixture along its path.</summary>
    public static void NormalMixturePath<R>(R x, ReadOnlySpan<R> logits, ReadOnlySpan<R> mu, ReadOnlySpan<R> sigma, Span<R> byLogits, Span<R> byMu, Span<R> bySigma)
        where R : IFloatingPointIeee754<R>
    {
        byLogits.Clear();
        byMu.Clear();
        bySigma.Clear();
        NormalMixture.PathwiseVjp(x, logits, mu, sigma, R.One, byLogits, byMu, bySigma);
    }
}
