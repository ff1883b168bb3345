using System;

namespace DiffGen;

/// <content>Replay of a run with its optimizer.</content>
public sealed partial class ReplayLog<R>
{
    /// <summary>
    /// Makes all steps from a record on again: estimate, step of the optimizer. The scalars say all of the estimates, but not what an optimizer remembers: it must have made the
    /// steps before, from the start of the run, or have its state of then (moments, the place in a schedule) from a checkpoint.
    /// </summary>
    /// <typeparam name="TEstimator">The estimator's type.</typeparam>
    /// <param name="estimator">An estimator of the same configuration as the recorded one.</param>
    /// <param name="optimizer">The optimizer of the run.</param>
    /// <param name="parameters">The parameters before the first step that is made; changed in place.</param>
    /// <param name="gradient">Scratch of the length of the parameters.</param>
    /// <param name="first">The index of the record to begin with, from 0.</param>
    /// <exception cref="ArgumentException">The estimator is not the one that the log is of.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="first"/> is negative, or beyond the end.</exception>
    /// <exception cref="InvalidOperationException">
    /// The run is taken up in its middle with an optimizer that has made another number of steps: scalars are not enough. Nothing is changed.
    /// </exception>
    public void Replay<TEstimator>(TEstimator estimator, OptimizerChain<R> optimizer, Span<R> parameters, Span<R> gradient, int first = 0)
        where TEstimator : IReplayableEstimator<R>
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, Count);
        Check(estimator.Configuration, nameof(estimator));
        if (optimizer.Steps != first)
        {
            throw new InvalidOperationException(
                $"The optimizer has made {optimizer.Steps} steps, but the replay begins at step {first}, and what it remembers is not in the log: replay from the start of the run, or restore its state of then.");
        }

        for (int t = first; t < Count; t++)
        {
            Replay(t, estimator, gradient);
            optimizer.Step(parameters, gradient);
        }
    }
}
