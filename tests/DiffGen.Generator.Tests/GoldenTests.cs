using System;
using System.Linq;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace DiffGen.Generator.Tests;

/// <summary>What the generator writes for the golden sources: as accepted, and without a warning in the strictest consumer.</summary>
public class GoldenTests
{
    public static TheoryData<string> Cases => [.. GoldenCase.All.Select(golden => golden.Id)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Companions_are_as_accepted(string id)
    {
        GoldenCase golden = GoldenCase.Of(id);
        Generated generated = golden.RunAsAccepted();
        Assert.Empty(generated.Diagnostics);
        Snapshot.Verify(generated.AllText, golden.Folder, "companions");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Companions_compile_without_a_warning(string id)
    {
        Generated generated = GoldenCase.Of(id).Run();
        AssertNoWarning(generated.After);
    }

    /// <summary>The files switch warnings off for what future compilers may think of; today there is nothing to switch off.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Companions_need_no_pragma(string id)
    {
        Generated generated = GoldenCase.Of(id).Run();
        Compilation strict = generated.Before.AddSyntaxTrees(generated.Files.Select(file =>
            CSharpSyntaxTree.ParseText(WithoutPragmas(file.Text), Generated.ParseOptions, file.HintName)));
        AssertNoWarning(strict);
    }

    [Fact]
    public void Every_topic_has_cases() =>
        Assert.Equal(["Batch", "Buffers", "Calls", "Checkpoints", "Composites", "Control", "Edges", "Expectations", "Fuzzed", "Loops", "Models", "Readme", "Scalars", "SecondOrder", "Signatures"], GoldenCase.All.Select(golden => golden.Topic).Distinct().Order());

    private static string WithoutPragmas(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.TrimStart().StartsWith("#pragma warning", StringComparison.Ordinal) ? "" : line));

    /// <summary>What the user's own text is warned of (a public method without documentation) is not the generator's doing.</summary>
    private static void AssertNoWarning(Compilation compilation)
    {
        var found = compilation.GetDiagnostics().Where(diagnostic =>
            diagnostic.Severity == DiagnosticSeverity.Error
            || diagnostic.Severity == DiagnosticSeverity.Warning && (diagnostic.Location.SourceTree is null || diagnostic.Location.SourceTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)));
        Assert.True(!found.Any(), string.Join('\n', found.Select(diagnostic => $"{diagnostic}\n    {diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line]}")));
    }
}
