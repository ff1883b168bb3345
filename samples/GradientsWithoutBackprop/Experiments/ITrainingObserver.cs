namespace GradientsWithoutBackprop.Experiments;

/// <summary>Is told how training goes.</summary>
internal interface ITrainingObserver
{
    /// <summary>Called after every step of all runs, and after the measurement that ends an epoch.</summary>
    void Report(TrainingProgress progress);
}
