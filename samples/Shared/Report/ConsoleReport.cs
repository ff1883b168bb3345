using System.Linq;
using Spectre.Console;

namespace DiffGen.Samples.Report;

/// <summary>Prints sections: their text and tables. Plots are for the page.</summary>
internal static class ConsoleReport
{
    public static void Write(IAnsiConsole console, Section section)
    {
        console.WriteLine();
        console.MarkupLine($"[bold]{Markup.Escape(section.Title)}[/]");
        foreach (IPart part in section.Parts)
        {
            switch (part)
            {
                case Paragraph paragraph:
                    console.WriteLine(paragraph.Text);
                    break;
                case DataTable table:
                    console.WriteLine();
                    console.Write(TableOf(table));
                    break;
                default:
                    break;
            }
        }
    }

    public static Table TableOf(DataTable data)
    {
        Table table = new() { Title = new TableTitle(Markup.Escape(data.Title)) };
        for (int i = 0; i < data.Columns.Count; i++)
        {
            TableColumn column = new(Markup.Escape(data.Columns[i]));
            table.AddColumn(i == 0 ? column : column.RightAligned());
        }

        foreach (string[] cells in data.Rows.Select(row => row.Select(Markup.Escape).ToArray()))
        {
            table.AddRow(cells);
        }

        return table;
    }
}
