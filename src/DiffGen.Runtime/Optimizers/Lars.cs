using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>
/// LARS (You, Gitman and Ginsburg, arXiv:1708.03888), as optax has it: u = κ‖θ‖/‖g + λθ‖·(g + λθ) for each layer, then b ← μb + ηu; θ ← θ − b.
/// </summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class Lars<R> : OptimizerChain<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="momentum">The momentum μ, at least 0; 0 for none. The learning rate stands inside of it.</param>
    /// <param name="weightDecay">The weight decay λ, at least 0.</param>
    /// <param name="trustCoefficient">The trust coefficient κ, positive.</param>
    /// <param name="nesterov">Whether the momentum is Nesterov's.</param>
    /// <param name="layers">The layers, in rising order; none: everything as one. Parameters outside of them, such as biases, get the update without a ratio.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Lars(
        int parameterCount,
        double learningRate,
        double momentum = 0.9,
        double weightDecay = 0,
        double trustCoefficient = 1e-3,
        bool nesterov = false,
        params ReadOnlySpan<ParameterRange> layers)
        : base(parameterCount, learningRate, new AddDecayedWeights<R>(weightDecay), new ScaleByTrustRatio<R>(trustCoefficient, 0, layers), new ScaleByLearningRate<R>(), new Momentum<R>(momentum, 0, nesterov))
    {
    }
}
