using System.Collections.Generic;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>What came of a model's training.</summary>
/// <param name="Model">The model.</param>
/// <param name="ParameterCount">How many numbers were trained.</param>
/// <param name="Plan">How.</param>
/// <param name="Runs">The runs: by backpropagation, by forward gradients.</param>
/// <param name="Times">How long their steps take.</param>
internal sealed record ModelOutcome(string Model, int ParameterCount, TrainingPlan Plan, IReadOnlyList<ITrainingRun> Runs, StepTimes Times);
