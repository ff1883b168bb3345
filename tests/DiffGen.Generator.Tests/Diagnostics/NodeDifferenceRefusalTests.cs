using System;
using System.Linq;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace DiffGen.Generator.Tests.Diagnostics;

/// <summary>FNodeDifference is refused where its two runs cannot be compared; it is declared, and the other companions are there as ever.</summary>
public class NodeDifferenceRefusalTests
{
    public static TheoryData<string> Names => [.. Refusals.NodeDifferences.Select(refusal => refusal.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_told_once_at_its_place_and_concerns_the_difference_only(string name)
    {
        Refusal refusal = Refusals.NodeDifferences.Single(r => r.Name == name);
        Generated generated = refusal.Run();
        Diagnostic told = Assert.Single(generated.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal((refusal.Id, Assert.Single(refusal.Spans)), (told.Id, told.Location.SourceSpan));
        Assert.DoesNotContain("{", told.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(generated.After.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        MethodDeclarationSyntax difference = Assert.Single(Companions("BadNodeDifference"));
        Assert.Contains("NotSupportedException", difference.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("NotSupportedException", Assert.Single(Companions("BadGradient")).ToString(), StringComparison.Ordinal);

        MethodDeclarationSyntax[] Companions(string identifier) => [.. generated.After.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()).Where(m => m.Identifier.Text == identifier)];
    }

    /// <summary>What noise decides may hold anything but sites, and what no site reaches may decide anything.</summary>
    [Theory]
    [InlineData("double F(double w, double x) { double a = Node.Site(w * x); return a > 0.5 ? 1 : 0; }")]
    [InlineData("double F(double w, double x) { double a = w * x; return a > 0.5 ? Node.Site(a) : Node.Site(a * a); }")]
    [InlineData("double F(double w, double x) { double a = Node.Site(w * x); for (int i = 0; i < a; i++) { a *= w; } return a; }")]
    [InlineData("double F(double w, Span<double> h) { for (int i = 0; i < h.Length; i++) { h[i] = Node.Site(w * h[i]); } return h[^1]; }")]
    [InlineData("double F(double w, double x) { double y = Diff.Stop(w * x); return Node.Site(w * y); }")]
    [InlineData("double F(double w, double x) { double a = Node.Site(w * x); if (a > 5) { throw new InvalidOperationException(); } return a; }")]
    [InlineData("double F(double w, [NoDiff] List<double> data) { double a = Node.Site(w * data[0]); return Math.Round(a) + Seen(a); } private static double Seen([NoDiff] double a) => a.ToString(System.Globalization.CultureInfo.InvariantCulture).Length;")]
    public void Is_made_and_no_loss_of_derivatives_is_told(string method)
    {
        Generated generated = Generated.Run("using System;\nusing System.Collections.Generic;\nusing DiffGen;\npublic static partial class M\n{\n    [Differentiable(NodeDifference = true)] public static " + method + "\n}\n");
        Assert.Empty(generated.Diagnostics);
        Assert.Empty(generated.After.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        MethodDeclarationSyntax difference = Assert.Single(generated.After.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()), m => m.Identifier.Text == "FNodeDifference");
        Assert.DoesNotContain("NotSupportedException", difference.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Written by hand it wins; under another signature it is told.</summary>
    [Theory]
    [InlineData("double FNodeDifference(double w, NodeNoise noise, double sigma)", true)]
    [InlineData("double FNodeDifference(double w, double sigma)", false)]
    public void A_difference_by_hand(string signature, bool wins)
    {
        Generated generated = Generated.Run("using System;\nusing DiffGen;\npublic static partial class M\n{\n    [Differentiable(NodeDifference = true)] public static double F(double w) => Node.Site(w * w);\n    public static (double, " + signature.Replace("double FNode", "double) FNode", StringComparison.Ordinal) + " => (w, 2 * w);\n}\n");
        Assert.Equal(wins ? [] : ["DG0003"], generated.Diagnostics.Select(d => d.Id));
        Assert.Empty(generated.After.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Single(generated.After.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()), m => m.Identifier.Text == "FNodeDifference");
    }
}
