using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace DiffGen.Generator.Tests.Documentation;

/// <summary>docs/estimators-checks.md says which test shows what: each statement has one, and each name is that of a test.</summary>
public partial class EstimatorChecksTests
{
    private static readonly string[][] s_rows = [.. new DocumentationPage("docs/estimators-checks.md").Rows];

    private static readonly Lazy<HashSet<string>> s_tests = new(() => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories).Where(IsSource).SelectMany(TestsOf)]);

    [Fact]
    public void Each_statement_is_shown_by_tests_that_are_there()
    {
        Assert.InRange(s_rows.Length, 60, 200);
        Assert.All(s_rows, row =>
        {
            Assert.Equal(3, row.Length);
            Assert.NotEmpty(Names(row[1]));
            Assert.Equal(row[1], string.Join(", ", Names(row[1]).Select(name => "`" + name + "`")));
            Assert.Equal(row[2], string.Join(", ", Names(row[2]).Select(name => "`" + name + "`")));
            Assert.All(Names(row[1]).Concat(Names(row[2])), name => Assert.Contains(name, s_tests.Value));
        });
        Assert.Equal(s_rows.Length, s_rows.Select(row => row[0]).Distinct().Count());
    }

    /// <summary>What is not marked as a test is none.</summary>
    [Fact]
    public void Helpers_are_no_tests()
    {
        Assert.DoesNotContain("EstimatorChecksTests.TestsOf", s_tests.Value);
        Assert.Contains("EstimatorChecksTests.Helpers_are_no_tests", s_tests.Value);
    }

    private static string[] Names(string cell) => [.. Quoted().Matches(cell).Select(match => match.Groups[1].Value)];

    private static IEnumerable<string> TestsOf(string path) =>
        from type in CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
        from method in type.Members.OfType<MethodDeclarationSyntax>()
        where method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() is "Fact" or "Theory" && attribute.ArgumentList?.ToString().Contains("Skip", StringComparison.Ordinal) != true)
        select type.Identifier.Text + "." + method.Identifier.Text;

    private static bool IsSource(string path) => !path.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
