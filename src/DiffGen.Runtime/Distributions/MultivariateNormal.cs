using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The multivariate normal distribution by a factor of its covariance L Lᵀ.</summary>
/// <remarks>Computed in double precision and rounded once. Parameters outside their range give NaN; buffers of wrong lengths are errors.</remarks>
public static partial class MultivariateNormal
{
    /// <summary>The logarithm of the density at x: −½ |w|² − Σ ln |Lᵢᵢ| − ½ d ln 2π with L w = x − mu.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value, d numbers.</param>
    /// <param name="mu">The mean, d numbers.</param>
    /// <param name="cholesky">The lower triangular factor L, d × d row by row; what stands above its diagonal is not read and has the gradient 0.</param>
    /// <returns>The logarithm.</returns>
    /// <exception cref="ArgumentException">A buffer has another length.</exception>
    public static R LogProbability<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> mu, ReadOnlySpan<R> cholesky)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(x.Length, mu.Length, nameof(x), nameof(mu));
        Parameters.Matrix(cholesky.Length, mu.Length, mu.Length, nameof(cholesky));
        return VectorChain.Value(default(VectorFunctions.MultivariateNormalLog), x, mu, cholesky);
    }

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value, d numbers.</param>
    /// <param name="mu">The mean, d numbers.</param>
    /// <param name="cholesky">The lower triangular factor L, d × d row by row; what stands above its diagonal is not read and has the gradient 0.</param>
    /// <param name="xTangent">The tangent of x, as long as that.</param>
    /// <param name="muTangent">The tangent of mu, as long as that.</param>
    /// <param name="choleskyTangent">The tangent of cholesky, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">A buffer has another length. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> mu, ReadOnlySpan<R> cholesky, ReadOnlySpan<R> xTangent, ReadOnlySpan<R> muTangent, ReadOnlySpan<R> choleskyTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(x.Length, mu.Length, nameof(x), nameof(mu));
        Parameters.Matrix(cholesky.Length, mu.Length, mu.Length, nameof(cholesky));
        return VectorChain.Jvp(default(VectorFunctions.MultivariateNormalLog), new VectorTangent<R>(x, xTangent, nameof(x)), new VectorTangent<R>(mu, muTangent, nameof(mu)), new VectorTangent<R>(cholesky, choleskyTangent, nameof(cholesky)));
    }

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value, d numbers.</param>
    /// <param name="mu">The mean, d numbers.</param>
    /// <param name="cholesky">The lower triangular factor L, d × d row by row; what stands above its diagonal is not read and has the gradient 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="xGrad">The gradient of x: added to.</param>
    /// <param name="muGrad">The gradient of mu: added to.</param>
    /// <param name="choleskyGrad">The gradient of cholesky: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">A buffer has another length. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R LogProbabilityVjp<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> mu, ReadOnlySpan<R> cholesky, R valueGrad, Span<R> xGrad, Span<R> muGrad, Span<R> choleskyGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(x.Length, mu.Length, nameof(x), nameof(mu));
        Parameters.Matrix(cholesky.Length, mu.Length, mu.Length, nameof(cholesky));
        return VectorChain.Vjp(default(VectorFunctions.MultivariateNormalLog), valueGrad, new VectorGrad<R>(x, xGrad, nameof(x)), new VectorGrad<R>(mu, muGrad, nameof(mu)), new VectorGrad<R>(cholesky, choleskyGrad, nameof(cholesky)));
    }

    /// <summary>The differential entropy in nats: Σ ln |Lᵢᵢ| + ½ d ln 2πe.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="cholesky">The lower triangular factor L, d × d row by row; what stands above its diagonal is not read and has the gradient 0.</param>
    /// <returns>The entropy.</returns>
    /// <exception cref="ArgumentException"><paramref name="cholesky"/> is no square matrix.</exception>
    public static R Entropy<R>(ReadOnlySpan<R> cholesky)
        where R : IFloatingPointIeee754<R>
    {
        return VectorChain.Value(new VectorFunctions.MultivariateNormalEntropy(VectorChecks.Side(cholesky.Length, nameof(cholesky))), cholesky);
    }

    /// <summary>The forward derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="cholesky">The lower triangular factor L, d × d row by row; what stands above its diagonal is not read and has the gradient 0.</param>
    /// <param name="choleskyTangent">The tangent of cholesky, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException"><paramref name="cholesky"/> is no square matrix. Or a tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) EntropyJvp<R>(ReadOnlySpan<R> cholesky, ReadOnlySpan<R> choleskyTangent)
        where R : IFloatingPointIeee754<R>
    {
        return VectorChain.Jvp(new VectorFunctions.MultivariateNormalEntropy(VectorChecks.Side(cholesky.Length, nameof(cholesky))), new VectorTangent<R>(cholesky, choleskyTangent, nameof(cholesky)));
    }

    /// <summary>The reverse derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="cholesky">The lower triangular factor L, d × d row by row; what stands above its diagonal is not read and has the gradient 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="choleskyGrad">The gradient of cholesky: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException"><paramref name="cholesky"/> is no square matrix. Or a gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R EntropyVjp<R>(ReadOnlySpan<R> cholesky, R valueGrad, Span<R> choleskyGrad)
        where R : IFloatingPointIeee754<R>
    {
        return VectorChain.Vjp(new VectorFunctions.MultivariateNormalEntropy(VectorChecks.Side(cholesky.Length, nameof(cholesky))), valueGrad, new VectorGrad<R>(cholesky, choleskyGrad, nameof(cholesky)));
    }
}
