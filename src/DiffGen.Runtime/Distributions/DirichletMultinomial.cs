using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The multinomial distribution whose probabilities are a Dirichlet draw.</summary>
/// <remarks>Computed in double precision and rounded once. Parameters outside their range give NaN; buffers of wrong lengths are errors.</remarks>
public static partial class DirichletMultinomial
{
    /// <summary>The logarithm of the probability of counts: ln n! − Σ ln cᵢ! + ln Γ(a) − ln Γ(n + a) + Σ (ln Γ(cᵢ + αᵢ) − ln Γ(αᵢ)) with a = Σ αᵢ and n the sum of the counts.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="counts">The counts of the categories.</param>
    /// <param name="alpha">The concentrations, above 0.</param>
    /// <returns>The logarithm.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length, or a count is negative.</exception>
    public static R LogProbability<R>(ReadOnlySpan<int> counts, ReadOnlySpan<R> alpha)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(counts.Length, alpha.Length, nameof(counts), nameof(alpha));
        VectorChecks.Counts(counts);
        return VectorChain.Value(new VectorFunctions.DirichletMultinomialLog(counts), alpha);
    }

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="counts">The counts of the categories.</param>
    /// <param name="alpha">The concentrations, above 0.</param>
    /// <param name="alphaTangent">The tangent of alpha, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length, or a count is negative. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(ReadOnlySpan<int> counts, ReadOnlySpan<R> alpha, ReadOnlySpan<R> alphaTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(counts.Length, alpha.Length, nameof(counts), nameof(alpha));
        VectorChecks.Counts(counts);
        return VectorChain.Jvp(new VectorFunctions.DirichletMultinomialLog(counts), new VectorTangent<R>(alpha, alphaTangent, nameof(alpha)));
    }

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="counts">The counts of the categories.</param>
    /// <param name="alpha">The concentrations, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="alphaGrad">The gradient of alpha: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length, or a count is negative. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R LogProbabilityVjp<R>(ReadOnlySpan<int> counts, ReadOnlySpan<R> alpha, R valueGrad, Span<R> alphaGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(counts.Length, alpha.Length, nameof(counts), nameof(alpha));
        VectorChecks.Counts(counts);
        return VectorChain.Vjp(new VectorFunctions.DirichletMultinomialLog(counts), valueGrad, new VectorGrad<R>(alpha, alphaGrad, nameof(alpha)));
    }
}
