using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>RMSprop (Hinton, 2012), with the defaults of PyTorch's <c>torch.optim.RMSprop</c>. The formula is at <see cref="ScaleByRms{R}"/>.</summary>
/// <remarks>optax: <c>decay: 0.9, epsilonInside: true, learningRateInside: true</c>; Keras: <c>decay: 0.9, epsilon: 1e-7, epsilonInside: true</c>; Optimisers.jl: <c>decay: 0.9</c>.</remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class RmsProp<R> : OptimizerChain<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="decay">The decay α of the mean square, in [0, 1).</param>
    /// <param name="epsilon">The number ε that keeps the quotient finite, at least 0.</param>
    /// <param name="weightDecay">The weight decay λ (an L2 penalty of λ/2: it is added to the gradient), at least 0.</param>
    /// <param name="momentum">The momentum μ behind the quotient, at least 0; 0 for none.</param>
    /// <param name="centred">Whether the squared mean is subtracted from the mean square.</param>
    /// <param name="epsilonInside">Whether ε stands inside the root.</param>
    /// <param name="learningRateInside">Whether the learning rate stands inside the momentum; it differs where the rate changes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public RmsProp(
        int parameterCount,
        double learningRate = 1e-2,
        double decay = 0.99,
        double epsilon = 1e-8,
        double weightDecay = 0,
        double momentum = 0,
        bool centred = false,
        bool epsilonInside = false,
        bool learningRateInside = false)
        : base(parameterCount, learningRate, Chain(new(weightDecay), new(decay, epsilon, epsilonInside, centred), new(momentum), learningRateInside))
    {
    }

    private static ReadOnlySpan<GradientTransform<R>> Chain(AddDecayedWeights<R> decay, ScaleByRms<R> rms, Momentum<R> momentum, bool learningRateInside) =>
        learningRateInside ? (GradientTransform<R>[])[decay, rms, new ScaleByLearningRate<R>(), momentum] : [decay, rms, momentum];
}
