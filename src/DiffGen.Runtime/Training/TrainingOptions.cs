using System;

namespace DiffGen.Training;

/// <summary>The settings of a <see cref="TrainingLoop{R}"/>.</summary>
public sealed class TrainingOptions
{
    /// <summary>How often the training goes through the examples, at least 0. A run that goes on from a checkpoint may have more.</summary>
    public required int Epochs { get; init; }

    /// <summary>The examples of a mini-batch, at least 1.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>The seed of the shuffling.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether the examples are shuffled in every epoch.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Whether the last examples of an epoch that fill no whole mini-batch are left out; otherwise they are a smaller one.</summary>
    public bool DropLast { get; init; } = true;

    /// <summary>Where checkpoints are kept; null for none. A run goes on from the newest one that is whole.</summary>
    public CheckpointStore? Checkpoints { get; init; }

    /// <summary>After every how many steps a checkpoint is written; 0: after every epoch. One is also written when the training is cancelled.</summary>
    public long CheckpointEvery { get; init; }

    /// <summary>The file of the losses and metrics; null for none.</summary>
    public string? MetricsPath { get; init; }

    /// <summary>Its format.</summary>
    public MetricsFormat MetricsFormat { get; init; }

    /// <summary>After every how many steps the loss is written to it, besides the row of every epoch; 0: never.</summary>
    public long MetricsEvery { get; init; }

    /// <summary>How many epochs in a row may bring no improvement; one more ends the training. Null: it is not ended early.</summary>
    public int? Patience { get; init; }

    /// <summary>The metric that is to improve; null for the mean loss of the epoch.</summary>
    public string? StopMetric { get; init; }

    /// <summary>By how much it must be better to count, at least 0.</summary>
    public double StopMargin { get; init; }

    /// <summary>Whether it is to rise and not to fall.</summary>
    public bool LargerIsBetter { get; init; }

    /// <summary>Whether the parameters are, at the end, those of the best epoch. For trainings with <see cref="Patience"/>.</summary>
    public bool RestoreBest { get; init; } = true;

    /// <summary>Whether a loss that is not finite ends the training.</summary>
    public bool StopWhenNotFinite { get; init; } = true;

    /// <summary>Ends the training when the moving average of the losses exceeds its least by this factor; see <see cref="DivergenceMonitor"/>.</summary>
    public double DivergenceFactor { get; init; } = double.PositiveInfinity;

    /// <summary>Who is told how it goes; null for nobody.</summary>
    public ITrainingObserver? Observer { get; init; }

    /// <summary>The clock; null for the system's.</summary>
    public TimeProvider? Time { get; init; }
}
