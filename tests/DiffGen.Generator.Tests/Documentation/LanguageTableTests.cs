using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Xunit;

namespace DiffGen.Generator.Tests.Documentation;

/// <summary>docs/language.md says what the generator does: each row has an example, and the example ends as the row says.</summary>
public class LanguageTableTests
{
    private static readonly Dictionary<string, string[]> s_rows = new DocumentationPage("docs/language.md").Rows.ToDictionary(row => row[0]);

    public static TheoryData<string> Rows => [.. s_rows.Keys];

    [Fact]
    public void Each_row_has_an_example_and_each_example_a_row() =>
        Assert.Equal(s_rows.Keys.Order(StringComparer.Ordinal), LanguageExamples.All.Select(example => example.Row).Distinct().Order(StringComparer.Ordinal));

    /// <summary>All examples of the row: one for each thing that it names.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void The_row_is_true(string name)
    {
        string verdict = s_rows[name][1];
        Match link = Regex.Match(verdict, @"^(?<yes>yes, with )?\[(?<id>DG\d{4})\]\(diagnostics/(?<page>DG\d{4})\.md\)$");
        Assert.True(verdict == "yes" || link.Success, $"'{verdict}' is neither 'yes' nor 'yes, with [DG…](diagnostics/DG….md)' nor '[DG…](diagnostics/DG….md)'.");
        Assert.Equal(link.Groups["id"].Value, link.Groups["page"].Value);
        Assert.All(LanguageExamples.All.Where(example => example.Row == name), example => Check(example.Run(), verdict, link));
    }

    private static void Check(Generated generated, string verdict, Match link)
    {
        string[] errors = [.. generated.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.Id).Distinct()];
        string[] warnings = [.. generated.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.Id).Distinct()];
        string found = string.Join('\n', generated.Diagnostics);
        if (link.Success && !link.Groups["yes"].Success)
        {
            Assert.True(errors.SequenceEqual([link.Groups["id"].Value]), $"The row names {verdict}, the generator says\n{found}");
            return;
        }

        Assert.True(errors.Length == 0, $"The row says '{verdict}', the generator\n{found}");
        Assert.Equal(link.Success ? [link.Groups["id"].Value] : [], warnings);
        Assert.Empty(generated.After.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Matches(@"\bFJvp(<T>)?\(", generated.AllText);
        Assert.Matches(@"\bFVjp(<T>)?\(", generated.AllText);
        Assert.DoesNotContain("NotSupportedException", generated.AllText, StringComparison.Ordinal);
    }
}
