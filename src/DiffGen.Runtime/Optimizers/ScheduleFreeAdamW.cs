using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>AdamW without a schedule (Defazio et al., NeurIPS 2024): <see cref="ScheduleFree{R}"/> in the place of Adam's mean.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ScheduleFreeAdamW<R> : OptimizerChain<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">The learning rate η, at least 0; without decay, with a warm-up where it is wanted.</param>
    /// <param name="beta">The share β of the average in the point at which gradients are taken, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the mean square, in [0, 1).</param>
    /// <param name="epsilon">The number ε that keeps the quotient finite, at least 0.</param>
    /// <param name="weightDecay">The decoupled weight decay λ, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ScheduleFreeAdamW(
        int parameterCount,
        double learningRate = 2.5e-3,
        double beta = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0)
        : base(parameterCount, learningRate, new ScaleByAdam<R>(0, beta2, epsilon), new AddDecayedWeights<R>(weightDecay), new ScheduleFree<R>(beta))
    {
    }

    /// <summary>What has been learnt: the average of the points that descend, not the parameters, at which gradients are taken. Meaningless before the first step.</summary>
    public ReadOnlySpan<R> Average => ((ScheduleFree<R>)Transforms[^1]).Average;
}
