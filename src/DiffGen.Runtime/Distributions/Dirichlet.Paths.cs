using System;
using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <content>
/// The path of a draw: with the beta marginal of xⱼ at a fixed value of its distribution function, ∂xⱼ/∂αⱼ = xⱼ (1 − xⱼ) lⱼ, and what is left is scaled, ∂xᵢ/∂αⱼ = −xᵢ xⱼ lⱼ, with
/// lⱼ = ∂ logit xⱼ/∂αⱼ (Jankowiak and Obermeyer, "Pathwise derivatives beyond the reparameterization trick", ICML 2018).
/// </content>
public static partial class Dirichlet
{
    /// <summary>The tangent of a draw x along its path.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="alpha">The concentrations, above 0.</param>
    /// <param name="alphaTangent">The tangent of alpha.</param>
    /// <param name="xTangent">Receives the tangent of x; overwritten.</param>
    /// <exception cref="ArgumentException">The buffers differ in length, or the last one overlaps another one; nothing is written.</exception>
    public static void PathwiseJvp<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> alpha, ReadOnlySpan<R> alphaTangent, Span<R> xTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(alpha.Length, x.Length, nameof(alpha), nameof(x));
        Parameters.SameLength(alphaTangent.Length, x.Length, nameof(alphaTangent), nameof(alpha));
        Parameters.SameLength(xTangent.Length, x.Length, nameof(xTangent), nameof(x));
        Arguments.Disjoint<R, R>(xTangent, x, nameof(xTangent), nameof(x));
        Arguments.Disjoint<R, R>(xTangent, alpha, nameof(xTangent), nameof(alpha));
        Arguments.Disjoint<R, R>(xTangent, alphaTangent, nameof(xTangent), nameof(alphaTangent));
        using Scratch scratch = new(x.Length);
        Span<double> moves = scratch.Span;
        Moves(x, alpha, moves);
        double mean = 0;
        for (int j = 0; j < moves.Length; j++)
        {
            moves[j] = StrongZero.Multiply(Real.ToDouble(alphaTangent[j]), moves[j]);
            mean += Real.ToDouble(x[j]) * moves[j];
        }

        for (int i = 0; i < moves.Length; i++)
        {
            xTangent[i] = Real.From<R>(Real.ToDouble(x[i]) * (moves[i] - mean));
        }
    }

    /// <summary>The gradient of the concentrations for the cotangent of a draw x, along its path.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="alpha">The concentrations, above 0.</param>
    /// <param name="xGrad">The cotangent of x.</param>
    /// <param name="alphaGrad">The gradient of alpha: added to.</param>
    /// <exception cref="ArgumentException">The buffers differ in length, or the last one overlaps another one; nothing is written.</exception>
    public static void PathwiseVjp<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> alpha, ReadOnlySpan<R> xGrad, Span<R> alphaGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(alpha.Length, x.Length, nameof(alpha), nameof(x));
        Parameters.SameLength(xGrad.Length, x.Length, nameof(xGrad), nameof(x));
        Parameters.SameLength(alphaGrad.Length, x.Length, nameof(alphaGrad), nameof(alpha));
        Arguments.Disjoint<R, R>(alphaGrad, x, nameof(alphaGrad), nameof(x));
        Arguments.Disjoint<R, R>(alphaGrad, alpha, nameof(alphaGrad), nameof(alpha));
        Arguments.Disjoint<R, R>(alphaGrad, xGrad, nameof(alphaGrad), nameof(xGrad));
        using Scratch scratch = new(x.Length);
        Span<double> moves = scratch.Span;
        Moves(x, alpha, moves);
        double mean = 0;
        for (int i = 0; i < moves.Length; i++)
        {
            mean += Real.ToDouble(x[i]) * Real.ToDouble(xGrad[i]);
        }

        for (int j = 0; j < moves.Length; j++)
        {
            alphaGrad[j] += Real.From<R>(StrongZero.Multiply(Real.ToDouble(x[j]) * (Real.ToDouble(xGrad[j]) - mean), moves[j]));
        }
    }

    /// <summary>lⱼ = ∂ logit xⱼ/∂αⱼ of the beta marginals; 1 − xⱼ is the sum of the others.</summary>
    private static void Moves<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> alpha, Span<double> moves)
        where R : IFloatingPointIeee754<R>
    {
        if (x.Length == 1)
        {
            // One number, always 1.
            moves[0] = 0;
            return;
        }

        for (int j = 0; j < x.Length; j++)
        {
            double rest = 0, others = 0;
            for (int i = 0; i < x.Length; i++)
            {
                rest += i == j ? 0 : Real.ToDouble(x[i]);
                others += i == j ? 0 : Real.ToDouble(alpha[i]);
            }

            double own = Real.ToDouble(x[j]);
            moves[j] = IncompleteBeta.LogitQuantileByFirst(Real.ToDouble(alpha[j]), others, own, rest, own < 0.5 ? Math.Log(own) : Precise.Log1p(-rest));
        }
    }
}
