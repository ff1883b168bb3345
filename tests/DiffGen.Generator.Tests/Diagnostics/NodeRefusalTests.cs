using System;
using System.Linq;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace DiffGen.Generator.Tests.Diagnostics;

/// <summary>A node gradient that cannot be made is an error at what is in the way; it is declared, and the other companions are there as ever.</summary>
public class NodeRefusalTests
{
    public static TheoryData<string> Names => [.. Refusals.Nodes.Select(refusal => refusal.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_told_at_its_place_and_concerns_the_node_gradient_only(string name)
    {
        Refusal refusal = Refusals.Nodes.Single(r => r.Name == name);
        Generated generated = refusal.Run();
        Diagnostic told = Assert.Single(generated.Diagnostics);
        Assert.Equal((refusal.Id, DiagnosticSeverity.Error, Assert.Single(refusal.Spans)), (told.Id, told.Severity, told.Location.SourceSpan));
        Assert.Contains(refusal.Reason, told.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.DoesNotContain("{", told.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(generated.After.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        MethodDeclarationSyntax[] companions = [.. generated.After.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()).Where(m => m.Identifier.Text is "BadGradient" or "AtGradient" or "BadNodeGradient" or "AtNodeGradient")];
        Assert.Equal(3, companions.Length);
        Assert.All(companions, method => Assert.Equal(method.Identifier.Text.Contains("Node", StringComparison.Ordinal) && method.ToString().Contains("throw new", StringComparison.Ordinal), method.ToString().Contains("NotSupportedException", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_caller_of_such_a_method_is_told_without_being_refused()
    {
        Generated generated = Generated.Run("""
            using System;
            using DiffGen;
            public static partial class M
            {
                [Differentiable] public static double F(double w) => Again(w, 3);

                private static double Again(double w, int n) => n == 0 ? w : Node.Site(w * Again(w, n - 1));
            }
            """);
        Assert.Empty(generated.Diagnostics);
        Assert.Equal(("DG3004", DiagnosticSeverity.Info), (Assert.Single(generated.Told).Id, generated.Told.Single().Severity));
        Assert.DoesNotContain("NodeGradient", string.Concat(generated.After.SyntaxTrees), StringComparison.Ordinal);
    }
}
