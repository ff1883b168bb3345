using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>Distance over gradients (Ivgi, Hinder and Carmon, ICML 2023): descent that finds its step size itself. The formula is at <see cref="ScaleByDistance{R}"/>.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class Dog<R> : OptimizerChain<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">A factor of the step, 1 by the method, at least 0.</param>
    /// <param name="relativeDistance">The number α that sets the first distance, α(1 + ‖θ₀‖); small and positive.</param>
    /// <param name="epsilon">The number ε that keeps the quotient finite, at least 0.</param>
    /// <param name="weightDecay">The weight decay λ (an L2 penalty of λ/2: it is added to the gradient), at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Dog(
        int parameterCount,
        double learningRate = 1,
        double relativeDistance = 1e-6,
        double epsilon = 1e-8,
        double weightDecay = 0)
        : base(parameterCount, learningRate, new AddDecayedWeights<R>(weightDecay), new ScaleByDistance<R>(relativeDistance, epsilon))
    {
    }
}
