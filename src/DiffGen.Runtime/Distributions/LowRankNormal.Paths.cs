using System;
using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <content>
/// The path of a draw: x = mu + W z + sigma ∘ z′. The draw does not tell z and z′ apart: they are drawn again, from the stream as it was before the draw.
/// </content>
public static partial class LowRankNormal
{
    /// <summary>The tangent of a draw along its path: muTangent + factorTangent z + sigmaTangent ∘ z′.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="noise">The stream as it was before the draw.</param>
    /// <param name="muTangent">The tangent of mu, d numbers.</param>
    /// <param name="factorTangent">The tangent of the factor, d × r row by row.</param>
    /// <param name="sigmaTangent">The tangent of sigma, d numbers.</param>
    /// <param name="xTangent">Receives the tangent of the draw; overwritten.</param>
    /// <exception cref="ArgumentException">A buffer has another length, or the last one overlaps another one; nothing is written.</exception>
    public static void PathwiseJvp<R>(Noise noise, ReadOnlySpan<R> muTangent, ReadOnlySpan<R> factorTangent, ReadOnlySpan<R> sigmaTangent, Span<R> xTangent)
        where R : IFloatingPointIeee754<R>
    {
        int d = muTangent.Length;
        VectorChecks.Factor(factorTangent.Length, d, nameof(factorTangent));
        Parameters.SameLength(sigmaTangent.Length, d, nameof(sigmaTangent), nameof(muTangent));
        Parameters.SameLength(xTangent.Length, d, nameof(xTangent), nameof(muTangent));
        Arguments.Disjoint<R, R>(xTangent, muTangent, nameof(xTangent), nameof(muTangent));
        Arguments.Disjoint<R, R>(xTangent, factorTangent, nameof(xTangent), nameof(factorTangent));
        Arguments.Disjoint<R, R>(xTangent, sigmaTangent, nameof(xTangent), nameof(sigmaTangent));
        int r = d == 0 ? 0 : factorTangent.Length / d;
        using Scratch scratch = new(r);
        Span<double> z = scratch.Span;
        Draw(ref noise, z);
        for (int i = 0; i < d; i++)
        {
            DrawWords words = noise.Draw();
            double sum = Real.ToDouble(muTangent[i]) + (Real.ToDouble(sigmaTangent[i]) * Draws.StandardNormal(ref words));
            for (int j = 0; j < r; j++)
            {
                sum += Real.ToDouble(factorTangent[(i * r) + j]) * z[j];
            }

            xTangent[i] = Real.From<R>(sum);
        }
    }

    /// <summary>The gradients of the parameters for the cotangent g of a draw, along its path: g, g zᵀ and g ∘ z′.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="noise">The stream as it was before the draw.</param>
    /// <param name="xGrad">The cotangent of the draw, d numbers.</param>
    /// <param name="muGrad">The gradient of mu, d numbers: added to.</param>
    /// <param name="factorGrad">The gradient of the factor, d × r row by row: added to.</param>
    /// <param name="sigmaGrad">The gradient of sigma, d numbers: added to.</param>
    /// <exception cref="ArgumentException">A buffer has another length, or a gradient overlaps another buffer; nothing is written.</exception>
    public static void PathwiseVjp<R>(Noise noise, ReadOnlySpan<R> xGrad, Span<R> muGrad, Span<R> factorGrad, Span<R> sigmaGrad)
        where R : IFloatingPointIeee754<R>
    {
        int d = xGrad.Length;
        Parameters.SameLength(muGrad.Length, d, nameof(muGrad), nameof(xGrad));
        VectorChecks.Factor(factorGrad.Length, d, nameof(factorGrad));
        Parameters.SameLength(sigmaGrad.Length, d, nameof(sigmaGrad), nameof(xGrad));
        Arguments.Disjoint<R, R>(muGrad, xGrad, nameof(muGrad), nameof(xGrad));
        Arguments.Disjoint<R, R>(factorGrad, xGrad, nameof(factorGrad), nameof(xGrad));
        Arguments.Disjoint<R, R>(sigmaGrad, xGrad, nameof(sigmaGrad), nameof(xGrad));
        Arguments.Disjoint<R, R>(muGrad, factorGrad, nameof(muGrad), nameof(factorGrad));
        Arguments.Disjoint<R, R>(muGrad, sigmaGrad, nameof(muGrad), nameof(sigmaGrad));
        Arguments.Disjoint<R, R>(factorGrad, sigmaGrad, nameof(factorGrad), nameof(sigmaGrad));
        int r = d == 0 ? 0 : factorGrad.Length / d;
        using Scratch scratch = new(r);
        Span<double> z = scratch.Span;
        Draw(ref noise, z);
        for (int i = 0; i < d; i++)
        {
            DrawWords words = noise.Draw();
            double grad = Real.ToDouble(xGrad[i]);
            muGrad[i] += xGrad[i];
            sigmaGrad[i] += Real.From<R>(grad * Draws.StandardNormal(ref words));
            for (int j = 0; j < r; j++)
            {
                factorGrad[(i * r) + j] += Real.From<R>(grad * z[j]);
            }
        }
    }

    private static void Draw(ref Noise noise, Span<double> z)
    {
        for (int j = 0; j < z.Length; j++)
        {
            DrawWords words = noise.Draw();
            z[j] = Draws.StandardNormal(ref words);
        }
    }
}
