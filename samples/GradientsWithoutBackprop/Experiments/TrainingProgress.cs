using System.Collections.Generic;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>Where a training stands.</summary>
/// <param name="Model">The model.</param>
/// <param name="Runs">Its runs, one per kind of gradient.</param>
/// <param name="Epoch">The current epoch, from 1.</param>
/// <param name="Epochs">How many there will be.</param>
/// <param name="Step">Steps done in this epoch.</param>
/// <param name="Steps">Steps in an epoch.</param>
internal sealed record TrainingProgress(string Model, IReadOnlyList<ITrainingRun> Runs, int Epoch, int Epochs, int Step, int Steps)
{
    /// <summary>Whether the epoch is over and measured.</summary>
    public bool EpochEnded => Step == Steps;

    /// <summary>How much of the training is done, from 0 to 1.</summary>
    public double Done => (Epoch - 1 + (double)Step / Steps) / Epochs;
}
