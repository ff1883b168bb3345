using System.Collections.Generic;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>What came of learning rates around the critical one.</summary>
/// <param name="CriticalRate">η*, by theory.</param>
/// <param name="Curves">For each rate, as a multiple of η*, and each set-up the errors along the way.</param>
/// <param name="Runs">Runs at η* itself.</param>
/// <param name="Diverged">How many of them diverged.</param>
internal sealed record CriticalRateOutcome(double CriticalRate, IReadOnlyList<(string Name, double Multiple, IReadOnlyList<(int Step, double Error)> Errors)> Curves, int Runs, int Diverged);
