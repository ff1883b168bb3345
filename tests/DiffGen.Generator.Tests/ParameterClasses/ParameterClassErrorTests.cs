using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Tests.Diagnostics;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Xunit;

namespace DiffGen.Generator.Tests.ParameterClasses;

/// <summary>Each error in a class of parameters: its id and exactly its place; and the rest of the file compiles.</summary>
public class ParameterClassErrorTests
{
    /// <summary>C# 13 has the keyword in preview only.</summary>
    private static readonly string[] s_withErrorsOfTheCompiler = ["field keyword in a record"];

    private static readonly Refusal[] s_all = [.. ParameterClassErrors.Members, .. ParameterClassErrors.Shapes, .. ParameterClassErrors.Classes];

    public static TheoryData<string> All => [.. s_all.Select(refusal => refusal.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public void Is_told_once_at_its_place(string name)
    {
        Refusal refusal = Of(name);
        Generated generated = refusal.Run();
        IEnumerable<string> expected = refusal.Spans.Select(span => $"{refusal.Id} at '{refusal.Source.Substring(span.Start, span.Length)}' ({span})");
        IEnumerable<string> actual = generated.Diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).Select(diagnostic =>
            $"{diagnostic.Id} at '{refusal.Source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)}' ({diagnostic.Location.SourceSpan})");
        Assert.True(expected.SequenceEqual(actual), $"expected {string.Join("; ", expected)}\nactual   {string.Join("; ", generated.Diagnostics)}\n         {string.Join("; ", actual)}");
        Assert.All(generated.Diagnostics, diagnostic =>
        {
            string message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
            Assert.DoesNotContain("{", message, StringComparison.Ordinal);
            Assert.False(message.EndsWith('.'), message);
        });
    }

    /// <summary>The user sees one error and not its echoes: what is declared is there, and throws.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void The_compiler_adds_no_error(string name)
    {
        Generated generated = Of(name).Run();
        IEnumerable<Diagnostic> errors = generated.After.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.True(!errors.Any() || s_withErrorsOfTheCompiler.Contains(name), string.Join('\n', errors) + "\n" + generated.AllText);
    }

    private static Refusal Of(string name) => s_all.Single(refusal => refusal.Name == name) with { IsWholeFile = true };
}
