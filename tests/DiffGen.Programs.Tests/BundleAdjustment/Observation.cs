namespace DiffGen.Programs.BundleAdjustment;

/// <summary>Which camera sees which point, and where in its image.</summary>
public readonly record struct Observation(int Camera, int Point, double U, double V);
