namespace GradientsWithoutBackprop.Experiments;

/// <summary>How a model is trained: learning rates that work for it, falling to 0 along half a cosine wave.</summary>
/// <param name="BatchSize">Digits in a mini-batch.</param>
/// <param name="BackpropagationRate">The learning rate of SGD with momentum on gradients by backpropagation.</param>
/// <param name="Momentum">The momentum there.</param>
/// <param name="ForwardRate">
/// The learning rate of SGD on forward gradients. Their variance is about (number of parameters)·‖gradient‖², so the rate is that much smaller.
/// </param>
internal sealed record TrainingPlan(int BatchSize, double BackpropagationRate, double Momentum, double ForwardRate);
