using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using DiffGen.Generator.Tests.Verification;
using Xunit;

namespace DiffGen.Generator.Tests.Documentation;

/// <summary>docs/expectations-checks.md names tests: they exist, and none of its rows is left out.</summary>
public partial class ExpectationChecksTests
{
    private static readonly DocumentationPage s_page = new("docs/expectations-checks.md");

    /// <summary>The test methods of each class, by its file.</summary>
    private static readonly ILookup<string, string> s_tests = Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"))
        .SelectMany(file => TestMethod().Matches(File.ReadAllText(file)).Select(match => (Class: Path.GetFileNameWithoutExtension(file), Name: match.Groups["name"].Value)))
        .ToLookup(test => test.Class, test => test.Name);

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        string[] named = [.. s_page.Rows.SelectMany(row => Named().Matches(row[^1]).Select(match => match.Groups["test"].Value))];
        Assert.True(named.Length > 100, $"{named.Length} tests are named");
        string[] missing = [.. named.Where(test => !s_tests[test.Split('.')[0]].Contains(test.Split('.')[1]))];
        Assert.Empty(missing);
    }

    /// <summary>A row without a test shows nothing.</summary>
    [Fact]
    public void Every_row_names_a_test_and_nothing_else() => Assert.All(s_page.Rows, row =>
    {
        Assert.Matches(Named(), row[^1]);
        Assert.Equal("", Named().Replace(row[^1], "").Trim(',', ' '));
    });

    [Fact]
    public void No_row_is_left_out()
    {
        IEnumerable<string> Numbered(string letter, int last, params int[] without) => Enumerable.Range(1, last).Except(without).Select(i => letter + i);

        // Row 10 of what a compiler sees is about node sites.
        string[] expected = [.. Numbered("R", 16), .. Numbered("D", 19), .. Numbered("E", 15), .. Numbered("C", 12, 10), "S1 to S11", "S12", .. Numbered("N", 5), .. Numbered("P", 7)];
        Assert.Equal(expected, s_page.Rows.Select(row => row[0]));
    }

    /// <summary>The guide and the model of docs/distributions.md are those that a test trains.</summary>
    [Fact]
    public void The_guide_and_the_model_of_the_page_are_trained()
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "docs/distributions.md"));
        string section = text[text.IndexOf("### Evidence lower bounds", StringComparison.Ordinal)..], block = section[(section.IndexOf("```csharp", StringComparison.Ordinal) + 9)..];
        string models = File.ReadAllText(Path.Combine(Repository.Root, "tests/DiffGen.Gradient.Tests/Expectations/ElboModels.cs"));
        Assert.Contains(Code(block[..block.IndexOf("```", StringComparison.Ordinal)]), Code(models), StringComparison.Ordinal);

        static string Code(string lines) => string.Join(' ', lines.Split('\n').Where(line => !line.TrimStart().StartsWith("///", StringComparison.Ordinal)).SelectMany(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    [GeneratedRegex(@"\[(Fact|Theory)\b[^\]]*\](?:\s*(?:\[.*\]|//.*|#.*))*\s*public (?:async )?(?:void|Task) (?<name>\w+)\(")]
    private static partial Regex TestMethod();

    [GeneratedRegex("`(?<test>[A-Z]\\w+Tests\\.\\w+)`")]
    private static partial Regex Named();
}
