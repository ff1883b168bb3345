using System.Collections.Generic;

namespace DiffGen.Training;

/// <summary>The checkpoint that a run goes on from.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Generation">Its number.</param>
/// <param name="Refused">Newer ones that are damaged.</param>
public sealed record RestoredCheckpoint(string Path, long Generation, IReadOnlyList<RefusedCheckpoint> Refused);
