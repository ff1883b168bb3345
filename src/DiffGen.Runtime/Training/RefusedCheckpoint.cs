namespace DiffGen.Training;

/// <summary>A checkpoint that was not used.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record RefusedCheckpoint(string Path, string Reason);
