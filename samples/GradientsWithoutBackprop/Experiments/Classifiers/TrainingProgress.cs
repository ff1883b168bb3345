using System.Collections.Generic;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>Where a training stands.</summary>
/// <param name="Title">What is trained.</param>
/// <param name="Runs">Its runs, side by side.</param>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">How many there will be.</param>
internal sealed record TrainingProgress(string Title, IReadOnlyList<ITrainingRun> Runs, int Step, int Steps)
{
    /// <summary>Whether the training is over and measured.</summary>
    public bool Ended => Step == Steps;

    /// <summary>How much of the training is done, from 0 to 1.</summary>
    public double Done => (double)Step / Steps;
}
