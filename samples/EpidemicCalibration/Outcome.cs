using System.Collections.Generic;

namespace EpidemicCalibration;

/// <summary>What came of the experiment.</summary>
/// <param name="Observed">The villages.</param>
/// <param name="Path">The parameters, step by step.</param>
/// <param name="Found">The last of them.</param>
/// <param name="Repeated">What was found in other villages with the same true parameters.</param>
internal sealed record Outcome(Observations Observed, IReadOnlyList<Fit> Path, Fit Found, IReadOnlyList<Fit> Repeated);
