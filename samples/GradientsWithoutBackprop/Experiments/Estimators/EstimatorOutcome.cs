using System.Collections.Generic;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>All kinds of gradient on one task.</summary>
/// <param name="Task">The task.</param>
/// <param name="BatchSize">Examples in a mini-batch.</param>
/// <param name="Steps">The steps that all take.</param>
/// <param name="Seconds">The time that all have besides: as long as backpropagation takes for its steps.</param>
/// <param name="Seeds">The runs behind each number.</param>
/// <param name="Rows">One row for each kind of gradient.</param>
internal sealed record EstimatorOutcome(ClassificationTask Task, int BatchSize, int Steps, double Seconds, int Seeds, IReadOnlyList<EstimatorRow> Rows);
