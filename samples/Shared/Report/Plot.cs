using System.Collections.Generic;

namespace DiffGen.Samples.Report;

/// <summary>Curves over two axes.</summary>
internal sealed record Plot(string Title, Axis X, Axis Y, IReadOnlyList<Series> Series) : IPart;
