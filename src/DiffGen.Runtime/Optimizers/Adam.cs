using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>Adam (Kingma and Ba, ICLR 2015, algorithm 1), with the defaults of PyTorch's <c>torch.optim.Adam</c>.</summary>
/// <remarks>
/// With gradient g, parameters θ, learning rate η and weight decay λ in step t = 1, 2, …: g ← g + λθ; m ← β₁m + (1 − β₁)g;
/// v ← β₂v + (1 − β₂)g²; θ ← θ − η·m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ): ε stands outside the root.
/// Decoupled weight decay is <see cref="AdamW{R}"/>.
/// </remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class Adam<R> : OptimizerChain<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="beta1">The decay β₁ of the mean, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the mean square, in [0, 1).</param>
    /// <param name="epsilon">The number ε that keeps the quotient finite, at least 0.</param>
    /// <param name="weightDecay">The weight decay λ (an L2 penalty of λ/2: it is added to the gradient), at least 0.</param>
    /// <param name="amsgrad">Whether v̂ never falls, and in which form.</param>
    /// <param name="epsilonRoot">A number inside the root, √(v̂ + ε₀), as optax has it; at least 0.</param>
    /// <param name="epsilonHat">Whether ε is the paper's ε̂, which is not corrected for the start, as Keras has it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Adam(
        int parameterCount,
        double learningRate = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0,
        Amsgrad amsgrad = Amsgrad.None,
        double epsilonRoot = 0,
        bool epsilonHat = false)
        : base(parameterCount, learningRate, new AddDecayedWeights<R>(weightDecay), new ScaleByAdam<R>(beta1, beta2, epsilon, epsilonRoot, epsilonHat, amsgrad))
    {
    }
}
