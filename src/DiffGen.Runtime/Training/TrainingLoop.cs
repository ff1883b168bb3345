using System;
using System.IO;
using System.Numerics;
using System.Threading;

namespace DiffGen.Training;

/// <summary>
/// Trains: goes through mini-batches, measures after every epoch, reports, writes metrics and checkpoints, ends early. It is put together from parts that a
/// loop of your own can use alike: <see cref="BatchOrder"/>, <see cref="ProgressMeter"/>, <see cref="MetricsFile"/>, <see cref="EarlyStopping{R}"/>,
/// <see cref="DivergenceMonitor"/>, <see cref="CheckpointStore"/>.
/// </summary>
/// <remarks>
/// A run that was stopped at any moment, and is started again with the same settings, ends with the same parameters and the same metrics file, bit for bit, if
/// the task visits all that it remembers and draws its noise from keys and positions.
/// </remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class TrainingLoop<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>The site of the shuffling's noise under the seed.</summary>
    private const ulong OrderSite = 0x5368_7566_666C_65;

    private readonly TrainingOptions _options;

    /// <summary>Makes a loop.</summary>
    /// <param name="options">Its settings.</param>
    /// <exception cref="ArgumentNullException">The settings are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public TrainingLoop(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Epochs);
        ArgumentOutOfRangeException.ThrowIfNegative(options.CheckpointEvery);
        ArgumentOutOfRangeException.ThrowIfNegative(options.MetricsEvery);
        Settings.AtLeastOne(options.BatchSize);
        _options = options;
    }

    /// <summary>Opens the metrics file of a run; a test puts another stream in its place.</summary>
    internal Func<string, Stream>? OpenMetrics { get; init; }

    /// <summary>Trains, from the newest checkpoint that is whole or from the beginning.</summary>
    /// <typeparam name="TTask">The task's type.</typeparam>
    /// <param name="task">The task.</param>
    /// <param name="parameters">The parameters, as they are at the beginning; changed in place.</param>
    /// <param name="cancellation">Ends the training after the current step.</param>
    /// <returns>How it went.</returns>
    /// <exception cref="ArgumentNullException">The task is null.</exception>
    /// <exception cref="ArgumentException">The metric of early stopping is none of the task's, or a metric has the name of a column of the loop's own.</exception>
    /// <exception cref="InvalidDataException">There are checkpoints, but none that can be used; says why. Nothing is changed.</exception>
    public TrainingResult Run<TTask>(TTask task, Span<R> parameters, CancellationToken cancellation = default)
        where TTask : class, ITrainingTask<R>
    {
        ArgumentNullException.ThrowIfNull(task);
        int stopMetric = StopMetricOf(task);
        BatchOrder order = new(task.ExampleCount, _options.BatchSize, new NoiseKey(_options.Seed, OrderSite), _options.Shuffle, _options.DropLast);
        LoopState state = new(task.MetricNames.Count);
        EarlyStopping<R>? early =
            _options.Patience is int patience ? new(parameters.Length, patience, _options.StopMargin, _options.LargerIsBetter) : null;
        DivergenceMonitor divergence = new(_options.DivergenceFactor);
        long totalSteps = (long)_options.Epochs * order.BatchesPerEpoch;
        ProgressMeter meter = new(totalSteps, 0, _options.Time);
        using MetricsFile? metrics = Metrics(task);
        Whole whole = new(parameters, task, order, state, early, divergence, meter, metrics, OrderName(task));

        RestoredCheckpoint? restored = _options.Checkpoints?.Restore(whole);
        if (restored is not null)
        {
            meter.Begin(state.Steps);
            _options.Observer?.Restored(restored);
        }

        TrainingEnd? end = null;
        bool saved = true;
        while (end is null)
        {
            end = order.Epoch >= _options.Epochs ? TrainingEnd.Completed
                : early is { ShouldStop: true } ? TrainingEnd.EarlyStopped
                : cancellation.IsCancellationRequested ? TrainingEnd.Cancelled
                : null;
            if (end is not null)
            {
                break;
            }

            long epoch = order.Epoch + 1;
            double loss = task.Step(order.Next(), parameters);
            bool epochEnded = order.Batch == 0;
            state.AddStep(loss);
            bool diverged = divergence.Observe(loss) && (double.IsFinite(loss) || _options.StopWhenNotFinite);
            if (epochEnded)
            {
                state.EndEpoch();
                task.Evaluate(parameters, state.Metrics);
                early?.Observe(stopMetric < 0 ? state.EpochLoss : state.Metrics[stopMetric], parameters);
            }

            meter.Update(state.Steps);
            if (metrics is not null && (epochEnded || IsDue(state.Steps, _options.MetricsEvery)))
            {
                Write(metrics, state, epoch, loss, epochEnded, meter);
            }

            Report(task, state, epoch, totalSteps, epochEnded, meter);
            if (diverged)
            {
                end = TrainingEnd.Diverged;
                break;
            }

            saved = _options.Checkpoints is null;
            if (!saved && (epochEnded || IsDue(state.Steps, _options.CheckpointEvery)))
            {
                _options.Checkpoints!.Save(whole);
                saved = true;
            }
        }

        if (end == TrainingEnd.Cancelled && !saved)
        {
            _options.Checkpoints!.Save(whole);
        }

        if (early is { BestObservation: >= 0 } && _options.RestoreBest && end is TrainingEnd.Completed or TrainingEnd.EarlyStopped)
        {
            early.BestParameters.CopyTo(parameters);
        }

        return new TrainingResult(
            end.Value, state.Steps, order.Epoch, state.EpochLoss, state.Metrics, early?.Best ?? double.NaN, meter.Elapsed, restored);
    }

    private static bool IsDue(long steps, long interval) => interval > 0 && steps % interval == 0;

    private int StopMetricOf(ITrainingTask<R> task)
    {
        if (_options.Patience is null || _options.StopMetric is not string name)
        {
            return -1;
        }

        for (int i = 0; i < task.MetricNames.Count; i++)
        {
            if (task.MetricNames[i] == name)
            {
                return i;
            }
        }

        throw new ArgumentException($"StopMetric is '{name}', which the task does not measure; it has: {string.Join(", ", task.MetricNames)}.", nameof(task));
    }

    private MetricsFile? Metrics(ITrainingTask<R> task)
    {
        if (_options.MetricsPath is not string path)
        {
            return null;
        }

        string[] columns = ["step", "epoch", "loss", "epoch loss", "seconds", .. task.MetricNames];
        return OpenMetrics is null ? new(path, _options.MetricsFormat, columns) : new(OpenMetrics(path), path, _options.MetricsFormat, columns);
    }

    /// <summary>What the position in the order means: a checkpoint of another order is not of this run.</summary>
    private string OrderName(ITrainingTask<R> task) =>
        $"{(_options.Shuffle ? $"order by seed {_options.Seed}" : "plain order")} of {task.ExampleCount} examples in batches of {_options.BatchSize}"
        + (_options.DropLast ? "" : " and the rest");

    private static void Write(MetricsFile metrics, LoopState state, long epoch, double loss, bool epochEnded, ProgressMeter meter)
    {
        double?[] row = new double?[metrics.Columns.Count];
        (row[0], row[1], row[2], row[3], row[4]) = (state.Steps, epoch, loss, epochEnded ? state.EpochLoss : null, meter.Elapsed.TotalSeconds);
        for (int i = 0; epochEnded && i < state.Metrics.Length; i++)
        {
            row[5 + i] = state.Metrics[i];
        }

        metrics.Append(row);
    }

    private void Report(ITrainingTask<R> task, LoopState state, long epoch, long totalSteps, bool epochEnded, ProgressMeter meter)
    {
        if (_options.Observer is null)
        {
            return;
        }

        bool measures = state.Metrics.Length > 0;
        _options.Observer.Report(new TrainingProgress(
            state.Steps,
            totalSteps,
            epoch,
            _options.Epochs,
            state.RunningLoss,
            measures ? task.MetricNames[0] : null,
            measures ? state.Metrics[0] : double.NaN,
            epochEnded,
            meter.StepsPerSecond,
            meter.Elapsed,
            meter.Remaining));
    }

    /// <summary>All that a run remembers.</summary>
    private readonly ref struct Whole(
        Span<R> parameters,
        ITrainingTask<R> task,
        BatchOrder order,
        LoopState state,
        EarlyStopping<R>? early,
        DivergenceMonitor divergence,
        ProgressMeter meter,
        MetricsFile? metrics,
        string orderName) : IStateful
    {
        private readonly Span<R> _parameters = parameters;

        public void VisitState(StateVisitor visitor)
        {
            visitor.Buffer("parameters", _parameters);
            visitor.Part("task", task);
            visitor.Part(orderName, order);
            visitor.Part("loop", state);
            visitor.Part("divergence", divergence);
            visitor.Part("time", meter);
            if (early is not null)
            {
                visitor.Part("early stopping", early);
            }

            if (metrics is not null)
            {
                visitor.Part("metrics file", metrics);
            }
        }
    }
}
