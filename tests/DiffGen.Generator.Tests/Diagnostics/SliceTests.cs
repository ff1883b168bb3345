using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using DiffGen.Generator.Tests.Verification;
using Xunit;

namespace DiffGen.Generator.Tests.Diagnostics;

/// <summary>What is run again for another draw is the part of the method that depends on it, and nothing before, beside or behind.</summary>
public class SliceTests
{
    private const string Site = "bool b = Sample.Bernoulli(p, ref noise); double c = b ? Math.Sin(q) : q * q;";

    /// <summary>As many operations are added in a program of any size around the slice.</summary>
    [Theory]
    [InlineData("", "return c;")]
    [InlineData("double s = Math.Sqrt(q); for (int i = 0; i < 100; i++) { s = Math.Exp(-s * q) + s; }", "return c + s;")]
    [InlineData("", "double t = q; for (int i = 0; i < 100; i++) { t = Math.Cos(t * q); } return c + t;")]
    [InlineData("int n = Sample.Poisson(q, ref noise);", "int m = Sample.Poisson(q * n, ref noise); return c + Math.Sqrt(n + m);")]
    public void Only_the_slice_is_added(string before, string behind)
    {
        Generated generated = Run(before + Site + behind);
        string told = Assert.Single(generated.Told.Where(d => d.Id == "DG3003").Select(d => d.GetMessage(CultureInfo.InvariantCulture)), m => m.Contains("enumeration", StringComparison.Ordinal));
        Assert.Equal(Added(Run(Site + "return c;")), int.Parse(Regex.Match(told, "; ([0-9]+) operations are added").Groups[1].Value, CultureInfo.InvariantCulture));
    }

    /// <summary>A slice that is longer adds more: the number above means something.</summary>
    [Fact]
    public void A_longer_slice_adds_more() =>
        Assert.True(Added(Run(Site + "return Math.Exp(c) * (b ? 1 : q);")) > Added(Run(Site + "return c;")));

    /// <summary>In the emitted code each draw stands once in the forward sweep, but those that depend on the draw: they stand once for each of its values besides.</summary>
    [Theory]
    [InlineData("return c + Math.Sqrt(Sample.Poisson(q, ref noise));", 1)]
    [InlineData("return Math.Sqrt(Sample.Poisson(c, ref noise));", 3)]
    public void Draws_that_do_not_depend_on_it_are_made_once(string behind, int expected)
    {
        string text = Run("bool b = Sample.Bernoulli(p, ref noise, Strategy.Enumerate); double c = b ? Math.Sin(q) : q * q;" + behind).AllText;
        string kernel = text[text.IndexOf("FExpectationGradientOf_", text.IndexOf("private static", StringComparison.Ordinal), StringComparison.Ordinal)..];
        kernel = kernel[..kernel.IndexOf("FExpectationVjpOf_", StringComparison.Ordinal)];
        Assert.Equal(expected, Regex.Count(kernel, @"Draw\.Poisson<"));
    }

    /// <summary>Where iterations meet in a sum, an iteration is undone as it has run: scores are added up in the forward sweep, and nothing is recorded.</summary>
    [Theory]
    [InlineData("double s = 0; for (int i = 0; i < 1000; i++) { s += Math.Sqrt(i + q + Sample.Poisson(p * i, ref noise)); } return s;")]
    [InlineData("double s = 0; for (int i = 0; i < 1000; i++) { s += q * Math.Sqrt(i + Sample.Binomial(i, p, ref noise)); } return s / 1000;")]
    public void Scores_of_independent_iterations_need_no_recording(string body)
    {
        string text = Run(body).AllText;
        Assert.Contains("LogProbabilityVjp", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Recording", text, StringComparison.Ordinal);
    }

    /// <summary>Where a draw answers for the costs of later iterations, what its score is made of is recorded; how much that is, and what hands draws on, is told.</summary>
    [Theory]
    [InlineData("double s = 0, x = 0; for (int i = 0; i < 1000; i++) { x = Math.Sqrt(x + Sample.Poisson(p * i + q * x, ref noise)); s += x * x; } return s;", "'x'")]
    [InlineData("double x = 1; for (int i = 0; i < 1000; i++) { x = Math.Sin(q * x * Sample.Binomial(i, p / (1 + x * x), ref noise)); } return x;", "'x'")]
    public void Scores_that_wait_for_later_costs_are_recorded(string body, string carrier)
    {
        Generated generated = Run(body);
        Assert.Contains("Recording", generated.AllText, StringComparison.Ordinal);
        Assert.Contains(generated.Told, d => d.Id == "DG3002");
        Assert.Contains(carrier, Assert.Single(generated.Told, d => d.Id == "DG3008").GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static int Added(Generated generated)
    {
        string told = generated.Told.Single(d => d.Id == "DG3003").GetMessage(CultureInfo.InvariantCulture);
        return int.Parse(Regex.Match(told, "; ([0-9]+) operations are added").Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static Generated Run(string body)
    {
        Generated generated = Generated.Run("using System;\nusing DiffGen;\npublic static partial class M\n{\n    [Differentiable] public static double F(double p, double q, ref Noise noise) { " + body + " }\n}\n");
        Assert.Empty(generated.Diagnostics);
        return generated;
    }
}
