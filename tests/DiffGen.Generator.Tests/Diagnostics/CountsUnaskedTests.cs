using System.Globalization;
using System.Linq;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Xunit;

namespace DiffGen.Generator.Tests.Diagnostics;

/// <summary>Binomial counts without a strategy: summed over where their values are few and known to be, by their mean where that does, else by the score.</summary>
public class CountsUnaskedTests
{
    [Theory]
    [InlineData("Math.Sqrt(1 + Sample.Binomial(5, p, ref noise))", "enumeration, exact at this site: the values are few;")]
    [InlineData("Math.Sqrt(1 + Sample.Binomial(63, p, ref noise))", "enumeration, exact at this site: the values are few;")]
    [InlineData("q * Sample.Binomial(5, p, ref noise)", "its mean: what follows is affine in the draw")]
    [InlineData("Math.Sqrt(1 + Sample.Binomial(64, p, ref noise))", "the score function: the draw is discrete")]
    [InlineData("Math.Sqrt(1 + Sample.Binomial(n, p, ref noise))", "the score function: the draw is discrete")]
    [InlineData("Math.Sqrt(1 + Sample.Poisson(p, ref noise))", "the score function: the draw is discrete")]
    public void What_is_chosen(string cost, string expected) => Assert.Contains(expected, Told(cost, "DG3003"), System.StringComparison.Ordinal);

    [Theory]
    [InlineData("Math.Sqrt(1 + Sample.Binomial(64, p, ref noise))", "it has 64 + 1 values, more than 64")]
    [InlineData("Math.Sqrt(1 + Sample.Binomial(n, p, ref noise))", "how many values it has is known only when the method runs")]
    public void Why_it_is_not(string cost, string why) => Assert.Equal("Sample.Binomial has finitely many values, but is not enumerated unasked: " + why + "; Strategy.Enumerate asks for it", Told(cost, "DG3007"));

    private static string Told(string cost, string id)
    {
        Generated generated = Generated.Run("using System;\nusing DiffGen;\npublic static partial class M\n{\n    [Differentiable] public static double F(double p, double q, int n, ref Noise noise) => " + cost + ";\n}\n");
        Assert.Empty(generated.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        return Assert.Single(generated.Told, d => d.Id == id).GetMessage(CultureInfo.InvariantCulture);
    }
}
