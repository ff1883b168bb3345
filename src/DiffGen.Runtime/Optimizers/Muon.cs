using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>Muon (Jordan et al., 2024): Nesterov's momentum, made orthogonal for each weight matrix. The formula is at <see cref="Orthogonalize{R}"/>.</summary>
/// <remarks>
/// It is meant for the matrices of hidden layers. The other parameters, biases, first and last layers, get plain momentum here; a chain of <see cref="ForGroup{R}"/> gives them a rule of their own, as Adam's. Inside of one the matrices' ranges count from the beginning of the group.
/// </remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class Muon<R> : OptimizerChain<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="matrices">The matrices with their rows, in rising order.</param>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="momentum">The momentum μ, at least 0.</param>
    /// <param name="weightDecay">The decoupled weight decay λ, at least 0.</param>
    /// <param name="iterations">The number of iterations that make a matrix orthogonal, at least 1.</param>
    /// <exception cref="ArgumentException">There is no matrix.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Muon(int parameterCount, ReadOnlySpan<ParameterRange> matrices, double learningRate = 0.02, double momentum = 0.95, double weightDecay = 0, int iterations = 5)
        : base(parameterCount, learningRate, new Momentum<R>(momentum, nesterov: true), new Orthogonalize<R>(matrices, iterations), new AddDecayedWeights<R>(weightDecay))
    {
    }
}
