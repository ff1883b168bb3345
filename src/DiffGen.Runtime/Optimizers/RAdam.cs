using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>Rectified Adam (Liu et al., ICLR 2020), with the defaults of PyTorch's <c>torch.optim.RAdam</c>. The formula is at <see cref="ScaleByRadam{R}"/>.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class RAdam<R> : OptimizerChain<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="beta1">The decay β₁ of the mean, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the mean square, in [0, 1).</param>
    /// <param name="epsilon">The number ε that keeps the quotient finite, at least 0.</param>
    /// <param name="weightDecay">The weight decay λ (an L2 penalty of λ/2: it is added to the gradient), at least 0.</param>
    /// <param name="threshold">What ρ must exceed for the adaptive rate, at least 4 (PyTorch and optax 5, Optimisers.jl 4).</param>
    /// <param name="epsilonHat">Whether ε is added before the correction for the start (PyTorch) or after (optax, Optimisers.jl).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public RAdam(
        int parameterCount,
        double learningRate = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0,
        double threshold = 5,
        bool epsilonHat = true)
        : base(parameterCount, learningRate, new AddDecayedWeights<R>(weightDecay), new ScaleByRadam<R>(beta1, beta2, epsilon, threshold, epsilonHat))
    {
    }
}
