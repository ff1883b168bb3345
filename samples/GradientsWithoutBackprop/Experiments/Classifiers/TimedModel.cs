namespace GradientsWithoutBackprop.Experiments;

/// <summary>How long the steps of a model take.</summary>
internal sealed record TimedModel(string Model, int BatchSize, StepTimes Times);
