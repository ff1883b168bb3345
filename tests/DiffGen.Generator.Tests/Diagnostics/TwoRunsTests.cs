using System;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Xunit;

namespace DiffGen.Generator.Tests.Diagnostics;

/// <summary>Loops whose draws answer for later iterations: run twice where that is asked for, or where they are long; recorded otherwise; refused where neither keeps its word.</summary>
public class TwoRunsTests
{
    private const string Twice = "it is run twice, the first time for its costs, and nothing of it is recorded";

    [Theory]
    [InlineData("double s = 0; int x = 0; for (int i = 0; i < n; i++) { Diff.Checkpoint(); x += Sample.Poisson(p, ref noise); s += Math.Sqrt(x); } return q * s;")]
    [InlineData("int x = 0; for (int i = 0; i < n; i++) { Diff.Checkpoint(); x += Sample.Poisson(p / (1 + x), ref noise); } return q * Math.Sqrt(x);")]
    [InlineData("int x = 1; while (x > 0 && x < n) { Diff.Checkpoint(); x += Sample.Bernoulli(p, ref noise, Strategy.Score) ? 1 : -1; } return x > 0 ? q + 1 : 2.0;")]
    [InlineData("double s = 0; int x = 0; for (int i = 0; i < 1000000; i++) { x += Sample.Poisson(p, ref noise); s += Math.Sqrt(x); } return q * s;")]
    [InlineData("double s = 0; int x = 0; for (int i = 2000001; i >= 1; i -= 2) { if (x > n) { break; } x += Sample.Poisson(p, ref noise); s += Math.Sqrt(x); } return q * s;")]
    public void Run_twice(string body)
    {
        Generated generated = Run(body);
        Assert.Empty(generated.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        Assert.EndsWith(Twice, Assert.Single(generated.Told, d => d.Id == "DG3008").GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.DoesNotContain(generated.Told, d => d.Id == "DG3002");
        Assert.DoesNotContain("Recording", generated.AllText, StringComparison.Ordinal);
    }

    /// <summary>Fewer iterations, or more that need what an iteration leaves: recorded, and said so.</summary>
    [Theory]
    [InlineData("double s = 0; int x = 0; for (int i = 0; i < 999999; i++) { x += Sample.Poisson(p, ref noise); s += Math.Sqrt(x); } return q * s;", "; its scores are recorded; Diff.Checkpoint() at its beginning asks to run it twice instead")]
    [InlineData("double s = 0, x = 0; for (int i = 0; i < 2000000; i++) { x = Math.Sin(q * x + Sample.Poisson(p, ref noise)); s += x; } return s;", "; its scores are recorded; Diff.Checkpoint() at its beginning asks to run it twice instead")]
    [InlineData("double s = 0; int x = 0; for (int i = 0; i < 2000000; i++) { x += Sample.Poisson(p, ref noise); s = 0.5 * s + Math.Sqrt(x); } return q * s;", "; its scores are recorded, as its draws answer for costs that it does more with than to add them up")]
    public void Recorded(string body, string said)
    {
        Generated generated = Run(body);
        Assert.Empty(generated.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        Assert.Contains(said, Assert.Single(generated.Told, d => d.Id == "DG3008").GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains("Recording", generated.AllText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("answer for costs of later iterations of the loop around it", "double s = 0; int x = 0; for (int k = 0; k < n; k++) { for (int i = 0; i < n; i++) { Diff.Checkpoint(); x += Sample.Poisson(p, ref noise); s += Math.Sqrt(x); } } return s;")]
    [InlineData("are made in a branch", "double s = 0; int x = 0; if (n > 3) { for (int i = 0; i < n; i++) { Diff.Checkpoint(); x += Sample.Poisson(p, ref noise); s += Math.Sqrt(x); } } return s;")]
    [InlineData("answer for the same costs as draws outside of it", "double s = 0; int x = Sample.Poisson(p, ref noise); for (int i = 0; i < n; i++) { Diff.Checkpoint(); x += Sample.Poisson(p, ref noise); s += Math.Sqrt(x); } return s;")]
    [InlineData("answer for some of the costs that it adds up, not for all of them", "double s = 0; int x = 0; for (int i = 0; i < n; i++) { Diff.Checkpoint(); x += Sample.Poisson(p, ref noise); s += Math.Sqrt(x) + q; } return s;")]
    [InlineData("answer for some of the costs of a branch behind it, or for those of another loop", "double s = 0; int x = 0; for (int i = 0; i < n; i++) { Diff.Checkpoint(); x += Sample.Poisson(p, ref noise); s += Math.Sqrt(x); } for (int i = 0; i < n; i++) { s += x * q / (i + x); } return s;")]
    [InlineData("answer for more than one sum of costs", "double s = 0, r = 0; int x = 0; for (int i = 0; i < n; i++) { Diff.Checkpoint(); x += Sample.Poisson(p, ref noise); s += Math.Sqrt(x); r += x * x; } return s + q * r;")]
    [InlineData("answer for costs that it does more with than to add them up", "double s = 0; int x = 0; for (int i = 0; i < n; i++) { Diff.Checkpoint(); x += Sample.Poisson(p, ref noise); s = 0.5 * s + Math.Sqrt(x); } return s;")]
    [InlineData("are made behind costs that the same iteration adds up", "double s = 0; int x = 0; for (int i = 0; i < n; i++) { Diff.Checkpoint(); s += Math.Sqrt(x); x += Sample.Poisson(p, ref noise); } return s;")]
    [InlineData("decide what is written to memory that outlives an iteration", "double s = 0; var x = new int[9]; for (int i = 0; i < n; i++) { Diff.Checkpoint(); x[i % 9] += Sample.Poisson(p, ref noise); s += Math.Sqrt(x[(i + 1) % 9]); } return s;")]
    [InlineData("whose reverse sweep needs more than sums", "double s = 0, x = 0; for (int i = 0; i < n; i++) { Diff.Checkpoint(); x = Math.Sin(q * x + Sample.Poisson(p, ref noise)); s += x; } return s;")]
    [InlineData("whose reverse sweep needs more than sums", "double x = 1; for (int i = 0; i < n; i++) { Diff.Checkpoint(); x *= Sample.LogNormal(p, q, ref noise); } return x * x;")]
    public void Refused(string why, string body)
    {
        Diagnostic told = Assert.Single(Run(body).Told, d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal("DG1010", told.Id);
        Assert.StartsWith("Diff.Checkpoint() in a loop ", told.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains(why, told.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    /// <summary>Iterations that are independent need no second run; nor do draws that nothing differentiated reaches.</summary>
    [Fact]
    public void Once_is_enough()
    {
        string text = Run("double s = 0; for (int i = 0; i < n; i++) { Diff.Checkpoint(); s += Math.Sqrt(q + Sample.Poisson(p, ref noise)); } return s;").AllText;
        string kernel = text[text.IndexOf("FExpectationGradientOf_", text.IndexOf("private static", StringComparison.Ordinal), StringComparison.Ordinal)..];
        Assert.Equal(1, kernel[..kernel.IndexOf("FExpectationVjpOf_", StringComparison.Ordinal)].Split("for (").Length - 1);
    }

    [Fact]
    public void Second_derivatives_are_refused()
    {
        Generated generated = Generated.Run("using System;\nusing DiffGen;\npublic static partial class M\n{\n    [Differentiable(ExpectationHvp = true)] public static double F(double p, int n, ref Noise noise) { double s = 0; int x = 0; for (int i = 0; i < n; i++) { Diff.Checkpoint(); x += Sample.Poisson(p, ref noise); s += Math.Sqrt(x); } return s; }\n}\n");
        Assert.Contains("in second derivatives", Assert.Single(generated.Told, d => d.Severity == DiagnosticSeverity.Error).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static Generated Run(string body) => Generated.Run("using System;\nusing DiffGen;\npublic static partial class M\n{\n    [Differentiable] public static double F(double p, double q, int n, ref Noise noise) { " + body + " }\n}\n");
}
