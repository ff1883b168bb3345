using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>AdaDelta (Zeiler, arXiv:1212.5701, 2012), with the defaults of PyTorch's <c>torch.optim.Adadelta</c>. The formula is at <see cref="ScaleByAdaDelta{R}"/>.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class AdaDelta<R> : OptimizerChain<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="decay">The decay ρ of both mean squares, in [0, 1).</param>
    /// <param name="epsilon">The number ε inside both roots, positive.</param>
    /// <param name="weightDecay">The weight decay λ (an L2 penalty of λ/2: it is added to the gradient), at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public AdaDelta(int parameterCount, double learningRate = 1, double decay = 0.9, double epsilon = 1e-6, double weightDecay = 0)
        : base(parameterCount, learningRate, new AddDecayedWeights<R>(weightDecay), new ScaleByAdaDelta<R>(decay, epsilon))
    {
    }
}
