using System;

namespace DiffGen.Training;

/// <summary>Where a training stands.</summary>
/// <param name="Step">The steps made.</param>
/// <param name="Steps">All steps.</param>
/// <param name="Epoch">The current epoch, from 1.</param>
/// <param name="Epochs">All epochs.</param>
/// <param name="Loss">The mean loss of the epoch's steps so far.</param>
/// <param name="MetricName">The name of the first metric; null if there is none.</param>
/// <param name="Metric">Its last value; NaN before the first evaluation.</param>
/// <param name="EpochEnded">Whether this step ended an epoch, whose metrics have been measured.</param>
/// <param name="StepsPerSecond">The speed; NaN while it is not known.</param>
/// <param name="Elapsed">The time spent.</param>
/// <param name="Remaining">The time left; null while the speed is not known.</param>
public readonly record struct TrainingProgress(
    long Step,
    long Steps,
    long Epoch,
    long Epochs,
    double Loss,
    string? MetricName,
    double Metric,
    bool EpochEnded,
    double StepsPerSecond,
    TimeSpan Elapsed,
    TimeSpan? Remaining);
