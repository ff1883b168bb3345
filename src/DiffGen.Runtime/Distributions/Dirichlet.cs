using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The Dirichlet distribution inside the simplex.</summary>
/// <remarks>Computed in double precision and rounded once. Parameters outside their range give NaN; buffers of wrong lengths are errors.</remarks>
public static partial class Dirichlet
{
    /// <summary>The logarithm of the density at x: Σ (αᵢ − 1) ln xᵢ − Σ ln Γ(αᵢ) + ln Γ(Σ αᵢ).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">A point inside the simplex.</param>
    /// <param name="alpha">The concentrations, above 0.</param>
    /// <returns>The logarithm.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length.</exception>
    public static R LogProbability<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> alpha)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(x.Length, alpha.Length, nameof(x), nameof(alpha));
        return VectorChain.Value(default(VectorFunctions.DirichletLog), x, alpha);
    }

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">A point inside the simplex.</param>
    /// <param name="alpha">The concentrations, above 0.</param>
    /// <param name="xTangent">The tangent of x, as long as that.</param>
    /// <param name="alphaTangent">The tangent of alpha, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> alpha, ReadOnlySpan<R> xTangent, ReadOnlySpan<R> alphaTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(x.Length, alpha.Length, nameof(x), nameof(alpha));
        return VectorChain.Jvp(default(VectorFunctions.DirichletLog), new VectorTangent<R>(x, xTangent, nameof(x)), new VectorTangent<R>(alpha, alphaTangent, nameof(alpha)));
    }

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">A point inside the simplex.</param>
    /// <param name="alpha">The concentrations, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="xGrad">The gradient of x: added to.</param>
    /// <param name="alphaGrad">The gradient of alpha: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R LogProbabilityVjp<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> alpha, R valueGrad, Span<R> xGrad, Span<R> alphaGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(x.Length, alpha.Length, nameof(x), nameof(alpha));
        return VectorChain.Vjp(default(VectorFunctions.DirichletLog), valueGrad, new VectorGrad<R>(x, xGrad, nameof(x)), new VectorGrad<R>(alpha, alphaGrad, nameof(alpha)));
    }

    /// <summary>The differential entropy in nats: Σ ln Γ(αᵢ) − ln Γ(a) + (a − k) ψ(a) − Σ (αᵢ − 1) ψ(αᵢ) with a = Σ αᵢ.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="alpha">The concentrations, above 0.</param>
    /// <returns>The entropy.</returns>
    /// <exception cref="ArgumentException">There are no concentrations.</exception>
    public static R Entropy<R>(ReadOnlySpan<R> alpha)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.NotEmpty(alpha.Length, nameof(alpha));
        return VectorChain.Value(default(VectorFunctions.DirichletEntropy), alpha);
    }

    /// <summary>The forward derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="alpha">The concentrations, above 0.</param>
    /// <param name="alphaTangent">The tangent of alpha, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">There are no concentrations. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) EntropyJvp<R>(ReadOnlySpan<R> alpha, ReadOnlySpan<R> alphaTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.NotEmpty(alpha.Length, nameof(alpha));
        return VectorChain.Jvp(default(VectorFunctions.DirichletEntropy), new VectorTangent<R>(alpha, alphaTangent, nameof(alpha)));
    }

    /// <summary>The reverse derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="alpha">The concentrations, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="alphaGrad">The gradient of alpha: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">There are no concentrations. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R EntropyVjp<R>(ReadOnlySpan<R> alpha, R valueGrad, Span<R> alphaGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.NotEmpty(alpha.Length, nameof(alpha));
        return VectorChain.Vjp(default(VectorFunctions.DirichletEntropy), valueGrad, new VectorGrad<R>(alpha, alphaGrad, nameof(alpha)));
    }
}
