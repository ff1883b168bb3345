using System;
using System.Collections.Generic;

namespace DiffGen.Samples.Report;

/// <summary>A table of texts. The first column is a name.</summary>
internal sealed class DataTable(string title, params string[] columns) : IPart
{
    private readonly List<string[]> _rows = [];

    public string Title => title;

    public IReadOnlyList<string> Columns => columns;

    public IReadOnlyList<IReadOnlyList<string>> Rows => _rows;

    /// <summary>Adds a row.</summary>
    /// <exception cref="ArgumentException">It has more or fewer cells than the table has columns.</exception>
    public void Add(params string[] cells)
    {
        if (cells.Length != columns.Length)
        {
            throw new ArgumentException($"The row has {cells.Length} cells; '{title}' has {columns.Length} columns.", nameof(cells));
        }

        _rows.Add(cells);
    }
}
