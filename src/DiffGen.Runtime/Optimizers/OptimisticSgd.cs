using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>Optimistic gradient descent, θ ← θ − η((α + β)g − βg'), for games of two players. The formula is at <see cref="ScaleByOptimism{R}"/>.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class OptimisticSgd<R> : OptimizerChain<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="alpha">The weight α of the gradient, at least 0.</param>
    /// <param name="beta">The weight β of its change, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public OptimisticSgd(
        int parameterCount,
        double learningRate,
        double alpha = 1,
        double beta = 1)
        : base(parameterCount, learningRate, new ScaleByOptimism<R>(alpha, beta))
    {
    }
}
