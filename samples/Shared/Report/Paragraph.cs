namespace DiffGen.Samples.Report;

/// <summary>Plain text.</summary>
/// <param name="Text">The text, without markup.</param>
internal sealed record Paragraph(string Text) : IPart;
