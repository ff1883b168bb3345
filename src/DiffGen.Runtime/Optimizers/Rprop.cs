using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>Resilient propagation (Riedmiller and Braun, ICNN 1993), with the defaults of PyTorch's <c>torch.optim.Rprop</c>. For whole batches; noise makes every step a change of sign.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class Rprop<R> : OptimizerChain<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">The first step size of every parameter, at least 0; later learning rates are not used.</param>
    /// <param name="shrink">The factor η⁻ of a change of sign, in (0, 1).</param>
    /// <param name="grow">The factor η⁺ of an equal sign, at least 1.</param>
    /// <param name="smallest">The smallest step size, at least 0.</param>
    /// <param name="largest">The largest step size.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Rprop(int parameterCount, double learningRate = 1e-2, double shrink = 0.5, double grow = 1.2, double smallest = 1e-6, double largest = 50)
        : base(parameterCount, learningRate, new ScaleByRprop<R>(shrink, grow, smallest, largest))
    {
    }
}
