using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>Adam with Nesterov's momentum (Dozat, ICLR workshop 2016), with the defaults of PyTorch's <c>torch.optim.NAdam</c>. The formula is at <see cref="ScaleByNadam{R}"/>.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class NAdam<R> : OptimizerChain<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="beta1">The decay β₁ of the mean, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the mean square, in [0, 1).</param>
    /// <param name="epsilon">The number ε that keeps the quotient finite, at least 0.</param>
    /// <param name="weightDecay">The weight decay λ (an L2 penalty of λ/2: it is added to the gradient), at least 0.</param>
    /// <param name="momentumDecay">The decay ψ of the momentum's schedule (PyTorch 0.004, Keras 1), at least 0.</param>
    /// <param name="form">The form: PyTorch and Keras, optax, or Optimisers.jl.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public NAdam(
        int parameterCount,
        double learningRate = 2e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0,
        double momentumDecay = 0.004,
        NadamForm form = NadamForm.Scheduled)
        : base(parameterCount, learningRate, new AddDecayedWeights<R>(weightDecay), new ScaleByNadam<R>(beta1, beta2, epsilon, momentumDecay, form))
    {
    }
}
