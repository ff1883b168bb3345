using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>NovoGrad (Ginsburg et al., 2019), with the defaults of optax. The formula is at <see cref="ScaleByNovograd{R}"/>.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class NovoGrad<R> : OptimizerChain<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="beta1">The decay β₁ of the mean, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the mean squared norm, in [0, 1).</param>
    /// <param name="epsilon">The number ε that keeps the quotient finite, at least 0.</param>
    /// <param name="weightDecay">The weight decay λ, which enters the mean; at least 0.</param>
    /// <param name="layers">The layers, in rising order; none: everything as one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public NovoGrad(
        int parameterCount,
        double learningRate = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.25,
        double epsilon = 1e-6,
        double weightDecay = 0,
        params ReadOnlySpan<ParameterRange> layers)
        : base(parameterCount, learningRate, new ScaleByNovograd<R>(beta1, beta2, epsilon, weightDecay, layers))
    {
    }
}
