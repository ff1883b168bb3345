using System;
using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <content>The path of a draw: x = softmax((logits + g)/τ).</content>
public static partial class RelaxedOneHot
{
    /// <summary>The tangent of a draw x along its path.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="temperature">The temperature τ, above 0.</param>
    /// <param name="logitsTangent">The tangent of the logits.</param>
    /// <param name="temperatureTangent">The tangent of the temperature.</param>
    /// <param name="xTangent">Receives the tangent of x; overwritten.</param>
    /// <exception cref="ArgumentException">The buffers differ in length, or the last one overlaps another one; nothing is written.</exception>
    public static void PathwiseJvp<R>(ReadOnlySpan<R> x, R temperature, ReadOnlySpan<R> logitsTangent, R temperatureTangent, Span<R> xTangent)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(logitsTangent.Length, x.Length, nameof(logitsTangent), nameof(x));
        Parameters.SameLength(xTangent.Length, x.Length, nameof(xTangent), nameof(x));
        Arguments.Disjoint<R, R>(xTangent, x, nameof(xTangent), nameof(x));
        Arguments.Disjoint<R, R>(xTangent, logitsTangent, nameof(xTangent), nameof(logitsTangent));
        double tau = Real.ToDouble(temperature), byTau = Real.ToDouble(temperatureTangent), mean = 0;
        for (int i = 0; i < x.Length; i++)
        {
            mean += Real.ToDouble(x[i]) * Move(x, logitsTangent, i, byTau);
        }

        for (int i = 0; i < x.Length; i++)
        {
            xTangent[i] = Real.From<R>(Real.ToDouble(x[i]) * (Move(x, logitsTangent, i, byTau) - mean) / tau);
        }

        // The logarithms of x are (logits + g)/τ but for a number that all share, which the softmax does not see.
        static double Move(ReadOnlySpan<R> x, ReadOnlySpan<R> logitsTangent, int i, double byTau) =>
            Real.ToDouble(logitsTangent[i]) - StrongZero.Multiply(byTau, Math.Log(Real.ToDouble(x[i])));
    }

    /// <summary>The gradients of the parameters for the cotangent g of a draw x, along its path: xᵢ (gᵢ − Σ xⱼ gⱼ)/τ, and −Σ xᵢ (gᵢ − Σ xⱼ gⱼ) ln xᵢ/τ.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="temperature">The temperature τ, above 0.</param>
    /// <param name="xGrad">The cotangent of x.</param>
    /// <param name="logitsGrad">The gradient of the logits: added to.</param>
    /// <returns>The gradient with respect to the temperature.</returns>
    /// <exception cref="ArgumentException">The buffers differ in length, or the last one overlaps another one; nothing is written.</exception>
    public static R PathwiseVjp<R>(ReadOnlySpan<R> x, R temperature, ReadOnlySpan<R> xGrad, Span<R> logitsGrad)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(xGrad.Length, x.Length, nameof(xGrad), nameof(x));
        Parameters.SameLength(logitsGrad.Length, x.Length, nameof(logitsGrad), nameof(x));
        Arguments.Disjoint<R, R>(logitsGrad, x, nameof(logitsGrad), nameof(x));
        Arguments.Disjoint<R, R>(logitsGrad, xGrad, nameof(logitsGrad), nameof(xGrad));
        double tau = Real.ToDouble(temperature), mean = 0, byTau = 0;
        for (int i = 0; i < x.Length; i++)
        {
            mean += Real.ToDouble(x[i]) * Real.ToDouble(xGrad[i]);
        }

        for (int i = 0; i < x.Length; i++)
        {
            double own = Real.ToDouble(x[i]), grad = own * (Real.ToDouble(xGrad[i]) - mean) / tau;
            logitsGrad[i] += Real.From<R>(grad);
            byTau -= StrongZero.Multiply(grad, Math.Log(own));
        }

        return Real.From<R>(byTau);
    }
}
