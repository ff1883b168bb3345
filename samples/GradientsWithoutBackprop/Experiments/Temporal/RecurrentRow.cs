using System.Collections.Generic;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>What a recurrent network learns with a kind of gradient.</summary>
/// <param name="Method">The kind of gradient.</param>
/// <param name="TimeSteps">The steps of a sequence.</param>
/// <param name="Perturbed">The numbers that get noise; 0 for none.</param>
/// <param name="LearningRate">The best of the rates tried.</param>
/// <param name="Loss">The loss on the test sequences at the end.</param>
/// <param name="Curve">The loss on the test sequences along the way.</param>
internal sealed record RecurrentRow(string Method, int TimeSteps, int Perturbed, double LearningRate, double Loss, IReadOnlyList<(int Step, double Loss)> Curve);
