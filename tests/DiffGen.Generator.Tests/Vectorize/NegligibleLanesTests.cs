using System.Linq;
using DiffGen.Generator.Tests.Verification;
using Xunit;

namespace DiffGen.Generator.Tests.Vectorize;

/// <summary>Where cotangents of points in lanes are left out, and where nothing is known of what becomes of them.</summary>
public class NegligibleLanesTests
{
    /// <param name="what">What an element of a row is made of.</param>
    /// <param name="least">The logarithm that its gradients are to exceed: -1000, the sizes that cotangents are multiplied by, 61 for how often, 64 for the digits. A row may be 2^141: 61 more than a product of two inputs.</param>
    [Theory]
    [InlineData("row[j] = x[i * d + j] - w[k * d + j];", -732)]
    [InlineData("row[j] = 3 * (x[i * d + j] - w[k * d + j]);", -730)]
    [InlineData("row[j] = s * (x[i * d + j] - w[k * d + j]);", -692)]
    [InlineData("row[j] = Math.Exp(w[k * d + j]) * x[i * d + j];", -645)]
    [InlineData("row[j] = Math.Tanh(x[i * d + j]) * w[k * d + j];", -732)]
    [InlineData("row[j] = Math.Max(x[i * d + j], w[k * d + j]);", -732)]
    [InlineData("row[j] = Math.Max(x[i * d + j], 0) * w[k * d + j];", -692)]
    public void They_are_left_out_where_all_factors_have_bounds(string what, int least)
    {
        string text = Companions("ReadOnlySpan<double> w, [NoDiff] ReadOnlySpan<double> x", what, "square += row[j] * row[j];");
        Assert.Contains("NegligibleLanes.Drop(", text, System.StringComparison.Ordinal);
        Assert.Contains("NegligibleLanes.AreAtLeast(wGradLanes, " + least.ToString(System.Globalization.CultureInfo.InvariantCulture) + ")", text, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("row[j] = Math.Sqrt(x[i * d + j]) - w[k * d + j];", "square += row[j] * row[j];")]
    [InlineData("row[j] = x[i * d + j] / w[k * d + j];", "square += row[j] * row[j];")]
    [InlineData("row[j] = Math.Exp(x[i * d + j] * x[i * d + j]) * w[k * d + j];", "square += row[j] * row[j];")]
    [InlineData("row[j] = Math.Log(w[k * d + j]) * x[i * d + j];", "square += row[j] * row[j];")]
    [InlineData("row[j] = x[i * d + j] - w[k * d + j]; for (int r = 1; r < j; r++) { row[r] = row[r - 1] * row[r]; }", "square += row[j] * row[j];")]
    [InlineData("row[j] = x[i * d + j] - w[k * d + j];", "square = square * row[j] + row[j] * row[j];")]
    [InlineData("row[j] = x[i * d + j] * w[k * d + j]; row[0] += row[j] * row[0];", "square += row[j] * row[j];")]
    public void They_are_kept_where_a_factor_has_none(string what, string then)
    {
        string text = Companions("ReadOnlySpan<double> w, [NoDiff] ReadOnlySpan<double> x", what, then);
        Assert.Contains("Lanes512_", text, System.StringComparison.Ordinal);
        Assert.DoesNotContain("NegligibleLanes.", text, System.StringComparison.Ordinal);
    }

    [Fact]
    public void They_are_kept_where_a_gradient_is_one_number()
    {
        string text = Companions("ReadOnlySpan<double> w, double t, [NoDiff] ReadOnlySpan<double> x", "row[j] = x[i * d + j] - w[k * d + j] + t;", "square += row[j] * row[j];");
        Assert.Contains("Lanes512_", text, System.StringComparison.Ordinal);
        Assert.DoesNotContain("NegligibleLanes.", text, System.StringComparison.Ordinal);
    }

    [Fact]
    public void They_are_kept_in_single_precision()
    {
        string text = Companions("ReadOnlySpan<float> w, [NoDiff] ReadOnlySpan<float> x", "row[j] = x[i * d + j] - w[k * d + j];", "square += row[j] * row[j];");
        Assert.Contains("Lanes512_", text, System.StringComparison.Ordinal);
        Assert.DoesNotContain("NegligibleLanes.", text, System.StringComparison.Ordinal);
    }

    /// <summary>Points against components, a running index in a triangle so that each point is a lane.</summary>
    private static string Companions(string parameters, string row, string square)
    {
        string real = parameters.Contains("float", System.StringComparison.Ordinal) ? "float" : "double";
        Generated generated = Generated.Run($$"""
            using System; using DiffGen; namespace T;
            public static partial class C
            {
                [Differentiable]
                public static {{real}} F({{parameters}}, ReadOnlySpan<{{real}}> lower, [NoDiff] ReadOnlySpan<{{real}}> weights, [NoDiff] {{real}} s, int d, int components)
                {
                    {{real}}[] row = new {{real}}[d], terms = new {{real}}[components];
                    {{real}} sum = 0;
                    for (int i = 0; i < x.Length / d; i++)
                    {
                        for (int k = 0; k < components; k++)
                        {
                            for (int j = 0; j < d; j++) { {{row}} }
                            int p = 0;
                            for (int j = 0; j < d; j++) { for (int r = j + 1; r < d; r++) { row[r] += lower[p] * x[i * d + j]; p++; } }
                            {{real}} square = 0;
                            for (int j = 0; j < d; j++) { {{square}} }
                            terms[k] = square;
                        }

                        for (int k = 0; k < components; k++) { sum += weights[(i * components) + k] * terms[k]; }
                    }

                    return sum;
                }
            }
            """);
        Assert.Empty(generated.Diagnostics.Where(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        return generated.AllText;
    }
}
