namespace DiffGen.Samples.Report;

/// <summary>A point of a curve, with the ends of its interval where it has one.</summary>
internal readonly record struct PlotPoint(double X, double Y, double Low = double.NaN, double High = double.NaN);
