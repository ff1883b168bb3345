using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>signSGD and, with momentum, Signum (Bernstein et al., ICML 2018): m ← βm + (1 − β)g; θ ← θ − η(sign(m) + λθ).</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class SignSgd<R> : OptimizerChain<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="momentum">The decay β of the mean, in [0, 1); 0: the sign of the gradient itself.</param>
    /// <param name="weightDecay">The decoupled weight decay λ, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public SignSgd(int parameterCount, double learningRate = 1e-3, double momentum = 0, double weightDecay = 0)
        : base(parameterCount, learningRate, new AverageUpdates<R>(momentum, corrected: false), new ScaleBySign<R>(), new AddDecayedWeights<R>(weightDecay))
    {
    }
}
