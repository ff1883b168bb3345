using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>Yogi (Zaheer et al., NeurIPS 2018), with the defaults of optax. The formula is at <see cref="ScaleByYogi{R}"/>.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class Yogi<R> : OptimizerChain<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="beta1">The decay β₁ of the mean, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the mean square, in [0, 1).</param>
    /// <param name="epsilon">The number ε that keeps the quotient finite, at least 0.</param>
    /// <param name="initialAccumulator">Where both means begin, at least 0.</param>
    /// <param name="weightDecay">The decoupled weight decay λ, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Yogi(
        int parameterCount,
        double learningRate = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-3,
        double initialAccumulator = 1e-6,
        double weightDecay = 0)
        : base(parameterCount, learningRate, new ScaleByYogi<R>(beta1, beta2, epsilon, initialAccumulator), new AddDecayedWeights<R>(weightDecay))
    {
    }
}
