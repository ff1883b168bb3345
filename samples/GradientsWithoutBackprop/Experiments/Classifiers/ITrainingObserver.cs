namespace GradientsWithoutBackprop.Experiments;

/// <summary>Is told how training goes.</summary>
internal interface ITrainingObserver
{
    /// <summary>Called after every step of all runs, and the measurement that may follow it.</summary>
    void Report(TrainingProgress progress);
}
