using System;
using System.Linq;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Xunit;

namespace DiffGen.Generator.Tests.Diagnostics;

/// <summary>What is right as it stands is not warned of: a warning is proved, or it is not given.</summary>
public class FalseAlarmTests
{
    public static TheoryData<string> Names => [.. FalseAlarms.All.Select(silent => silent.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_said(string name)
    {
        Generated generated = FalseAlarms.All.Single(silent => silent.Name == name).Run();
        Assert.Empty(generated.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        Assert.Empty(generated.After.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Contains("FJvp(", generated.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("NotSupportedException", generated.AllText, StringComparison.Ordinal);
    }

    /// <summary>Diagnostics lie in the source tree, where the compiler looks for what silences them.</summary>
    [Fact]
    public void A_pragma_silences_a_warning()
    {
        const string Source = """
            using DiffGen;
            public static partial class M
            {
                [Differentiable] public static double First(double x, double y) => y * y;
            #pragma warning disable DG2002
                [Differentiable] public static double Second(double x, double y) => y * y;
            #pragma warning restore DG2002
            }
            """;
        Diagnostic told = Assert.Single(Generated.Run(Source).Diagnostics.Where(diagnostic => !diagnostic.IsSuppressed));
        Assert.Equal(3, told.Location.GetLineSpan().StartLinePosition.Line);
        Assert.True(told.Location.IsInSource);
    }

    /// <summary>Another method of the hierarchy may use it.</summary>
    [Fact]
    public void A_parameter_that_a_virtual_method_ignores_is_not_told()
    {
        const string Source = """
            using DiffGen;
            public partial class Payoff
            {
                [Differentiable] public virtual double Of(double spot, double strike) => spot;
            }
            public partial class Call : Payoff
            {
                [Differentiable] public override double Of(double spot, double strike) => spot > strike ? spot - strike : 0;
            }
            """;
        Assert.Empty(Generated.Run(Source).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
    }

    /// <summary>Also where nothing is returned: what is written is the result.</summary>
    [Fact]
    public void A_method_without_a_result_is_warned_of_too()
    {
        const string Source = """
            using System;
            using DiffGen;
            public static partial class M
            {
                [Differentiable] public static void F(double x, ReadOnlySpan<double> unused, Span<double> y) => y[0] = x * x;
            }
            """;
        Diagnostic told = Assert.Single(Generated.Run(Source).Diagnostics);
        Assert.Equal("DG2002", told.Id);
        Assert.Contains("'unused'", told.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
