using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Xunit;

namespace DiffGen.Generator.Tests.Jacobians;

/// <summary>Methods that cannot have a Jacobian, and those that have one in spite of what they do.</summary>
public class JacobianDiagnosticTests
{
    private const string Head = "#pragma warning disable CS1591\nusing System;\nusing DiffGen;\npublic static partial class M\n{\nprivate static int s_count; private static readonly int[] s_counts = new int[4];\n";

    [Theory]
    [InlineData("[Differentiable(Jacobian = true)] public static double[] F(double x) => new[] { x };", "Differentiable(Jacobian = true)")]
    [InlineData("[Differentiable(Jacobian = true)] public static double F(double x, float y) => x * y;", "Differentiable(Jacobian = true)")]
    [InlineData("[Differentiable(Jacobian = true)] public static void F(float x, Span<double> y) => y[0] = x;", "Differentiable(Jacobian = true)")]
    [InlineData("[Differentiable(Jacobian = true)] public static double F(double x) { s_count++; return x * x; }", "s_count++")]
    [InlineData("[Differentiable(Jacobian = true)] public static double F(double x) { s_counts[0] = 1; return x * x; }", "s_counts[0] = 1")]
    [InlineData("[Differentiable(Jacobian = true)] public static double F(double x) { Count(s_counts); return x * x; } private static void Count(int[] to) => to[0]++;", "Count(s_counts)")]
    [InlineData("[Differentiable(Jacobian = true)] public static double F(double x) { Console.WriteLine(\"F\"); return x * x; }", "Console.WriteLine(\"F\")")]
    [InlineData("[Differentiable(Jacobian = true)] public static double F(double x, System.Collections.Generic.List<int> list) { list.Add(1); return x * x; }", "list.Add(1)")]
    [InlineData("[Differentiable(Jacobian = true)] public static double F(double x) { Log(); return x * x; } private static void Log() => Console.WriteLine(\"F\");", "Log()")]
    public void Is_refused_at_its_place(string members, string place)
    {
        string source = Head + members + "\n}\n";
        Generated generated = Generated.Run(source);
        Diagnostic diagnostic = Assert.Single(generated.Diagnostics);
        Assert.Equal("DG1004", diagnostic.Id);
        Assert.StartsWith(place, source[diagnostic.Location.SourceSpan.Start..], StringComparison.Ordinal);
        Assert.DoesNotContain("{", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(Errors(generated));
        IMethodSymbol jacobian = Assert.Single(Jacobians(generated));
        Assert.Contains("NotSupportedException", jacobian.DeclaringSyntaxReferences.Single().GetSyntax().ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Differentiable(Jacobian = true)] public static double F(double x) { System.Diagnostics.Debug.Assert(x > 0); return x * x; }")]
    [InlineData("[Differentiable(Jacobian = true)] public static double F(double x, int n) { ArgumentOutOfRangeException.ThrowIfNegative(n); return x * x; }")]
    [InlineData("[Differentiable(Jacobian = true)] public static double F(double x, System.Collections.Generic.List<int> list) => x * list[0] * list.Count;")]
    [InlineData("[Differentiable(Jacobian = true)] public static double F(double x, int[] counts) { counts[0]++; return x * x * s_count; }")]
    [InlineData("[Differentiable(Jacobian = true)] public static double F(double x) { int[] counts = new int[2]; counts[1]++; int[] more = [1, 2]; more[0]++; Span<int> last = stackalloc int[2]; last[0]++; return x * counts[1] * more[0] * last[0] * s_counts[1]; }")]
    [InlineData("[Differentiable(Jacobian = true)] public static double F(double x, [Output] Span<double> y) { if (x < 0) throw new ArgumentException(\"negative: \" + x); y.Fill(x); return x; }")]
    public void Is_written_where_running_twice_does_no_more_than_running_once(string members)
    {
        Generated generated = Generated.Run(Head + members + "\n}\n");
        Assert.Empty(generated.Diagnostics);
        Assert.Empty(Errors(generated));
        Assert.Single(Jacobians(generated));
    }

    /// <summary>The name and parameters of the companion, by hand: it is used instead.</summary>
    [Fact]
    public void By_hand()
    {
        Generated generated = Generated.Run(Head + "[Differentiable(Jacobian = true)] public static double F(double x) => x * x; public static double FJacobian(double x, Span<double> jacobian) { jacobian[0] = 2 * x; return x * x; }\n}\n");
        Assert.Empty(generated.Diagnostics);
        Assert.Empty(Errors(generated));
        Assert.DoesNotContain("FJacobian", generated.AllText, StringComparison.Ordinal);
    }

    /// <summary>With a rule by hand the body is not looked at: whether an array is written is not known.</summary>
    [Theory]
    [InlineData("double[]", "Span<double>", true)]
    [InlineData("ReadOnlySpan<double>", "ReadOnlySpan<double>", false)]
    public void A_rule_by_hand(string type, string tangent, bool isRefused)
    {
        Generated generated = Generated.Run(Head + $$"""
            [Differentiable(Jacobian = true)] public static double F({{type}} x) => x[0];
            public static (double Value, double Tangent) FJvp({{type}} x, {{tangent}} xTangent) => (x[0], xTangent[0]);
            public static double FVjp({{type}} x, double valueGrad, Span<double> xGrad) { xGrad[0] += valueGrad; return x[0]; }
            }
            """);
        Assert.Equal(isRefused ? ["DG1004"] : [], generated.Diagnostics.Select(diagnostic => diagnostic.Id));
        Assert.Single(Jacobians(generated));
        if (!isRefused)
        {
            Assert.Empty(Errors(generated));
        }
    }

    [Fact]
    public void The_companion_of_an_overload_has_its_signature()
    {
        Generated generated = Generated.Run(Head + "[Differentiable(Jacobian = true)] public static double F(double x, [NoDiff] Span<double> y) => x * x; [Differentiable(Jacobian = true)] public static double F(double x, Span<double> y, int n = 0) => x * n;\n}\n");
        Assert.Empty(generated.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        Assert.Empty(Errors(generated));
        Assert.Equal(2, Jacobians(generated).Count());
    }

    private static IEnumerable<IMethodSymbol> Jacobians(Generated generated) => generated.After.GetSymbolsWithName("FJacobian", SymbolFilter.Member).OfType<IMethodSymbol>();

    private static IEnumerable<Diagnostic> Errors(Generated generated) => generated.After.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
