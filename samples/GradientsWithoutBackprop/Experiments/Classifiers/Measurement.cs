namespace GradientsWithoutBackprop.Experiments;

/// <summary>How well a model does after some steps.</summary>
/// <param name="Step">The steps so far.</param>
/// <param name="TrainingLoss">The mean of the mini-batches' losses since the measurement before.</param>
/// <param name="HeldBackLoss">The mean loss on the digits held back.</param>
/// <param name="Accuracy">The share of the digits held back that it names right.</param>
/// <param name="Seconds">The time spent on training steps so far.</param>
internal readonly record struct Measurement(int Step, double TrainingLoss, double HeldBackLoss, double Accuracy, double Seconds);
