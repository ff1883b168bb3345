using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.InteropServices;

namespace DiffGen;

/// <summary>
/// A run of a replayable estimator as the list of its scalars: a few bytes a step, whatever the number of parameters. From the same start, with the same steps
/// of the optimizer, it gives the same parameters again, bit for bit, without the objective or its data.
/// </summary>
/// <remarks>
/// <para>
/// <code>
/// ReplayLog&lt;double&gt; log = new(estimator.Configuration, estimator.Directions);
/// log.Append(estimator);                             // after each estimate of the run
/// for (int t = 0; t &lt; log.Count; t++)                // later, from the start of the run
/// {
///     log.Replay(t, estimator, gradient);
///     optimizer.Step(parameters, gradient);
/// }
/// </code>
/// </para>
/// <para>
/// An optimizer with a state, such as Adam, replays from the start of the run, or from a checkpoint that holds its state besides; <see cref="Replay{TEstimator}(TEstimator, OptimizerChain{R}, Span{R}, Span{R}, int)"/>
/// sees to that.
/// </para>
/// <para>
/// The estimates are the same bits in every build and on every machine: they are made of the counter-based generator and of single IEEE operations in a fixed order. The
/// parameters are, as far as the optimizer's steps are.
/// </para>
/// </remarks>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed partial class ReplayLog<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private readonly List<uint> _steps = [];
    private readonly List<R> _scalars = [];

    /// <summary>Makes an empty log of an estimator's runs.</summary>
    /// <param name="configuration">The estimator's <see cref="IReplayableEstimator{R}.Configuration"/>.</param>
    /// <param name="directions">The estimator's <see cref="IReplayableEstimator{R}.Directions"/>, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of directions is less than 1.</exception>
    public ReplayLog(ulong configuration, int directions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(directions, 1);
        Configuration = configuration;
        Directions = directions;
    }

    /// <summary>The configuration of the estimator that the log is of.</summary>
    public ulong Configuration { get; }

    /// <summary>The number of scalars of a step.</summary>
    public int Directions { get; }

    /// <summary>The number of recorded estimates.</summary>
    public int Count => _steps.Count;

    /// <summary>The number of an estimate within its run.</summary>
    /// <param name="index">The index of the record, from 0.</param>
    /// <returns>The step.</returns>
    public uint StepOf(int index) => _steps[index];

    /// <summary>The scalars of an estimate.</summary>
    /// <param name="index">The index of the record, from 0.</param>
    /// <returns>The scalars; valid until something is appended.</returns>
    public ReadOnlySpan<R> ScalarsOf(int index)
    {
        _ = _steps[index];
        return CollectionsMarshal.AsSpan(_scalars).Slice(index * Directions, Directions);
    }

    /// <summary>Records the estimator's last estimate.</summary>
    /// <typeparam name="TEstimator">The estimator's type.</typeparam>
    /// <param name="estimator">The estimator.</param>
    /// <exception cref="ArgumentException">The estimator is not the one that the log is of.</exception>
    /// <exception cref="InvalidOperationException">The estimator has made no estimate yet.</exception>
    public void Append<TEstimator>(TEstimator estimator)
        where TEstimator : IReplayableEstimator<R>
    {
        Check(estimator.Configuration, nameof(estimator));
        if (estimator.Scalars.IsEmpty || estimator.Step == 0)
        {
            throw new InvalidOperationException("The estimator has made no estimate yet; append after a call of Estimate.");
        }

        Append((uint)(estimator.Step - 1), estimator.Scalars);
    }

    /// <summary>Records an estimate whose scalars were gathered, such as from several workers.</summary>
    /// <param name="step">The number of the estimate.</param>
    /// <param name="scalars">Its scalars.</param>
    /// <exception cref="ArgumentException">There are not <see cref="Directions"/> of them.</exception>
    public void Append(uint step, ReadOnlySpan<R> scalars)
    {
        if (scalars.Length != Directions)
        {
            throw new ArgumentException($"scalars has length {scalars.Length}, but the log keeps {Directions} for each step.", nameof(scalars));
        }

        _steps.Add(step);
        _scalars.AddRange(scalars);
    }

    /// <summary>Makes a recorded estimate again.</summary>
    /// <typeparam name="TEstimator">The estimator's type.</typeparam>
    /// <param name="index">The index of the record, from 0.</param>
    /// <param name="estimator">An estimator of the same configuration as the recorded one.</param>
    /// <param name="gradient">Receives the estimate, of the length of the parameters.</param>
    /// <exception cref="ArgumentException">The estimator is not the one that the log is of.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such record.</exception>
    public void Replay<TEstimator>(int index, TEstimator estimator, Span<R> gradient)
        where TEstimator : IReplayableEstimator<R>
    {
        Check(estimator.Configuration, nameof(estimator));
        estimator.Replay(_steps[index], ScalarsOf(index), gradient);
    }

    private void Check(ulong configuration, string name)
    {
        if (configuration != Configuration)
        {
            throw new ArgumentException(
                $"The estimator's configuration is {configuration:x16}, but the log is of {Configuration:x16}: seed, noise, directions or mask differ. Make the estimator as the recorded one was.",
                name);
        }
    }
}
