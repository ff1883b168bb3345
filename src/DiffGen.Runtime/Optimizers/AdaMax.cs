using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>AdaMax (Kingma and Ba, ICLR 2015, algorithm 2), with the defaults of PyTorch's <c>torch.optim.Adamax</c>. The formula is at <see cref="ScaleByAdaMax{R}"/>.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class AdaMax<R> : OptimizerChain<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="beta1">The decay β₁ of the mean, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the largest magnitude, in [0, 1).</param>
    /// <param name="epsilon">The number ε that keeps the quotient finite, at least 0.</param>
    /// <param name="weightDecay">The weight decay λ (an L2 penalty of λ/2: it is added to the gradient), at least 0.</param>
    /// <param name="epsilonOutside">Whether ε is added in the quotient (Optimisers.jl).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public AdaMax(
        int parameterCount,
        double learningRate = 2e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0,
        bool epsilonOutside = false)
        : base(parameterCount, learningRate, new AddDecayedWeights<R>(weightDecay), new ScaleByAdaMax<R>(beta1, beta2, epsilon, epsilonOutside))
    {
    }
}
