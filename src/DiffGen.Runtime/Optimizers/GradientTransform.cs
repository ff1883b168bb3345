using System;
using System.Numerics;

namespace DiffGen.Transforms;

/// <summary>One link of an <see cref="OptimizerChain{R}"/>: makes another update out of an update, which begins as the gradient.</summary>
/// <remarks>A transform with memory belongs to one chain. Write your own by overriding <see cref="Update"/>, and the other members where they are needed.</remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public abstract class GradientTransform<R> : IStateful
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private bool _attached;

    /// <summary>The name of the transform's state within the chain's.</summary>
    public virtual string Name => GetType().Name.Split('`')[0];

    /// <summary>Called once, by the chain that takes the transform: the place to make the state.</summary>
    /// <param name="parameterCount">The number n of parameters.</param>
    protected virtual void Prepare(int parameterCount)
    {
    }

    /// <summary>Changes the update in place. Must allocate nothing.</summary>
    /// <param name="update">In: the gradient, or what the transform before made of it. Out: what the next one gets. Of length n.</param>
    /// <param name="parameters">The parameters before the step, of length n.</param>
    /// <param name="context">The step.</param>
    /// <returns>Whether the step goes on; false ends it here, and the parameters stay as they are.</returns>
    public abstract bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context);

    /// <summary>Called after the parameters have moved, in the order of the chain: the place for averages and projections.</summary>
    /// <param name="parameters">The parameters, which may be changed.</param>
    public virtual void AfterStep(Span<R> parameters)
    {
    }

    /// <inheritdoc/>
    public virtual void VisitState(StateVisitor visitor)
    {
    }

    /// <summary>Takes the transform into a chain.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <exception cref="InvalidOperationException">It is in a chain already.</exception>
    internal void Attach(int parameterCount)
    {
        if (_attached)
        {
            throw new InvalidOperationException($"This {Name} is part of a chain already; its memory serves one. Make another.");
        }

        _attached = true;
        Prepare(parameterCount);
    }
}
