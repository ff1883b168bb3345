namespace DiffGen.Training;

/// <summary>Is told how a training goes.</summary>
public interface ITrainingObserver
{
    /// <summary>Called after every step, and after the evaluation if it ended an epoch. Takes its time from the training.</summary>
    /// <param name="progress">Where the training stands.</param>
    void Report(in TrainingProgress progress);

    /// <summary>Called before the first step if the run goes on from a checkpoint. Does nothing by default.</summary>
    /// <param name="checkpoint">The checkpoint, and newer ones that were refused because they are damaged.</param>
    void Restored(RestoredCheckpoint checkpoint)
    {
    }
}
