using System.Globalization;
using System.Linq;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Xunit;

namespace DiffGen.Generator.Tests.Diagnostics;

/// <summary>DG3006: why a loop runs one iteration at a time, at the loop; and the switches that leave all loops as they are.</summary>
public class ScalarLoopTests
{
    /// <summary>A body with x, y (a span that is written), n and k, and what is told of its loop; nothing where it runs on vectors.</summary>
    public static TheoryData<string, string> Loops => new()
    {
        { "for (int i = 0; i < n; i++) { s += x[i] * x[i]; }", "" },
        { "for (int i = n - 1; i >= 0; i--) { y[i] += x[i]; }", "" },
        { "foreach (double v in x) { s = Math.Max(s, Diff.Stop(v)); }", "" },
        { "int p = 2; for (int i = 0; i < n; i++) { s += x[p]; p++; }", "" },
        { "for (int j = 0; j < 3; j++) { for (int i = 0; i < n; i++) { y[j] += x[i]; } }", "" },
        { "for (int i = 0; i < n; i++) { if (x[i] > 0 && i != 3) { s += Math.Sqrt(x[i]); } }", "" },
        { "for (int i = 0; i < 4; i++) { s = 0.5 * s + x[i]; }", "" },
        { "for (int i = 0; i < n; i++) { s = 0.5 * s + x[i]; }", "'s' of one iteration depends on the one before" },
        { "for (int i = 1; i < n; i++) { y[i] += y[i - 1]; }", "one iteration may read or write an element of 'yTangent' that another writes" },
        { "for (int i = 0; i < n; i++) { y[0] = x[i]; }", "'yGradAt' of one iteration depends on the one before" },
        { "for (int i = 0; i < n; i++) { y[0] = x[i]; y[k[i]] = 1; }", "every iteration overwrites the same element" },
        { "for (int i = 0; i < n; i++) { s += x[2 * i]; }", "an index does not advance by one with the loop's" },
        { "for (int i = 0; i < n; i++) { s += x[k[i]]; }", "an index does not advance by one with the loop's" },
        { "for (int i = 0; i < n; i += 2) { s += x[i]; }", "its index does not go up or down by one" },
        { "for (int i = 0; i < n; i++) { s += x[i] * x[i]; if (s > 9) { break; } }", "an iteration may leave it" },
        { "for (int i = 0; i < n; i++) { s += (float)x[i]; }", "it computes in double and in float" },
        { "for (int i = 0; i < n; i++) { s += x[i] % 0.3; }", "'Remainder' has no form on vectors, or may throw" },
        { "for (int i = 0; i < n; i++) { if (i == 77) { throw new InvalidOperationException(); } s += x[i]; }", "it reads what may change, or has an effect besides its results" },
        { "int i = 0; while (x[i] > 0) { s += x[i++]; }", "how often it runs is not known before it" },
    };

    [Theory]
    [MemberData(nameof(Loops))]
    public void Each_loop_says_what_is_in_the_way(string body, string expected)
    {
        Generated generated = Generated.Run(Source(body));
        Assert.Empty(generated.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Diagnostic[] told = [.. generated.Told.Where(diagnostic => diagnostic.Id == "DG3006")];
        string text = generated.AllText;
        if (expected.Length == 0)
        {
            Assert.Empty(told);
            Assert.Equal(!body.Contains("i < 4", System.StringComparison.Ordinal), text.Contains("Vector512.IsHardwareAccelerated", System.StringComparison.Ordinal));
            return;
        }

        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(told).Severity);
        Assert.StartsWith("The loop runs one iteration at a time, since " + expected + "; ", told[0].GetMessage(CultureInfo.InvariantCulture), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("build_property.DiffGenVectorizeLoops")]
    [InlineData("diffgen_vectorize_loops")]
    public void A_project_may_turn_it_off(string option)
    {
        var compilation = Generated.Compile(Source("for (int i = 0; i < n; i++) { s += x[i] * x[i]; }"));
        Assert.DoesNotContain("Vector512", Generated.Run(compilation, [(option, "False")]).AllText, System.StringComparison.Ordinal);
        Assert.Contains("Vector512", Generated.Run(compilation, [(option, "true")]).AllText, System.StringComparison.Ordinal);
    }

    /// <summary>A method keeps its own bits, in its companions and where it is spliced in.</summary>
    [Fact]
    public void A_method_may_turn_it_off()
    {
        const string Own = "public static double F(ReadOnlySpan<double> x) { double s = 0; foreach (double v in x) { s += v * v; } return s; }";
        const string Caller = "[Differentiable] public static double G(ReadOnlySpan<double> x) => 2 * F(x);";
        static string All(string attribute) => Generated.Run("using System;\nusing DiffGen;\npublic static partial class M { " + attribute + Own + Caller + " }").AllText;
        Assert.DoesNotContain("Vector512", All("[Differentiable(Simd = false)] "), System.StringComparison.Ordinal);
        Assert.Contains("Vector512", All("[Differentiable] "), System.StringComparison.Ordinal);
    }

    private static string Source(string body) => $$"""
        using System;
        using DiffGen;
        public static partial class M
        {
            [Differentiable] public static double F(ReadOnlySpan<double> x, Span<double> y, [NoDiff] ReadOnlySpan<int> k, int n) { double s = 0; {{body}} return s; }
        }
        """;
}
