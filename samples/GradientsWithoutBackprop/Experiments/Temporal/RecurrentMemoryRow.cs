namespace GradientsWithoutBackprop.Experiments;

/// <summary>The bytes that a gradient of a sequence needs besides the parameters and itself.</summary>
internal sealed record RecurrentMemoryRow(int TimeSteps, long Backpropagation, long NodePerturbation, long ForwardMode);
