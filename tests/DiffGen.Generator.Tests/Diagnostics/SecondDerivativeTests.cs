using System;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Xunit;

namespace DiffGen.Generator.Tests.Diagnostics;

/// <summary>Second derivatives of expectations: sound ones say their routes, others are refused at their place.</summary>
public class SecondDerivativeTests
{
    /// <summary>A path through a kink has a silent zero for its second derivative there: it is refused where it is asked for.</summary>
    [Theory]
    [InlineData("(double s, ref Noise noise) => Math.Max([|Sample.LogNormal(Math.Log(s), 0.2, ref noise, Strategy.Reparameterise)|] - 100, 0);", "the first derivative jumps, at")]
    [InlineData("(double s, ref Noise noise) { double x = [|Sample.Normal(s, 1.0, ref noise, Strategy.Reparameterise)|]; return x > 0 ? x : 0; }", "the first derivative jumps, at")]
    [InlineData("(double s, ref Noise noise) => Math.Abs([|Sample.Normal(s, 1.0, ref noise, Strategy.Reparameterise)|]);", "the first derivative jumps, at")]
    [InlineData("(double s, ref Noise noise) => Math.Clamp([|Sample.Normal(s, 1.0, ref noise, Strategy.Reparameterise)|], -1, 1);", "the first derivative jumps, at")]
    [InlineData("(double s, ref Noise noise) => Math.Sqrt(Square([|Sample.Normal(s, 1.0, ref noise, Strategy.Reparameterise)|])); private static double Square(double x) => x * x;", "the first derivative jumps, at")]
    [InlineData("(double s, ref Noise noise) => [|Math.Max(s * Math.Exp(0.2 * Sample.Normal(0.0, 1.0, ref noise)) - 100, 0)|];", "moves in a draw with a differentiated parameter")]
    [InlineData("(double s, ref Noise noise) { double x = Sample.Normal(0.0, 1.0, ref noise); [|return x > s ? x - s : 0;|] }", "moves in a draw with a differentiated parameter")]
    [InlineData("(double s, ref Noise noise) => Math.Exp(-[|Sample.Gamma(s, 1.0, ref noise)|]);", "Sample.Gamma by its score in second derivatives")]
    [InlineData("(double s, ref Noise noise) => Math.Abs([|Sample.Laplace(s, 1.0, ref noise)|]);", "Sample.Laplace by its score in second derivatives")]
    [InlineData("(double s, ref Noise noise) => Math.Abs([|Sample.Uniform(0.0, s, ref noise)|] - 1);", "Sample.Uniform by its score in second derivatives")]
    [InlineData("(double s, ref Noise noise) => [|Sample.Bernoulli(s, ref noise, Strategy.Enumerate)|] ? s : 1;", "The strategy 'Enumerate'")]
    [InlineData("(double s, ref Noise noise) => [|Sample.WithBaseline(Sample.Bernoulli(s, ref noise), 0.5)|] ? s : 1;", "A baseline that the method gives")]
    [InlineData("<T>(T s, ref Noise noise) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> => T.Exp([|Sample.Normal(s, T.One, ref noise)|]);", "generic real type")]
    [InlineData("(double s) => s * s;", "has no sampling sites", false)]
    public void What_is_not_sound_is_refused(string method, string expected, bool hasPlace = true)
    {
        string result = method.StartsWith('<') ? "T" : "double", text = "using System;\nusing DiffGen;\npublic static partial class M\n{\n    [Differentiable(ExpectationHvp = true)] public static " + result + " F" + method + "\n}\n";
        int start = text.IndexOf("[|", StringComparison.Ordinal), end = text.IndexOf("|]", StringComparison.Ordinal) - 2;
        Generated generated = Generated.Run(text.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal));
        Diagnostic told = Assert.Single(generated.Diagnostics);
        Assert.Equal("DG1010", told.Id);
        Assert.Contains(expected, told.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        if (hasPlace)
        {
            Assert.Equal((start, end), (told.Location.SourceSpan.Start, told.Location.SourceSpan.End));
        }

        Assert.Empty(generated.After.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    /// <summary>Unasked the score is taken where the first derivative may jump, though the gradient goes along the path.</summary>
    [Theory]
    [InlineData("Math.Max(x, 0)", "the score function: its path may jump at ")]
    [InlineData("x > 0 ? x : 0", "the score function: its path may jump at ")]
    [InlineData("Math.Sqrt(x * x + 1)", "the score function: its path may jump at ")]
    [InlineData("Math.Exp(-x * x)", "the path of the draw: what follows is continuous in it")]
    [InlineData("Math.Abs(x) + Math.Sin(x)", "the score function for one cost, the path of the draw for one cost: its path may jump at ")]
    [InlineData("Math.Abs(x) + x * s", "the score function for one cost, the path of the draw for one cost: its path may jump at ")]
    public void Each_site_says_its_route(string cost, string expected)
    {
        Generated generated = Generated.Run("using System;\nusing DiffGen;\npublic static partial class M\n{\n    [Differentiable(ExpectationHvp = true)] public static double F(double s, ref Noise noise) { double x = Sample.Normal(s, 1.0, ref noise); return " + cost + "; }\n}\n");
        Assert.Empty(generated.Diagnostics);
        Assert.Empty(generated.After.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        string text = generated.AllText, docs = text[..text.IndexOf(" FExpectationHvp(", StringComparison.Ordinal)];
        Assert.Contains("Sample.Normal: " + expected, docs[docs.LastIndexOf("<remarks>", StringComparison.Ordinal)..].Replace("&gt;", ">", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    /// <summary>A companion by hand wins.</summary>
    [Fact]
    public void By_hand()
    {
        Generated generated = Generated.Run("using System;\nusing DiffGen;\npublic static partial class M\n{\n    [Differentiable(ExpectationHvp = true)] public static double F(double s, ref Noise noise) => Math.Exp(Sample.Normal(s, 1.0, ref noise));\n    public static (double Value, double Tangent, double SGrad, double SHvp) FExpectationHvp(double s, ref Noise noise, double sTangent) => default;\n}\n");
        Assert.Empty(generated.Diagnostics);
        Assert.Empty(generated.After.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.DoesNotContain(" FExpectationHvp(", generated.AllText, StringComparison.Ordinal);
    }
}
