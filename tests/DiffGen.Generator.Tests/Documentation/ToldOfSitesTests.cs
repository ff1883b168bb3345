using System;
using System.Linq;
using DiffGen.Generator.Diagnostics;
using DiffGen.Generator.Tests.Diagnostics;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Xunit;

namespace DiffGen.Generator.Tests.Documentation;

/// <summary>docs/expectations.md says how each condition at a sampling site is told: it is, and as severe as it says.</summary>
public class ToldOfSitesTests
{
    /// <summary>A method for each condition that the compiler tells, the diagnostic, and its place.</summary>
    public static TheoryData<string, string, string> Conditions => new()
    {
        { "S1", "DG1010", "double F(double p, ref Noise noise) => [|Sample.Bernoulli(p, ref noise, Strategy.Reparameterise)|] ? p : 1;" },
        { "S2", "DG2006", "double F(double p, ref Noise noise) => [|Sample.Normal(p, 1.0, ref noise, Strategy.Reparameterise)|] > 0 ? p : 1;" },
        { "S3", "DG1017", "double F(double p, ref Noise noise) { bool b; return [|Sample.WithBaseline(b = Sample.Bernoulli(p, ref noise), b ? 1.0 : 2)|] ? p : 1; }" },
        { "S4", "DG3003", "double F(double p, ref Noise noise) => [|Sample|].Bernoulli(p, ref noise) ? p : 1;" },
        { "S5", "DG2006", "double F(double p, ref Noise noise) => Math.Floor([|Sample.Normal(p, 1.0, ref noise, Strategy.Reparameterise)|]) * p;" },
        { "S6", "DG3009", "double F(double p, double [|q|], ref Noise noise) => q * Sample.Poisson(p, ref noise);" },
        { "S7", "DG1010", "double F(double p, ref Noise noise) { Noise again = noise; return Sample.Exponential(p, ref noise) + [|Sample.Exponential(p, ref again)|]; }" },
        { "S8", "DG1015", "double F(double p, ref Noise noise) => Sample.Exponential(p, ref noise) * [|Random.Shared|].NextDouble();" },
        { "S9", "DG3008", "double F(double p, ref Noise noise) { double s = 0; [|for|] (int i = 0; i < 9; i++) { s += Math.Sqrt(Sample.Poisson(p, ref noise)); } return s; }" },
        { "S10", "DG2008", "double F(double[] w) => w[0] * w[0] * [|Random.Shared|].NextDouble();" },
        { "S11", "DG3007", "double F(double p, int n, ref Noise noise) { bool b = [|Sample|].Bernoulli(p, ref noise); double x = 1; for (int i = 0; i < n; i++) { x *= b ? p : 1; } return x; }" },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Each_condition_is_told_as_the_table_says(string condition, string id, string method)
    {
        string[] row = Row(condition);
        Assert.StartsWith($"[{id}](diagnostics/{id}.md), {Descriptors.Get(id).DefaultSeverity.ToString().ToLowerInvariant()}", row[2], StringComparison.Ordinal);
        Refusal refusal = new(condition, id, "    [Differentiable] public static " + method);
        Generated generated = refusal.Run();
        Assert.Equal(refusal.Spans, generated.Told.Where(diagnostic => diagnostic.Id == id).Select(diagnostic => diagnostic.Location.SourceSpan));
        Assert.DoesNotContain(generated.Told, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != id);
    }

    /// <summary>Of S12 the runtime tells: its tests are with those of <c>ReplayLog</c>.</summary>
    [Fact]
    public void The_table_is_whole() => Assert.Equal(Enumerable.Range(1, 12).Select(i => "S" + i), new DocumentationPage("docs/expectations.md").Rows.Select(row => row[0]).Where(cell => cell.Length is 2 or 3 && cell[0] == 'S' && char.IsDigit(cell[1])));

    private static string[] Row(string condition) => new DocumentationPage("docs/expectations.md").Rows.Single(row => row[0] == condition);
}
