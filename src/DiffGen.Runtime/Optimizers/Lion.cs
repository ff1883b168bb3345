using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>Lion (Chen et al., NeurIPS 2023): θ ← θ − η(sign(β₁m + (1 − β₁)g) + λθ), m ← β₂m + (1 − β₂)g. The defaults are the paper's; optax has a weight decay of 10⁻³.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class Lion<R> : OptimizerChain<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="beta1">The weight β₁ of the mean in the step, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the mean, in [0, 1).</param>
    /// <param name="weightDecay">The decoupled weight decay λ, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Lion(int parameterCount, double learningRate = 1e-4, double beta1 = 0.9, double beta2 = 0.99, double weightDecay = 0)
        : base(parameterCount, learningRate, new ScaleByLion<R>(beta1, beta2), new AddDecayedWeights<R>(weightDecay))
    {
    }
}
