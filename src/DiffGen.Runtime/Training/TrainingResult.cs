using System;
using System.Collections.Generic;

namespace DiffGen.Training;

/// <summary>How a training went.</summary>
/// <param name="End">Why it ended.</param>
/// <param name="Steps">The steps made, those before the checkpoint included.</param>
/// <param name="Epochs">The epochs made in full.</param>
/// <param name="Loss">The mean loss of the last epoch that was made in full; NaN if there was none.</param>
/// <param name="Metrics">The last measured metrics; NaN if there are none.</param>
/// <param name="Best">The best measured number of early stopping; NaN if it was off.</param>
/// <param name="Elapsed">The time spent, before the checkpoint included.</param>
/// <param name="Restored">The checkpoint that the run went on from; null if it began anew.</param>
public sealed record TrainingResult(
    TrainingEnd End,
    long Steps,
    long Epochs,
    double Loss,
    IReadOnlyList<double> Metrics,
    double Best,
    TimeSpan Elapsed,
    RestoredCheckpoint? Restored);
