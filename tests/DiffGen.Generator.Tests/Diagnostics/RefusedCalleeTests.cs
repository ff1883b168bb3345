using System;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Xunit;

namespace DiffGen.Generator.Tests.Diagnostics;

/// <summary>A method that is refused for a companion that callers do not go through: they find the members that they call, and there is no error in generated code.</summary>
public class RefusedCalleeTests
{
    private const string Recursive = "int depth) { if (depth <= 0) return 0; ";

    /// <summary>The second one calls the first, which has one error.</summary>
    [Theory]
    // Random program 6002930.
    [InlineData("DG1010", "needed by the reverse sweep", """
        [Differentiable] static double H(Span<double> a, (double P, double Q) s, int depth)
        {
            if (depth <= 0) return 0;
            double v;
            if (a[depth % 2] > 0.1) v = 0; else v = 0;
            if (a.Length > 1) a = a[1..];
            for (int i = 0; i < 1; i++) v = Math.Cos(0.4 * a[i] + 2.0);
            return 0.5 * H(a, (0, 0.3 * v), depth - 1);
        }
        [Differentiable(Hvp = true)] public static double F((double P, double Q) s) => 0.5 * H(new double[] { 0, 0 }, s, 1);
        """)]
    [InlineData("DG1004", "Jacobian", "static int s_calls; static void Count() => s_calls++; [Differentiable(Jacobian = true)] static double H(double x, " + Recursive + "Count(); return Math.Sin(x) + H(x * 0.5, depth - 1); } [Differentiable(Hvp = true)] public static double F(double x) => H(x, 2) * x;")]
    [InlineData("DG0010", "may write", "[Differentiable(Batch = true)] static double H(double x, [Uniform] Span<double> a, " + Recursive + "a[0] = x * x; return a[0] + H(x * 0.5, a, depth - 1); } [Differentiable(Hvp = true)] public static double F(double x, Span<double> a) => H(x, a, 2) * x;")]
    public void Callers_are_derived(string id, string message, string members)
    {
        Generated generated = Generated.Run("using System;\nusing DiffGen;\npublic static partial class M\n{\n" + members + "\n}\n");
        Diagnostic told = Assert.Single(generated.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Equal(id, told.Id);
        Assert.Contains(message, told.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(generated.After.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.True(OnlyThrows(generated, "HGradient"));
        Assert.False(OnlyThrows(generated, "FGradient"));
        Assert.False(OnlyThrows(generated, "FHvp"));
    }

    /// <summary>Callers of a method of an object that names its private members go through members of the object, whatever the body is: they are declared, and there is no error beside the one told.</summary>
    [Theory]
    [InlineData("double.Parse(t.ToString()) * _slope")]
    [InlineData("Scaled(t) * _slope")]
    public void Methods_of_objects_are_declared(string body)
    {
        Generated generated = Generated.Run($$"""
            using System;
            using DiffGen;
            public sealed partial class Line
            {
                private readonly double _slope = 2;
                [Differentiable(Hvp = true)] public double At(double t) => {{body}};
                private static extern double Scaled(double t);
            }
            public static partial class Curve
            {
                [Differentiable(Hvp = true)] public static double F([NoDiff] Line line, double t) => line.At(t) * t;
            }
            """);
        Diagnostic told = Assert.Single(generated.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Equal("DG1011", told.Id);
        Assert.Empty(generated.After.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.True(OnlyThrows(generated, "AtGradient"));
    }

    private static bool OnlyThrows(Generated generated, string companion) =>
        generated.After.GetSymbolsWithName(companion, SymbolFilter.Member).Single().DeclaringSyntaxReferences.Single().GetSyntax().ToString().Contains("NotSupportedException", StringComparison.Ordinal);
}
