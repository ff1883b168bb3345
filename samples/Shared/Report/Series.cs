using System.Collections.Generic;

namespace DiffGen.Samples.Report;

/// <summary>A curve of a plot.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Points">Its points from left to right. What is not finite interrupts the curve.</param>
/// <param name="Kind">How it is drawn.</param>
internal sealed record Series(string Name, IReadOnlyList<PlotPoint> Points, SeriesKind Kind = SeriesKind.Line);
