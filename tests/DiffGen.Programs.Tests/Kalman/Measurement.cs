namespace DiffGen.Programs.Kalman;

/// <summary>What was seen of the body at some time.</summary>
public readonly record struct Measurement(double Time, double Position, double Speed);
