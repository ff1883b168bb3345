using System;
using Spectre.Console;

namespace GradientsWithoutBackprop.Report;

/// <summary>Tables of numbers.</summary>
internal static class Tables
{
    /// <summary>A table whose first column is a name; the others stand to the right.</summary>
    public static Table New(string title, params ReadOnlySpan<string> columns)
    {
        Table table = new() { Title = new TableTitle(title) };
        for (int i = 0; i < columns.Length; i++)
        {
            TableColumn column = new(columns[i]);
            table.AddColumn(i == 0 ? column : column.RightAligned());
        }

        return table;
    }
}
