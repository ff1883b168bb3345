using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>Adan (Xie et al., 2022), with the defaults of optax. The formula is at <see cref="ScaleByAdan{R}"/>.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class Adan<R> : OptimizerChain<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="beta1">The decay β₁ of the mean, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the mean change, in [0, 1).</param>
    /// <param name="beta3">The decay β₃ of the mean square, in [0, 1).</param>
    /// <param name="epsilon">The number ε that keeps the quotient finite, at least 0.</param>
    /// <param name="epsilonRoot">The number ε₀ inside the root, at least 0.</param>
    /// <param name="weightDecay">The decoupled weight decay λ, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Adan(
        int parameterCount,
        double learningRate = 1e-3,
        double beta1 = 0.98,
        double beta2 = 0.92,
        double beta3 = 0.99,
        double epsilon = 1e-8,
        double epsilonRoot = 1e-8,
        double weightDecay = 0)
        : base(parameterCount, learningRate, new ScaleByAdan<R>(beta1, beta2, beta3, epsilon, epsilonRoot), new AddDecayedWeights<R>(weightDecay))
    {
    }
}
