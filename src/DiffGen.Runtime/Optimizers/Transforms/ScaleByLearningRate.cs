using System;
using System.Numerics;

namespace DiffGen.Transforms;

/// <summary>Multiplies the update by the learning rate here instead of at the end of the chain, so that what follows stands outside of it.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ScaleByLearningRate<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        if (context.LearningRateApplied)
        {
            throw new InvalidOperationException("The learning rate has been applied already; a chain has one ScaleByLearningRate at most, and none behind ScaleByRprop.");
        }

        Sweep.Scale(update, context.LearningRate);
        context.LearningRateApplied = true;
        return true;
    }
}
