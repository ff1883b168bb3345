using System;
using System.Linq;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Xunit;

namespace DiffGen.Generator.Tests.Diagnostics;

/// <summary>Companions of node and sampling sites that are written by hand are used instead of generated ones.</summary>
public class CompanionsOfSitesByHandTests
{
    private const string Head = "using System;\nusing DiffGen;\npublic static partial class M\n{\n";

    private const string Site = "    [Differentiable] public static double F(double x, ReadOnlySpan<double> w) => Node.Site(x * w[0]) * x;\n";

    private const string Draw = "    [Differentiable] public static double F(double p, ReadOnlySpan<double> w, ref Noise noise) => Sample.Bernoulli(p, ref noise) ? w[0] * p : p;\n";

    [Theory]
    [InlineData(Site, "FNodeGradient", 2, "public static (double Value, double XGrad) FNodeGradient(double x, ReadOnlySpan<double> w, NoiseKey key, Span<double> wGrad) => (x, 1);")]
    [InlineData(Site, "FNodeGradient", 2, "public static (double Value, double XGrad) FNodeGradient(double x, ReadOnlySpan<double> w, NodeNoise noise, Span<double> wGrad) => (x, 1);")]
    [InlineData(Draw, "FExpectationGradient", 4, "public static (double Value, double PGrad) FExpectationGradient(double p, ReadOnlySpan<double> w, ref Noise noise, Span<double> wGrad) => (p, 1);")]
    [InlineData(Draw, "FExpectationGradient", 4, "public static (double Value, double PGrad) FExpectationGradient(double p, ReadOnlySpan<double> w, ref Noise noise, Span<double> wGrad, ref FBaselines baselines, int samples) => (p, 1);")]
    [InlineData(Draw, "FExpectationVjp", 4, "public static (double Value, double PGrad) FExpectationVjp(double p, ReadOnlySpan<double> w, ref Noise noise, double valueGrad, Span<double> wGrad, int samples) => (p, 1);")]
    public void The_one_by_hand_wins(string method, string companion, int overloads, string byHand)
    {
        Generated generated = Generated.Run(Head + method + "    " + byHand + "\n}\n");
        Assert.DoesNotContain(generated.After.GetDiagnostics().Concat(generated.Told), d => d.Severity == DiagnosticSeverity.Error);
        IMethodSymbol[] all = [.. generated.After.GetTypeByMetadataName("M")!.GetMembers(companion).OfType<IMethodSymbol>()];
        Assert.Equal(overloads, all.Length);
        Assert.Single(all, m => m.DeclaringSyntaxReferences[0].SyntaxTree.FilePath == "Source0.cs");
    }

    [Theory]
    [InlineData(Site, "FNodeGradient", "(double, double) FNodeGradient(double x, System.ReadOnlySpan<double> w, DiffGen.NoiseKey key, System.Span<double> wGrad)")]
    [InlineData(Draw, "FExpectationGradient", "(double, double) FExpectationGradient(double p, System.ReadOnlySpan<double> w, ref DiffGen.Noise noise, System.Span<double> wGrad)")]
    [InlineData(Draw, "FExpectationVjp", "(double, double) FExpectationVjp(double p, System.ReadOnlySpan<double> w, ref DiffGen.Noise noise, double valueGrad, System.Span<double> wGrad)")]
    public void Another_signature_is_an_error_that_says_the_right_one(string method, string companion, string expected)
    {
        Generated generated = Generated.Run(Head + method + "    public static double " + companion + "(double x) => x;\n}\n");
        Diagnostic told = Assert.Single(generated.Told, d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal("DG0003", told.Id);
        Assert.Contains(expected, told.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    /// <summary>Where nothing is generated under the name, it is the user's.</summary>
    [Fact]
    public void A_method_without_sites_leaves_the_names_alone()
    {
        Generated generated = Generated.Run(Head + "    [Differentiable] public static double F(double x) => x * x;\n    public static double FNodeGradient(double x) => x;\n    public static double FExpectationVjp(string s) => s.Length;\n}\n");
        Assert.DoesNotContain(generated.After.GetDiagnostics().Concat(generated.Told), d => d.Severity == DiagnosticSeverity.Error);
    }
}
