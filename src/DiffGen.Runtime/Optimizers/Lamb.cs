using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>LAMB (You et al., "Large batch optimization for deep learning", ICLR 2020): Adam's direction d with decoupled weight decay, θ ← θ − η·‖θ‖/‖d + λθ‖·(d + λθ) for each layer.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class Lamb<R> : OptimizerChain<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="beta1">The decay β₁ of the mean, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the mean square, in [0, 1).</param>
    /// <param name="epsilon">The number ε that keeps the quotient finite, at least 0.</param>
    /// <param name="weightDecay">The decoupled weight decay λ, at least 0.</param>
    /// <param name="layers">The layers, in rising order; none: everything as one. Parameters outside of them, such as biases, get the update without a ratio.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Lamb(
        int parameterCount,
        double learningRate = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-6,
        double weightDecay = 0,
        params ReadOnlySpan<ParameterRange> layers)
        : base(parameterCount, learningRate, new ScaleByAdam<R>(beta1, beta2, epsilon), new AddDecayedWeights<R>(weightDecay), new ScaleByTrustRatio<R>(1, 0, layers))
    {
    }
}
