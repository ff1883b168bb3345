using System;
using System.Linq;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Xunit;

namespace DiffGen.Generator.Tests.Diagnostics;

/// <summary>Paths that may jump under a draw (DG2006), and nodes that decide which nodes are met (DG2007).</summary>
public class PathWarningTests
{
    /// <summary>Each way in which a draw that is taken along its path may jump; the place is the draw.</summary>
    [Theory]
    [InlineData("return x > 1 ? m : 2 * m;")]
    [InlineData("if (x > 1) { return m; } return 2 * m;")]
    [InlineData("double s = 0; for (int i = 0; i < x; i++) { s += m; } return s;")]
    [InlineData("double s = 0; while (x > 0) { s += m; x -= 1; } return s;")]
    [InlineData("return t[(int)x] + m;")]
    [InlineData("return x + (int)x + m;")]
    [InlineData("return Math.Floor(x) + m;")]
    [InlineData("return Math.Round(x) + m;")]
    [InlineData("return Math.Truncate(x) + m;")]
    [InlineData("return Math.Sign(x) + m;")]
    [InlineData("return x switch { > 1 => m, _ => 2 * m };")]
    [InlineData("return x.CompareTo(1) + m;")]
    public void A_draw_whose_path_may_jump_is_told_where_its_path_is_asked_for(string rest)
    {
        Generated generated = Draw(", Strategy.Reparameterise", rest);
        Diagnostic told = Assert.Single(generated.Diagnostics);
        Assert.Equal(("DG2006", DiagnosticSeverity.Warning), (told.Id, told.Severity));
        Assert.StartsWith("Sample.Normal(", generated.Before.SyntaxTrees.First().ToString()[told.Location.SourceSpan.Start..], StringComparison.Ordinal);

        // Left to the compiler, it goes by the score: nothing is missed, and nothing is told but the choice.
        Assert.Empty(Draw("", rest).Diagnostics);
    }

    [Theory]
    [InlineData("return x * x + Math.Sin(x);")]
    [InlineData("return Math.Max(x, 0) + m;")]
    [InlineData("return x > 0 ? x : 0;")]
    [InlineData("return m > 1 ? x : 2 * x;")]
    [InlineData("return Math.Floor(m) + x;")]
    public void A_continuous_path_is_not_told(string rest) => Assert.Empty(Draw(", Strategy.Reparameterise", rest).Diagnostics);

    private static Generated Draw(string strategy, string rest) => Generated.Run(
        "using System;\nusing DiffGen;\npublic static partial class M\n{\n    [Differentiable] public static double F(double m, [NoDiff] double[] t, ref Noise noise)\n    {\n        double x = Sample.Normal(m, 1.0, ref noise" + strategy + ");\n        " + rest + "\n    }\n}\n");

    /// <summary>What decides is marked.</summary>
    [Theory]
    [InlineData("double F(double w, double x) { double a = Node.Site(w * x); [|if|] (a > 0.5) { a += Node.Site(w * w); } return a; }")]
    [InlineData("double F(double w, double x) { double h = x; [|while|] (Math.Abs(h) > 0.1) { h = Node.Site(w * h) * 0.5; } return h; }")]
    [InlineData("double F(double w, double x) { double h = x; [|for|] (int i = 0; i < 9; i++) { h = Node.Site(w * h) * 0.5; if (h < 0.1) { break; } } return h; }")]
    [InlineData("double F(double w, double x) { int n = (int)Math.Round(Node.Site(w * x)); double h = x; [|for|] (int i = 0; i < n; i++) { h = Node.Site(w * h); } return h; }")]
    [InlineData("double F(double w, double x) { double a = Node.Site(w * x); [|if|] (a > 10) { return a; } return Node.Site(a * w); }")]
    [InlineData("double F(double w, Span<double> h) { double a = Node.Site(w * h[0]); [|Node.Site(h.Slice(a > 0 ? 1 : 0));|] return h[0] * h[1] * a; }")]
    public void Nodes_that_decide_which_nodes_are_met_are_told(string method)
    {
        int start = method.IndexOf("[|", StringComparison.Ordinal), end = method.IndexOf("|]", StringComparison.Ordinal) - 2;
        Generated generated = Node(method.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal), out int offset);
        Diagnostic told = Assert.Single(generated.Diagnostics);
        Assert.Equal(("DG2007", DiagnosticSeverity.Warning, offset + start, offset + end), (told.Id, told.Severity, told.Location.SourceSpan.Start, told.Location.SourceSpan.End));
    }

    [Theory]
    [InlineData("double F(double w, double x) { double a = Node.Site(w * x); return a > 0.5 ? a : 0.5; }")]
    [InlineData("double F(double w, double x) { double a = w * x; return a > 0.5 ? Node.Site(a) : Node.Site(a * a); }")]
    [InlineData("double F(double w, double x, int n) { double h = x; for (int i = 0; i < n; i++) { if (i == 3) { continue; } h = Node.Site(w * h); } return h; }")]
    [InlineData("double F(double w, Span<double> h) { for (int i = 0; i < h.Length; i++) { h[i] = Node.Site(w * h[i]); } return h[^1]; }")]
    public void Decisions_that_no_node_reaches_or_that_hold_none_are_not_told(string method) => Assert.Empty(Node(method, out _).Diagnostics);

    private static Generated Node(string method, out int offset)
    {
        const string Before = "using System;\nusing DiffGen;\npublic static partial class M\n{\n    [Differentiable] public static ";
        offset = Before.Length;
        return Generated.Run(Before + method + "\n}\n");
    }
}
