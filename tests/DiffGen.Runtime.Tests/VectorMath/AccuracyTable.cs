using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace DiffGen.Runtime.Tests;

/// <summary>The table of <c>docs/vector-math.md</c>: rows <c>| `Name` | double | float | … |</c>, errors in units in the last place.</summary>
internal static class AccuracyTable
{
    private static readonly (string Name, double Double, double Float)[] s_rows = Read();

    public static (string Name, double Double, double Float) Row(string name) => s_rows.Single(r => r.Name == name);

    private static (string Name, double Double, double Float)[] Read()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "DiffGen.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return
        [
            .. File.ReadAllLines(Path.Combine(folder!, "docs", "vector-math.md"))
                .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
                .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
                .Select(cells => (cells[1].Trim('`'), double.Parse(cells[2], CultureInfo.InvariantCulture), double.Parse(cells[3], CultureInfo.InvariantCulture))),
        ];
    }
}
