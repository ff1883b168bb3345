using System;
using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <content>The path of a draw: x = mu + L z, with z from L z = x − mu.</content>
public static partial class MultivariateNormal
{
    /// <summary>The tangent of a draw x along its path: muTangent + choleskyTangent z.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw, d numbers.</param>
    /// <param name="mu">The mean, d numbers.</param>
    /// <param name="cholesky">The lower triangular factor L, d × d row by row.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="choleskyTangent">The tangent of L; what stands above its diagonal is not read.</param>
    /// <param name="xTangent">Receives the tangent of x; overwritten.</param>
    /// <exception cref="ArgumentException">A buffer has another length, or the last one overlaps another one; nothing is written.</exception>
    public static void PathwiseJvp<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> mu, ReadOnlySpan<R> cholesky, ReadOnlySpan<R> muTangent, ReadOnlySpan<R> choleskyTangent, Span<R> xTangent)
        where R : IFloatingPointIeee754<R>
    {
        int d = x.Length;
        Parameters.SameLength(mu.Length, d, nameof(mu), nameof(x));
        Parameters.Matrix(cholesky.Length, d, d, nameof(cholesky));
        Parameters.SameLength(muTangent.Length, d, nameof(muTangent), nameof(mu));
        Parameters.SameLength(choleskyTangent.Length, cholesky.Length, nameof(choleskyTangent), nameof(cholesky));
        Parameters.SameLength(xTangent.Length, d, nameof(xTangent), nameof(x));
        Arguments.Disjoint<R, R>(xTangent, x, nameof(xTangent), nameof(x));
        Arguments.Disjoint<R, R>(xTangent, mu, nameof(xTangent), nameof(mu));
        Arguments.Disjoint<R, R>(xTangent, cholesky, nameof(xTangent), nameof(cholesky));
        Arguments.Disjoint<R, R>(xTangent, muTangent, nameof(xTangent), nameof(muTangent));
        Arguments.Disjoint<R, R>(xTangent, choleskyTangent, nameof(xTangent), nameof(choleskyTangent));
        using Scratch scratch = new(d + (d * d));
        Span<double> z = scratch.Span[..d];
        Standardise(x, mu, cholesky, scratch.Span[d..], z);
        for (int i = 0; i < d; i++)
        {
            double sum = Real.ToDouble(muTangent[i]);
            for (int j = 0; j <= i; j++)
            {
                sum += StrongZero.Multiply(Real.ToDouble(choleskyTangent[(i * d) + j]), z[j]);
            }

            xTangent[i] = Real.From<R>(sum);
        }
    }

    /// <summary>The gradients of the parameters for the cotangent g of a draw x, along its path: g, and the lower triangle of g zᵀ.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw, d numbers.</param>
    /// <param name="mu">The mean, d numbers.</param>
    /// <param name="cholesky">The lower triangular factor L, d × d row by row.</param>
    /// <param name="xGrad">The cotangent of x.</param>
    /// <param name="muGrad">The gradient of mu: added to.</param>
    /// <param name="choleskyGrad">The gradient of L: added to, on and below the diagonal.</param>
    /// <exception cref="ArgumentException">A buffer has another length, or a gradient overlaps another buffer; nothing is written.</exception>
    public static void PathwiseVjp<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> mu, ReadOnlySpan<R> cholesky, ReadOnlySpan<R> xGrad, Span<R> muGrad, Span<R> choleskyGrad)
        where R : IFloatingPointIeee754<R>
    {
        int d = x.Length;
        Parameters.SameLength(mu.Length, d, nameof(mu), nameof(x));
        Parameters.Matrix(cholesky.Length, d, d, nameof(cholesky));
        Parameters.SameLength(xGrad.Length, d, nameof(xGrad), nameof(x));
        VectorChain.CheckGradients(new VectorGrad<R>(mu, muGrad, nameof(mu)), new VectorGrad<R>(cholesky, choleskyGrad, nameof(cholesky)));
        Arguments.Disjoint<R, R>(muGrad, x, nameof(muGrad), nameof(x));
        Arguments.Disjoint<R, R>(muGrad, xGrad, nameof(muGrad), nameof(xGrad));
        Arguments.Disjoint<R, R>(choleskyGrad, x, nameof(choleskyGrad), nameof(x));
        Arguments.Disjoint<R, R>(choleskyGrad, xGrad, nameof(choleskyGrad), nameof(xGrad));
        using Scratch scratch = new(d + (d * d));
        Span<double> z = scratch.Span[..d];
        Standardise(x, mu, cholesky, scratch.Span[d..], z);
        for (int i = 0; i < d; i++)
        {
            double grad = Real.ToDouble(xGrad[i]);
            muGrad[i] += xGrad[i];
            for (int j = 0; j <= i; j++)
            {
                choleskyGrad[(i * d) + j] += Real.From<R>(StrongZero.Multiply(grad, z[j]));
            }
        }
    }

    private static void Standardise<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> mu, ReadOnlySpan<R> cholesky, Span<double> l, Span<double> z)
        where R : IFloatingPointIeee754<R>
    {
        Real.Copy(cholesky, l);
        for (int i = 0; i < z.Length; i++)
        {
            z[i] = Real.ToDouble(x[i]) - Real.ToDouble(mu[i]);
        }

        VectorFunctions.SolveLower(l, z);
    }
}
