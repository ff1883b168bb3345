using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>AdaBelief (Zhuang et al., NeurIPS 2020), with the defaults of optax (PyTorch has none). The formula is at <see cref="ScaleByBelief{R}"/>.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class AdaBelief<R> : OptimizerChain<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="beta1">The decay β₁ of the mean, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the mean squared deviation, in [0, 1).</param>
    /// <param name="epsilon">The number ε outside the root, at least 0.</param>
    /// <param name="epsilonRoot">The number that the mean squared deviation gains in every step, at least 0.</param>
    /// <param name="weightDecay">The decoupled weight decay λ, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public AdaBelief(
        int parameterCount,
        double learningRate = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-16,
        double epsilonRoot = 1e-16,
        double weightDecay = 0)
        : base(parameterCount, learningRate, new ScaleByBelief<R>(beta1, beta2, epsilon, epsilonRoot), new AddDecayedWeights<R>(weightDecay))
    {
    }
}
