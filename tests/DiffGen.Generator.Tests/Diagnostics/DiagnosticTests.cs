using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Xunit;

namespace DiffGen.Generator.Tests.Diagnostics;

/// <summary>Each refusal: its id, its severity, exactly its place; and the rest of the file gets its companions.</summary>
public class DiagnosticTests
{
    private static readonly Refusal[] s_errors = [.. Refusals.Signatures, .. Refusals.Structs, .. Refusals.Language, .. Refusals.Calls, .. Refusals.Parameters, .. Refusals.Batches];

    private static readonly Refusal[] s_warnings = [.. Diagnostics.Warnings.Constants, .. Diagnostics.Warnings.Dependence, .. Diagnostics.Warnings.Casts];

    private static readonly Refusal[] s_all = [.. s_errors, .. s_warnings];

    public static TheoryData<string> All => [.. s_all.Select(refusal => refusal.Name)];

    public static TheoryData<string> Errors => [.. s_errors.Select(refusal => refusal.Name)];

    public static TheoryData<string> Warnings => [.. s_warnings.Select(refusal => refusal.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public void Is_told_once_at_its_place(string name)
    {
        Refusal refusal = Of(name);
        Generated generated = refusal.Run();
        IEnumerable<string> expected = refusal.Spans.Select(span => $"{refusal.Id} at '{refusal.Source.Substring(span.Start, span.Length)}' ({span})");
        IEnumerable<string> actual = generated.Diagnostics.Select(diagnostic =>
            $"{diagnostic.Id} at '{refusal.Source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)}' ({diagnostic.Location.SourceSpan})");
        Assert.True(expected.SequenceEqual(actual), $"expected {string.Join("; ", expected)}\nactual   {string.Join("; ", generated.Diagnostics)}\n         {string.Join("; ", actual)}");
        DiagnosticSeverity severity = refusal.Id.StartsWith("DG2", StringComparison.Ordinal) ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error;
        Assert.All(generated.Diagnostics, diagnostic => Assert.Equal(severity, diagnostic.Severity));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Says_what_to_do_and_where_to_read_more(string name)
    {
        foreach (Diagnostic diagnostic in Of(name).Run().Diagnostics)
        {
            string message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
            Assert.DoesNotContain("{", message, StringComparison.Ordinal);
            Assert.False(message.EndsWith('.'), message);
            Assert.EndsWith(diagnostic.Id + ".md", diagnostic.Descriptor.HelpLinkUri, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_good_method_has_its_companions(string name)
    {
        Generated generated = Of(name).Run();
        string[] companions = [.. Companions(generated, "Good").Select(method => method.Name).Order()];
        Assert.Equal(["GoodGradient", "GoodJvp", "GoodVjp"], companions);
        Assert.All(Companions(generated, "Good"), method => Assert.False(OnlyThrows(method), $"{method} only throws."));
    }

    /// <summary>The user sees one error and not its echoes at every call.</summary>
    [Theory]
    [MemberData(nameof(Errors))]
    public void Companions_of_the_refused_method_are_declared_where_their_signature_is_known(string name)
    {
        Refusal refusal = Of(name);
        Generated generated = refusal.Run();
        IMethodSymbol[] companions = [.. Companions(generated, "Bad")];
        if (refusal.DeclaresCompanions)
        {
            Assert.Equal(["BadGradient", "BadJvp", "BadVjp"], companions.Select(method => method.Name).Order());
        }

        Assert.All(companions, method => Assert.True(OnlyThrows(method), $"{method} has a body."));
        Assert.Empty(generated.After.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    [Theory]
    [MemberData(nameof(Warnings))]
    public void A_warning_takes_nothing_away(string name)
    {
        IMethodSymbol[] companions = [.. Companions(Of(name).Run(), "Bad")];
        Assert.Equal(["BadGradient", "BadJvp", "BadVjp"], companions.Select(method => method.Name).Order());
        Assert.All(companions, method => Assert.False(OnlyThrows(method), $"{method} only throws."));
    }

    private static Refusal Of(string name) => s_all.Single(refusal => refusal.Name == name);

    private static IEnumerable<IMethodSymbol> Companions(Generated generated, string method) =>
        generated.After.GetSymbolsWithName(name => name == method + "Jvp" || name == method + "Vjp" || name == method + "Gradient", SymbolFilter.Member).OfType<IMethodSymbol>();

    private static bool OnlyThrows(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Single().GetSyntax().ToString().Contains("NotSupportedException", StringComparison.Ordinal);
}
