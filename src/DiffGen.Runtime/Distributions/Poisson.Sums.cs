using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <content>Independent variables, one for each element.</content>
public static partial class Poisson
{
    /// <summary>The logarithm of the probability of independent counts: the sum of theirs.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The counts.</param>
    /// <param name="lambda">The means, 0 or more.</param>
    /// <returns>The logarithm.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length.</exception>
    public static R LogProbability<R>(ReadOnlySpan<int> x, ReadOnlySpan<R> lambda)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(lambda.Length, x.Length, nameof(lambda), nameof(x));
        return VectorChain.Value(new VectorFunctions.PoissonLogSum(x), lambda);
    }

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The counts.</param>
    /// <param name="lambda">The means, 0 or more.</param>
    /// <param name="lambdaTangent">The tangent of lambda, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(ReadOnlySpan<int> x, ReadOnlySpan<R> lambda, ReadOnlySpan<R> lambdaTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(lambda.Length, x.Length, nameof(lambda), nameof(x));
        return VectorChain.Jvp(new VectorFunctions.PoissonLogSum(x), new VectorTangent<R>(lambda, lambdaTangent, nameof(lambda)));
    }

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The counts.</param>
    /// <param name="lambda">The means, 0 or more.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="lambdaGrad">The gradient of lambda: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R LogProbabilityVjp<R>(ReadOnlySpan<int> x, ReadOnlySpan<R> lambda, R valueGrad, Span<R> lambdaGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(lambda.Length, x.Length, nameof(lambda), nameof(x));
        return VectorChain.Vjp(new VectorFunctions.PoissonLogSum(x), valueGrad, new VectorGrad<R>(lambda, lambdaGrad, nameof(lambda)));
    }
}
