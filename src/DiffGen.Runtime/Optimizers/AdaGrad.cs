using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>AdaGrad (Duchi, Hazan and Singer, JMLR 12, 2011), with the defaults of PyTorch's <c>torch.optim.Adagrad</c>. The formula is at <see cref="ScaleByAdaGrad{R}"/>.</summary>
/// <remarks>optax and Keras: <c>initialAccumulator: 0.1, epsilon: 1e-7, epsilonInside: true</c>. Optimisers.jl: accumulator and ε both 10⁻⁸.</remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class AdaGrad<R> : OptimizerChain<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="learningRateDecay">The decay δ of the learning rate, at least 0: η/(1 + (t − 1)δ) in step t = 1, 2, ….</param>
    /// <param name="weightDecay">The weight decay λ (an L2 penalty of λ/2: it is added to the gradient), at least 0.</param>
    /// <param name="initialAccumulator">What the sum of squares begins with, at least 0.</param>
    /// <param name="epsilon">The number ε that keeps the quotient finite, at least 0.</param>
    /// <param name="epsilonInside">Whether ε stands inside the root.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public AdaGrad(
        int parameterCount,
        double learningRate = 1e-2,
        double learningRateDecay = 0,
        double weightDecay = 0,
        double initialAccumulator = 0,
        double epsilon = 1e-10,
        bool epsilonInside = false)
        : base(parameterCount, learningRate, new AddDecayedWeights<R>(weightDecay), new ScaleByAdaGrad<R>(initialAccumulator, epsilon, epsilonInside, learningRateDecay))
    {
    }
}
