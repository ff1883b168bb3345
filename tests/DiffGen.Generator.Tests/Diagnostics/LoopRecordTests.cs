using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Xunit;

namespace DiffGen.Generator.Tests.Diagnostics;

/// <summary>DG3002: what each loop saves for the reverse sweep, per iteration and why, at the loop's keyword.</summary>
public class LoopRecordTests
{
    /// <summary>A method, and for each loop that saves something its keyword with its number among all loops, the bytes, and the reasons.</summary>
    public static TheoryData<string, string> Cases => new()
    {
        { "double F(ReadOnlySpan<double> x) { double s = 0; foreach (double e in x) { s += e * e; } return s; }", "" },
        { "double F(double x, int n) { for (int i = 0; i < n; i++) { x *= x; } return x; }", "for 0: 8 bytes: 'x', which the loop changes" },
        { "float F(float x, int n) { for (int i = 0; i < n; i++) { x *= x; } return x; }", "for 0: 4 bytes: 'x', which the loop changes" },
        { "double F(ReadOnlySpan<double> x) { double s = 0; foreach (double e in x) { s += Math.Tanh(e); } return s; }", "" },
        { "double F(ReadOnlySpan<double> x) { double s = 0; foreach (double e in x) { s += Math.Tanh(e); } return s * s; }", "foreach 0: 8 bytes: the value of Tanh, which costs more to compute again than to keep" },
        { "double F(Span<double> a) { for (int i = 1; i < a.Length; i++) { a[i] *= a[i - 1]; } return a[^1]; }", "for 0: 8 bytes: an element of 'a', which may be written afterwards" },
        { "double F(Span<double> a) { for (int i = 1; i < a.Length; i++) { a[i] *= a[^1]; } return a[^1]; }", "for 0: 16 bytes: 2 × an element of 'a', which may be written afterwards" },
        { "double F(Span<double> a) { for (int i = 1; i < a.Length; i++) { a[i] = Math.Tanh(a[i - 1]); } return a[^1]; }", "" },
        { "void F(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < x.Length; i++) { y[i] = Math.Exp(x[i]); } }", "" },
        { "void F(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < x.Length; i++) { y[0] = Math.Exp(x[i]); } }", "for 0: 8 bytes: the value of Exp, which costs more to compute again than to keep" },
        { "void F(double x, Span<double> y) { for (int i = 0; i < y.Length; i++) { y[i] = x; x = Math.Exp(-x * x); } }", "for 0: 8 bytes: 'x' = Exp(…), which costs more to compute again than to keep" },
        { "double F(double x, double y) { do { x *= y; } while (x > 1); return x; }", "do 0: 8 bytes: 'x', which the loop changes" },
        {
            "double F(double a) { double x = a; while (Math.Abs(x * x - a) > 1e-12) { double old = x; do { x = 0.5 * (x + a / x); } while (x > 2 * old); } return x; }",
            "while 0: 4 bytes: how often an inner loop runs\ndo 1: 8 bytes: 'x', which the loop changes"
        },
        {
            "double F(double y, int n) { double s = 1; for (int i = 0; i < n; i++) { s += Again(y, i) * y; } return s; } private static double Again(double x, int n) => n == 0 ? x : Again(x * x, n - 1);",
            "for 0: 8 bytes and those of calls: the result of a call; what the call of 'Again' saves"
        },
        { "T F<T>(T x, int n) where T : System.Numerics.IFloatingPointIeee754<T> { for (int i = 0; i < n; i++) { x = T.Sin(x); } return x; }", "for 0: 1 of type 'T': the value of Cos, which costs more to compute again than to keep" },
        { "void F(double x, Span<double> y) { for (int i = 0; i < y.Length; i++) { x *= x; y[i] = x; } }", "for 0: 8 bytes: 'x', which the loop changes" },
        { "double F(double x) => Powers(x) + Powers(2 * x); private static double Powers(double x) { for (int i = 0; i < 3; i++) { x *= x; } return x; }", "for 0: 8 bytes: 'x', which the loop changes" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_loop_says_what_it_saves(string method, string expected)
    {
        Generated generated = Generated.Run("using System;\nusing DiffGen;\npublic static partial class M\n{\n    [Differentiable] public static " + method + "\n}\n");
        Assert.Empty(generated.Diagnostics);
        string source = generated.Before.SyntaxTrees.First().ToString();
        string[] keywords = ["for", "foreach", "while", "do"];
        int[] loops = [.. generated.Before.SyntaxTrees.First().GetRoot().DescendantNodes().Where(node => node.GetFirstToken().Text is var word && keywords.Contains(word) && node.GetType().Name.EndsWith("StatementSyntax", StringComparison.Ordinal)).Select(node => node.SpanStart)];
        Diagnostic[] records = [.. generated.Told.Where(diagnostic => diagnostic.Id != "DG3006")];
        IEnumerable<string> told = records
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .Select(diagnostic => source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length) + " " + Array.IndexOf(loops, diagnostic.Location.SourceSpan.Start) + ": "
                + diagnostic.GetMessage(CultureInfo.InvariantCulture).Replace("Each iteration saves ", "", StringComparison.Ordinal).Replace(" for the reverse sweep", "", StringComparison.Ordinal));
        Assert.Equal(expected, string.Join('\n', told));
        Assert.All(records, diagnostic => Assert.Equal(("DG3002", DiagnosticSeverity.Info), (diagnostic.Id, diagnostic.Severity)));
    }

    /// <summary>A marked callee tells of its own loops, wherever it is spliced in.</summary>
    [Fact]
    public void Loops_of_a_marked_callee_are_told_once()
    {
        Generated generated = Generated.Run("""
            using System;
            using DiffGen;
            public static partial class M
            {
                [Differentiable] public static double Powers(double x) { for (int i = 0; i < 3; i++) { x *= x; } return x; }
                [Differentiable] public static double F(double x) => Powers(Math.Sin(x));
            }
            """);
        Assert.Equal("DG3002", Assert.Single(generated.Told, diagnostic => diagnostic.Id != "DG3006").Id);
    }

    /// <summary>The sweeps that a library offers to other projects save what the gradient does not: of them nothing is said.</summary>
    [Fact]
    public void Loops_that_the_gradient_undoes_at_once_save_nothing_in_a_library_too()
    {
        Generated generated = Generated.Run(Generated.CompileLibrary("""
            using System;
            using DiffGen;
            public static partial class M
            {
                [Differentiable] public static double F(ReadOnlySpan<double> x) { double s = 0; foreach (double e in x) { s += Math.Tanh(e); } return s; }
            }
            """));
        Assert.Contains("FPullback_", generated.AllText, StringComparison.Ordinal);
        Assert.Empty(generated.Told);
    }
}
