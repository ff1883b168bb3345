using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using DiffGen.Generator.Tests.Verification;

namespace DiffGen.Generator.Tests.Documentation;

/// <summary>A page of docs/diagnostics: a title, a severity, and blocks of C# that are told something or not.</summary>
internal sealed partial record DiagnosticPage(string Id)
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "docs", "diagnostics");

    public static IEnumerable<DiagnosticPage> All => Directory.EnumerateFiles(Folder, "DG*.md").Select(path => new DiagnosticPage(Path.GetFileNameWithoutExtension(path))).OrderBy(page => page.Id, StringComparer.Ordinal);

    public string FilePath => Path.Combine(Folder, Id + ".md");

    public string Text => File.ReadAllText(FilePath).Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>The examples in order: under a line with carets, the place above it is told something; the quoted lines behind the block are what.</summary>
    public IEnumerable<DiagnosticExample> Examples => Block().Matches(Text).Select(match => new DiagnosticExample(match.Groups["code"].Value, match.Groups["said"].Value, match.Index, match.Length));

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```\n(\n(?<said>(> [^\n]*\n)+))?", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
