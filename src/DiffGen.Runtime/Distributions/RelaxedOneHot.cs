using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The relaxed one-hot (Concrete) distribution inside the simplex (Maddison, Mnih and Teh, ICLR 2017).</summary>
/// <remarks>Computed in double precision and rounded once. Parameters outside their range give NaN; buffers of wrong lengths are errors.</remarks>
public static partial class RelaxedOneHot
{
    /// <summary>The logarithm of the density at x: ln Γ(k) + (k − 1) ln τ + Σ (lᵢ − (τ + 1) ln xᵢ) − k ln Σ exp(lᵢ − τ ln xᵢ).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">A point inside the simplex.</param>
    /// <param name="logits">The logits of the vertices.</param>
    /// <param name="temperature">The temperature τ, above 0.</param>
    /// <returns>The logarithm.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length.</exception>
    public static R LogProbability<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> logits, R temperature)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(x.Length, logits.Length, nameof(x), nameof(logits));
        return VectorChain.Value(default(VectorFunctions.RelaxedOneHotLog), x, logits, new ReadOnlySpan<R>(in temperature));
    }

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">A point inside the simplex.</param>
    /// <param name="logits">The logits of the vertices.</param>
    /// <param name="temperature">The temperature τ, above 0.</param>
    /// <param name="xTangent">The tangent of x, as long as that.</param>
    /// <param name="logitsTangent">The tangent of logits, as long as that.</param>
    /// <param name="temperatureTangent">The tangent of temperature.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> logits, R temperature, ReadOnlySpan<R> xTangent, ReadOnlySpan<R> logitsTangent, R temperatureTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(x.Length, logits.Length, nameof(x), nameof(logits));
        return VectorChain.Jvp(default(VectorFunctions.RelaxedOneHotLog), new VectorTangent<R>(x, xTangent, nameof(x)), new VectorTangent<R>(logits, logitsTangent, nameof(logits)), new VectorTangent<R>(new ReadOnlySpan<R>(in temperature), new ReadOnlySpan<R>(in temperatureTangent), nameof(temperature)));
    }

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">A point inside the simplex.</param>
    /// <param name="logits">The logits of the vertices.</param>
    /// <param name="temperature">The temperature τ, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="xGrad">The gradient of x: added to.</param>
    /// <param name="logitsGrad">The gradient of logits: added to.</param>
    /// <returns>The value, and the gradients with respect to temperature.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static (R Value, R TemperatureGrad) LogProbabilityVjp<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> logits, R temperature, R valueGrad, Span<R> xGrad, Span<R> logitsGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(x.Length, logits.Length, nameof(x), nameof(logits));
        R temperatureGrad = R.Zero;
        R value = VectorChain.Vjp(default(VectorFunctions.RelaxedOneHotLog), valueGrad, new VectorGrad<R>(x, xGrad, nameof(x)), new VectorGrad<R>(logits, logitsGrad, nameof(logits)), new VectorGrad<R>(new ReadOnlySpan<R>(in temperature), new Span<R>(ref temperatureGrad), nameof(temperature)));
        return (value, temperatureGrad);
    }
}
