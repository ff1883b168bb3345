namespace GradientsWithoutBackprop.Experiments;

/// <summary>Seconds per step on one mini-batch, medians, and their quotients.</summary>
/// <param name="Loss">The loss alone, as it is written.</param>
/// <param name="VectorisedLoss">The loss alone in vectorised code.</param>
/// <param name="Gradient">The loss and its gradient by backpropagation.</param>
/// <param name="Forward">The loss and a forward gradient; drawing the direction is part of it.</param>
/// <param name="Backpropagation">R_b: time of gradient and update by backpropagation over time of the vectorised loss.</param>
/// <param name="ForwardGradient">R_f: the same with a forward gradient.</param>
/// <param name="ForwardOverBackward">R_f/R_b.</param>
internal sealed record StepTimes(double Loss, double VectorisedLoss, double Gradient, double Forward, Quotient Backpropagation, Quotient ForwardGradient, Quotient ForwardOverBackward);
