using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>Prodigy (Mishchenko and Defazio, ICML 2024): AdamW that finds its step size itself, with the defaults of the paper. The formula is at <see cref="ScaleByProdigy{R}"/>.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class Prodigy<R> : OptimizerChain<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">A factor of the step, 1 by the method, at least 0.</param>
    /// <param name="beta1">The decay β₁ of the mean, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the mean square, in [0, 1).</param>
    /// <param name="epsilon">The number ε that keeps the quotient finite, at least 0.</param>
    /// <param name="firstDistance">The first step size d₀, below any that is right; positive.</param>
    /// <param name="weightDecay">The decoupled weight decay λ, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Prodigy(
        int parameterCount,
        double learningRate = 1,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double firstDistance = 1e-6,
        double weightDecay = 0)
        : base(parameterCount, learningRate, new ScaleByProdigy<R>(beta1, beta2, epsilon, firstDistance, weightDecay))
    {
    }
}
