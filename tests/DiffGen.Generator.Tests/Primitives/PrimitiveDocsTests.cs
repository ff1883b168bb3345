using System;
using System.IO;
using System.Linq;
using DiffGen.Generator.Primitives;
using Xunit;

namespace DiffGen.Generator.Tests.Primitives;

/// <summary>docs/primitives.md has every row of the table with its partials, and no other row. What it says of special points is free text.</summary>
public class PrimitiveDocsTests
{
    private static readonly string[] page = File.ReadAllLines(Path.Combine(Root(), "docs", "primitives.md"));

    public static TheoryData<string> Names => [.. PrimitiveTable.All.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_has_the_row(string name)
    {
        string expected = Line(PrimitiveTable.Get(name));
        Assert.True(page.Any(line => line.StartsWith(expected, StringComparison.Ordinal)), $"docs/primitives.md lacks the line that begins with\n{expected}");
    }

    [Fact]
    public void The_page_has_no_other_row()
    {
        string[] expected = [.. PrimitiveTable.All.Select(Line)];
        Assert.All(page.Where(line => line.StartsWith("| `", StringComparison.Ordinal)), line => Assert.Contains(expected, e => line.StartsWith(e, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_page_names_every_method()
    {
        string text = string.Join('\n', page);
        Assert.All(PrimitiveTable.All.SelectMany(row => row.Methods), method => Assert.Contains(method.Split('/')[0] + "(", text, StringComparison.Ordinal));
    }

    /// <summary>A row of the page up to its last column.</summary>
    private static string Line(Primitive row) => $"| `{FormulaText.Call(row)}` | {FormulaText.Partials(row)} |";

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "docs", "primitives.md")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new FileNotFoundException("docs/primitives.md, above the folder of the tests");
    }
}
