using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <content>Independent variables, one for each element.</content>
public static partial class Binomial
{
    /// <summary>The logarithm of the probability of independent counts: the sum of theirs.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The counts.</param>
    /// <param name="n">The number of trials of each, 0 or more.</param>
    /// <param name="p">The probabilities of a success, in [0, 1].</param>
    /// <returns>The logarithm.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length.</exception>
    public static R LogProbability<R>(ReadOnlySpan<int> x, int n, ReadOnlySpan<R> p)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(p.Length, x.Length, nameof(p), nameof(x));
        return VectorChain.Value(new VectorFunctions.BinomialLogSum(x, n), p);
    }

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The counts.</param>
    /// <param name="n">The number of trials of each, 0 or more.</param>
    /// <param name="p">The probabilities of a success, in [0, 1].</param>
    /// <param name="pTangent">The tangent of p, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(ReadOnlySpan<int> x, int n, ReadOnlySpan<R> p, ReadOnlySpan<R> pTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(p.Length, x.Length, nameof(p), nameof(x));
        return VectorChain.Jvp(new VectorFunctions.BinomialLogSum(x, n), new VectorTangent<R>(p, pTangent, nameof(p)));
    }

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The counts.</param>
    /// <param name="n">The number of trials of each, 0 or more.</param>
    /// <param name="p">The probabilities of a success, in [0, 1].</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="pGrad">The gradient of p: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R LogProbabilityVjp<R>(ReadOnlySpan<int> x, int n, ReadOnlySpan<R> p, R valueGrad, Span<R> pGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(p.Length, x.Length, nameof(p), nameof(x));
        return VectorChain.Vjp(new VectorFunctions.BinomialLogSum(x, n), valueGrad, new VectorGrad<R>(p, pGrad, nameof(p)));
    }
}
