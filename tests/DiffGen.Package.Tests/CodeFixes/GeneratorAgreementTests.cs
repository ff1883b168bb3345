using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using DiffGen.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace DiffGen.Package.Tests.CodeFixes;

/// <summary>The generator itself reports what the fixes answer, where they look for it, and is content with what they make of the source.</summary>
public sealed class GeneratorAgreementTests
{
    private static readonly Assembly s_generator = Assembly.LoadFrom(Path.Combine(
        DotNet.SolutionFolder, "src", "DiffGen.Generator", "bin", PackedPackage.Configuration, "netstandard2.0", "DiffGen.Generator.dll"));

    [Fact]
    public Task A_type_that_is_not_partial() => AssertFixed(
        new AddPartialCodeFix(),
        "using DiffGen;\npublic static class A { public static class B { [Differentiable] public static double F(double x) => x * x; } }\n",
        "using DiffGen;\npublic static partial class A { public static partial class B { [Differentiable] public static double F(double x) => x * x; } }\n");

    [Fact]
    public Task A_parameter_that_cannot_carry_derivatives() => AssertFixed(
        new AddNoDiffCodeFix(),
        "using DiffGen;\npublic static partial class A { [Differentiable] public static double F(double x, decimal d) => d > 0 ? x * x : x; }\n",
        "using DiffGen;\npublic static partial class A { [Differentiable] public static double F(double x, [NoDiff] decimal d) => d > 0 ? x * x : x; }\n");

    private static async Task AssertFixed(CodeFixProvider fix, string before, string after)
    {
        ImmutableArray<Diagnostic> found = await Fixable(fix, CSharpSyntaxTree.ParseText(before));
        Assert.NotEmpty(found);
        Reporter reporter = new(found[0].Id, root => [Location.Create(root.SyntaxTree, found[0].Location.SourceSpan)]);
        string actual = await CodeFixHarness.FixFirst(fix, reporter, before);
        Assert.Equal(after, actual);
        Assert.Empty(await Fixable(fix, CSharpSyntaxTree.ParseText(actual)));
    }

    /// <summary>What the generator and its analyzers say of a source, as far as the fix answers it.</summary>
    private static async Task<ImmutableArray<Diagnostic>> Fixable(CodeFixProvider fix, SyntaxTree tree)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Test", [tree], CodeFixHarness.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        ISourceGenerator[] generators = [.. Instances<IIncrementalGenerator>().Select(g => g.AsSourceGenerator())];
        ImmutableArray<Diagnostic> diagnostics = CSharpGeneratorDriver.Create(generators)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out _)
            .GetRunResult()
            .Diagnostics;
        ImmutableArray<DiagnosticAnalyzer> analyzers = [.. Instances<DiagnosticAnalyzer>()];
        if (!analyzers.IsEmpty)
        {
            diagnostics = diagnostics.AddRange(await updated.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync());
        }

        return [.. diagnostics.Where(d => fix.FixableDiagnosticIds.Contains(d.Id))];

        static T[] Instances<T>() =>
        [
            .. s_generator.GetTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(T))).Select(t => (T)Activator.CreateInstance(t)!),
        ];
    }
}
