using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The categorical distribution over vectors that are 1 at one place and 0 elsewhere.</summary>
/// <remarks>Computed in double precision and rounded once. Parameters outside their range give NaN; buffers of wrong lengths are errors.</remarks>
public static partial class OneHot
{
    /// <summary>The logarithm of the probability of a vector: Σ xᵢ ln pᵢ with p = softmax(logits). Of vectors of weights it is minus the cross-entropy.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The vector.</param>
    /// <param name="logits">The logits of the categories; −∞ is the probability 0.</param>
    /// <returns>The logarithm.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length.</exception>
    public static R LogProbability<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> logits)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(x.Length, logits.Length, nameof(x), nameof(logits));
        return VectorChain.Value(default(VectorFunctions.OneHotLog), x, logits);
    }

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The vector.</param>
    /// <param name="logits">The logits of the categories; −∞ is the probability 0.</param>
    /// <param name="xTangent">The tangent of x, as long as that.</param>
    /// <param name="logitsTangent">The tangent of logits, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> logits, ReadOnlySpan<R> xTangent, ReadOnlySpan<R> logitsTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(x.Length, logits.Length, nameof(x), nameof(logits));
        return VectorChain.Jvp(default(VectorFunctions.OneHotLog), new VectorTangent<R>(x, xTangent, nameof(x)), new VectorTangent<R>(logits, logitsTangent, nameof(logits)));
    }

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The vector.</param>
    /// <param name="logits">The logits of the categories; −∞ is the probability 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="xGrad">The gradient of x: added to.</param>
    /// <param name="logitsGrad">The gradient of logits: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R LogProbabilityVjp<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> logits, R valueGrad, Span<R> xGrad, Span<R> logitsGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(x.Length, logits.Length, nameof(x), nameof(logits));
        return VectorChain.Vjp(default(VectorFunctions.OneHotLog), valueGrad, new VectorGrad<R>(x, xGrad, nameof(x)), new VectorGrad<R>(logits, logitsGrad, nameof(logits)));
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
