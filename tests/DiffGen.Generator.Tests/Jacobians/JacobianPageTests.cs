using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Xunit;

namespace DiffGen.Generator.Tests.Jacobians;

/// <summary>docs/jacobian.md shows real code, and the rows and columns that it names.</summary>
public partial class JacobianPageTests
{
    [Fact]
    public void The_examples_compile_and_have_the_rows_and_columns_they_say()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "jacobian.md"));
        string[] examples = [.. CSharpBlock().Matches(page).Select(match => match.Groups["code"].Value)];
        Assert.NotEmpty(examples);
        Generated generated = Generated.Run("#pragma warning disable CS1591\nusing System;\nusing DiffGen;\n" + string.Concat(examples));
        Assert.Empty(generated.Diagnostics);
        Assert.Empty(generated.After.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        string companions = Regex.Replace(generated.AllText, "<paramref name=\"(?<name>\\w+)\"/>", "${name}");
        MatchCollection said = Said().Matches(page);
        Assert.Equal(3, said.Count);
        Assert.All(said, match => Assert.Contains($"Rows: {match.Groups["rows"].Value}; columns: {match.Groups["columns"].Value}.</summary>", companions, StringComparison.Ordinal));
    }

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex("[Rr]ows: (?<rows>[\\w, ]+); columns: (?<columns>[\\w, ]+)")]
    private static partial Regex Said();
}
