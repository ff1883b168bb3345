using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>Stochastic gradient descent with momentum, Nesterov's momentum, dampening and weight decay, each as PyTorch's <c>torch.optim.SGD</c> has it.</summary>
/// <remarks>
/// With gradient g, parameters θ, learning rate η, momentum μ, dampening τ and weight decay λ: g ← g + λθ; b ← g in the first step, then
/// b ← μb + (1 − τ)g; θ ← θ − ηb, or θ − η(g + μb) with Nesterov's momentum (Sutskever, Martens, Dahl and Hinton, ICML 2013, as PyTorch
/// states it). Without momentum θ ← θ − ηg.
/// </remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class Sgd<R> : OptimizerChain<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="momentum">The momentum μ, at least 0; 0 for none.</param>
    /// <param name="dampening">The dampening τ of the momentum.</param>
    /// <param name="weightDecay">The weight decay λ (an L2 penalty of λ/2: it is added to the gradient), at least 0.</param>
    /// <param name="nesterov">Whether the momentum is Nesterov's; needs a positive momentum and no dampening.</param>
    /// <param name="learningRateInside">Whether the learning rate stands inside the momentum, b ← μb + (1 − τ)ηg, as in Keras and Optimisers.jl; it differs where the rate changes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="ArgumentException">Nesterov's momentum without momentum or with dampening.</exception>
    public Sgd(
        int parameterCount, double learningRate, double momentum = 0, double dampening = 0, double weightDecay = 0, bool nesterov = false, bool learningRateInside = false)
        : base(parameterCount, learningRate, Chain(momentum, dampening, weightDecay, nesterov, learningRateInside))
    {
    }

    private static ReadOnlySpan<GradientTransform<R>> Chain(double momentum, double dampening, double weightDecay, bool nesterov, bool learningRateInside)
    {
        AddDecayedWeights<R> decay = new(weightDecay);
        Momentum<R> velocity = new(momentum, dampening, nesterov);
        return learningRateInside ? (GradientTransform<R>[])[decay, new ScaleByLearningRate<R>(), velocity] : [decay, velocity];
    }
}
