using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>ADOPT (Taniguchi et al., NeurIPS 2024), with the defaults of the paper. The formula is at <see cref="ScaleByAdopt{R}"/>; the first step moves nothing.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class Adopt<R> : OptimizerChain<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="beta1">The decay β₁ of the mean, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the mean square, in [0, 1).</param>
    /// <param name="epsilon">The least root ε that is divided by, positive.</param>
    /// <param name="clips">Whether quotients are clipped to t^¼.</param>
    /// <param name="weightDecay">The decoupled weight decay λ, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Adopt(
        int parameterCount,
        double learningRate = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.9999,
        double epsilon = 1e-6,
        bool clips = true,
        double weightDecay = 0)
        : base(parameterCount, learningRate, new ScaleByAdopt<R>(beta1, beta2, epsilon, clips), new AddDecayedWeights<R>(weightDecay))
    {
    }
}
