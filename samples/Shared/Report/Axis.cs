namespace DiffGen.Samples.Report;

/// <summary>An axis of a plot. On a logarithmic one only positive numbers have a place; the others are left out.</summary>
internal sealed record Axis(string Label, bool Logarithmic = false);
