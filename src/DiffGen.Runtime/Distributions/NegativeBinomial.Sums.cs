using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <content>Independent variables, one for each element.</content>
public static partial class NegativeBinomial
{
    /// <summary>The logarithm of the probability of independent counts: the sum of theirs.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The counts.</param>
    /// <param name="r">The numbers of successes, above 0; need not be whole.</param>
    /// <param name="p">The probabilities of a success, in (0, 1].</param>
    /// <returns>The logarithm.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length.</exception>
    public static R LogProbability<R>(ReadOnlySpan<int> x, ReadOnlySpan<R> r, ReadOnlySpan<R> p)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(r.Length, x.Length, nameof(r), nameof(x));
        Parameters.SameLength(p.Length, x.Length, nameof(p), nameof(x));
        return VectorChain.Value(new VectorFunctions.NegativeBinomialLogSum(x), r, p);
    }

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The counts.</param>
    /// <param name="r">The numbers of successes, above 0; need not be whole.</param>
    /// <param name="p">The probabilities of a success, in (0, 1].</param>
    /// <param name="rTangent">The tangent of r, as long as that.</param>
    /// <param name="pTangent">The tangent of p, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(ReadOnlySpan<int> x, ReadOnlySpan<R> r, ReadOnlySpan<R> p, ReadOnlySpan<R> rTangent, ReadOnlySpan<R> pTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(r.Length, x.Length, nameof(r), nameof(x));
        Parameters.SameLength(p.Length, x.Length, nameof(p), nameof(x));
        return VectorChain.Jvp(new VectorFunctions.NegativeBinomialLogSum(x), new VectorTangent<R>(r, rTangent, nameof(r)), new VectorTangent<R>(p, pTangent, nameof(p)));
    }

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The counts.</param>
    /// <param name="r">The numbers of successes, above 0; need not be whole.</param>
    /// <param name="p">The probabilities of a success, in (0, 1].</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="rGrad">The gradient of r: added to.</param>
    /// <param name="pGrad">The gradient of p: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R LogProbabilityVjp<R>(ReadOnlySpan<int> x, ReadOnlySpan<R> r, ReadOnlySpan<R> p, R valueGrad, Span<R> rGrad, Span<R> pGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(r.Length, x.Length, nameof(r), nameof(x));
        Parameters.SameLength(p.Length, x.Length, nameof(p), nameof(x));
        return VectorChain.Vjp(new VectorFunctions.NegativeBinomialLogSum(x), valueGrad, new VectorGrad<R>(r, rGrad, nameof(r)), new VectorGrad<R>(p, pGrad, nameof(p)));
    }
}
