using System.Collections.Generic;

namespace DiffGen.Samples.Report;

/// <summary>What came of one experiment: text, tables and plots in the order in which they are read. The console shows the tables, the page all of it.</summary>
internal sealed class Section(string title)
{
    private readonly List<IPart> _parts = [];

    public string Title => title;

    public IReadOnlyList<IPart> Parts => _parts;

    public void Add(string paragraph)
    {
        _parts.Add(new Paragraph(paragraph));
    }

    public void Add(IPart part)
    {
        _parts.Add(part);
    }
}
