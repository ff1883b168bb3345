using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, ICLR 2019), with the defaults of PyTorch's <c>torch.optim.AdamW</c>: θ ← θ − η(m̂/(√v̂ + ε) + λθ).</summary>
/// <remarks>The weight decay is 10⁻² in PyTorch, 10⁻⁴ in optax, 4·10⁻³ in Keras.</remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class AdamW<R> : OptimizerChain<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="beta1">The decay β₁ of the mean, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the mean square, in [0, 1).</param>
    /// <param name="epsilon">The number ε that keeps the quotient finite, at least 0.</param>
    /// <param name="weightDecay">The weight decay λ, at least 0.</param>
    /// <param name="amsgrad">Whether v̂ never falls, and in which form.</param>
    /// <param name="epsilonRoot">A number inside the root, √(v̂ + ε₀), as optax has it; at least 0.</param>
    /// <param name="epsilonHat">Whether ε is the paper's ε̂, which is not corrected for the start, as Keras has it.</param>
    /// <param name="decayTimesLearningRate">Whether the decay is multiplied by the learning rate. False is the form of the paper, θ ← θ − η·m̂/(√v̂ + ε) − λθ (<c>couple = false</c> of Optimisers.jl).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public AdamW(
        int parameterCount,
        double learningRate = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 1e-2,
        Amsgrad amsgrad = Amsgrad.None,
        double epsilonRoot = 0,
        bool epsilonHat = false,
        bool decayTimesLearningRate = true)
        : base(parameterCount, learningRate, Chain(new(beta1, beta2, epsilon, epsilonRoot, epsilonHat, amsgrad), new(weightDecay), decayTimesLearningRate))
    {
    }

    private static ReadOnlySpan<GradientTransform<R>> Chain(ScaleByAdam<R> adam, AddDecayedWeights<R> decay, bool decayTimesLearningRate) =>
        decayTimesLearningRate ? (GradientTransform<R>[])[adam, decay] : [adam, new ScaleByLearningRate<R>(), decay];
}
