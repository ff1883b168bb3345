using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using DiffGen.Generator.Diagnostics;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Xunit;

namespace DiffGen.Generator.Tests.Documentation;

/// <summary>docs/diagnostics has a page for every diagnostic, to which its help link leads; the examples on it are told what the page says, where it says.</summary>
public class DiagnosticsPageTests
{
    private const string Accept = "DIFFGEN_ACCEPT";

    public static TheoryData<string> Ids => [.. Descriptors.All.Select(descriptor => descriptor.Id)];

    [Fact]
    public void Each_diagnostic_has_a_page_and_each_page_a_diagnostic() =>
        Assert.Equal(Descriptors.All.Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal), DiagnosticPage.All.Select(page => page.Id));

    [Fact]
    public void The_index_lists_them_all() => Assert.Equal(
        Descriptors.All.OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal).Select(descriptor => $"[{descriptor.Id}]({descriptor.Id}.md) {descriptor.Title} {Severity(descriptor)}"),
        new DocumentationPage("docs/diagnostics/README.md").Rows.Select(row => string.Join(' ', row)));

    [Fact]
    public void The_release_notes_list_them_all() => Assert.Equal(
        Descriptors.All.OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal).Select(descriptor => $"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}"),
        File.ReadLines(Path.Combine(Repository.GeneratorFolder, "AnalyzerReleases.Shipped.md")).Concat(File.ReadLines(Path.Combine(Repository.GeneratorFolder, "AnalyzerReleases.Unshipped.md"))).Where(line => line.StartsWith("DG", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_has_title_severity_and_mend(string id)
    {
        DiagnosticDescriptor descriptor = Descriptors.Get(id);
        string severity = Severity(descriptor);
        string text = new DiagnosticPage(id).Text;
        Assert.StartsWith($"# {id}: {descriptor.Title}\n\n*{char.ToUpperInvariant(severity[0])}{severity[1..]}.* ", text, StringComparison.Ordinal);
        Assert.Contains("**Mend.** ", text, StringComparison.Ordinal);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
    }

    /// <summary>DG9001 is a defect of the compiler: there is no example of it.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_has_an_example_and_its_mend(string id)
    {
        DiagnosticExample[] examples = [.. new DiagnosticPage(id).Examples];
        bool[] told = [.. examples.Select(example => example.Places.Any())];
        Assert.Equal(id == "DG9001" ? 0 : 1, Math.Min(1, examples.Length));
        Assert.Equal([.. Enumerable.Range(0, examples.Length).Select(i => i % 2 == 0)], told);
    }

    /// <summary>Id and place of everything that is told, and nothing else; what is said of every sampling site (DG3003) is on its own page. With <c>DIFFGEN_ACCEPT=1</c> the page takes the messages as they are now.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void Examples_are_told_what_the_page_says(string id)
    {
        var page = new DiagnosticPage(id);
        string text = page.Text;
        foreach (DiagnosticExample example in page.Examples.Reverse())
        {
            Generated generated = example.Run();
            // A loop that stays as it is may save something, and the other way round.
            Diagnostic[] told = [.. generated.Told.Where(diagnostic => diagnostic.Id == id || diagnostic.Severity > DiagnosticSeverity.Info)];
            IEnumerable<string> expected = example.Places.Select(place => $"{id} {place}");
            IEnumerable<string> actual = told.Select(diagnostic => $"{diagnostic.Id} {diagnostic.Location.GetLineSpan().Span}");
            Assert.True(expected.SequenceEqual(actual), $"expected {string.Join("; ", expected)}\nactual   {string.Join("; ", actual)}\n{string.Join('\n', told)}\n{example.Source}");
            Assert.Empty(generated.After.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true));
            string said = string.Concat(told.Select(diagnostic => $"> {diagnostic.GetMessage(CultureInfo.InvariantCulture)}\n"));
            if (Environment.GetEnvironmentVariable(Accept) == "1" && Environment.GetEnvironmentVariable("CI") != "true")
            {
                text = text[..example.Start] + "```csharp\n" + example.Code + "```\n" + (said.Length == 0 ? "" : "\n" + said) + text[(example.Start + example.Length)..];
                File.WriteAllText(page.FilePath, text);
                continue;
            }

            Assert.True(said == example.Said, $"The page says\n{example.Said}the generator\n{said}Run again with {Accept}=1.");
        }
    }

    /// <summary>What compiles without DiffGen compiles with it, and the mend has no error at all.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void Mends_compile(string id) => Assert.All(new DiagnosticPage(id).Examples.Where(example => !example.Places.Any()), example =>
        Assert.Empty(example.Run().After.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.Id.StartsWith("CS1591", StringComparison.Ordinal))));

    /// <summary>Ids that the front end and the stages name as text are those of descriptors.</summary>
    [Fact]
    public void Each_id_in_the_compiler_has_a_descriptor() => Assert.All(
        Directory.EnumerateFiles(Repository.GeneratorFolder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .SelectMany(path => Regex.Matches(File.ReadAllText(path), "\"(?<id>DG\\d{4})\"").Select(match => match.Groups["id"].Value)),
        id => Assert.Contains(Descriptors.All, descriptor => descriptor.Id == id));

    /// <summary>A diagnostic that nothing raises would be a promise without substance.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_descriptor_is_raised(string id)
    {
        string field = typeof(Descriptors).GetFields().Single(f => f.GetValue(null) is DiagnosticDescriptor descriptor && descriptor.Id == id).Name;
        Assert.Contains(
            Directory.EnumerateFiles(Repository.GeneratorFolder, "*.cs", SearchOption.AllDirectories).Where(path => Path.GetFileName(path) != "Descriptors.cs"),
            path => File.ReadAllText(path) is var code && (code.Contains("Descriptors." + field, StringComparison.Ordinal) || code.Contains($"\"{id}\"", StringComparison.Ordinal)));
    }

    private static string Severity(DiagnosticDescriptor descriptor) => descriptor.DefaultSeverity.ToString().ToLowerInvariant();
}
