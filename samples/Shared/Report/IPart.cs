namespace DiffGen.Samples.Report;

/// <summary>A part of a section: a <see cref="Paragraph"/>, a <see cref="DataTable"/> or a <see cref="Plot"/>.</summary>
internal interface IPart;
