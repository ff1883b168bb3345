using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using DiffGen.Generator.Tests.Verification;

namespace DiffGen.Generator.Tests.Documentation;

/// <summary>The tables and sections of a page of the docs.</summary>
internal sealed partial class DocumentationPage(string path)
{
    private readonly string[] _lines = File.ReadAllLines(Path.Combine(Repository.Root, path));

    /// <summary>The cells of every row of every table, heads and rules left out.</summary>
    public IEnumerable<string[]> Rows =>
        from at in Enumerable.Range(0, _lines.Length)
        where _lines[at].StartsWith('|') && !IsRule(_lines[at]) && !(at + 1 < _lines.Length && IsRule(_lines[at + 1]))
        select CellEnd().Split(_lines[at].Trim()[1..^1]).Select(cell => cell.Trim().Replace("\\|", "|", StringComparison.Ordinal)).ToArray();

    /// <summary>The titles of the sections of the second level, with their text.</summary>
    public IEnumerable<(string Title, string Text)> Sections =>
        from at in Enumerable.Range(0, _lines.Length)
        where _lines[at].StartsWith("## ", StringComparison.Ordinal)
        select (_lines[at][3..], string.Join('\n', _lines.Skip(at + 1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))));

    private static bool IsRule(string line) => line.StartsWith("| ---", StringComparison.Ordinal) || line.StartsWith("|---", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex CellEnd();
}
