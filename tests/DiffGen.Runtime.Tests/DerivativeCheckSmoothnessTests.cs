using System;
using System.Linq;
using Xunit;

namespace DiffGen.Runtime.Tests;

/// <summary>Kinks, jumps, poles, edges and noise: no false alarm, and none of it in silence.</summary>
public sealed class DerivativeCheckSmoothnessTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void At_a_kink_every_number_between_the_slopes_passes_and_the_report_says_so(double given)
    {
        DerivativeReport report = DerivativeCheck.Gradient(p => Math.Max(p[0], 0) + 1, [0.0], [given]);
        report.Require();
        DerivativeFinding finding = Assert.Single(report.Findings);
        Assert.Equal(DerivativeFindingKind.NotSmooth, finding.Kind);
        Assert.Equal("not smooth here, the slope is 0 on the left and 1 on the right", finding.Reason);
        Assert.Contains("1 not smooth here", report.ToString(), StringComparison.Ordinal);

        report = DerivativeCheck.Gradient(p => MathF.Max(p[0], 0) + 1, [0f], [(float)given]);
        report.Require();
        Assert.Equal(DerivativeFindingKind.NotSmooth, Assert.Single(report.Findings).Kind);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void At_a_kink_a_number_outside_is_wrong(double given)
    {
        Assert.Single(DerivativeCheck.Gradient(p => Math.Max(p[0], 0) + 1, [0.0], [given]).Mismatches);
        Assert.Single(DerivativeCheck.Gradient(p => MathF.Max(p[0], 0) + 1, [0f], [(float)given]).Mismatches);
    }

    [Fact]
    public void A_kink_with_curves_on_both_sides()
    {
        Func<double[], double> function = p => Math.Abs(Math.Sin(p[0])) * Math.Exp(p[0]);
        DerivativeFinding finding = Assert.Single(DerivativeCheck.Gradient(function, [0.0], [0]).Findings);
        Assert.Equal(DerivativeFindingKind.NotSmooth, finding.Kind);
        Assert.Contains("-1 on the left and 1 on the right", finding.Reason, StringComparison.Ordinal);
        Assert.False(DerivativeCheck.Gradient(function, [0.0], [2]).IsRight);
    }

    [Theory]
    [InlineData(1e-2)]
    [InlineData(1e-4)]
    [InlineData(1e-6)]
    [InlineData(1e-8)]
    [InlineData(-1e-2)]
    [InlineData(-1e-4)]
    [InlineData(-1e-6)]
    [InlineData(-1e-8)]
    public void Beside_a_kink_the_derivative_is_known(double x)
    {
        double right = x > 0 ? 1 : 0;
        Assert.Empty(DerivativeCheck.Gradient(p => Math.Max(p[0], 0) + 1, [x], [right]).Findings);
        Assert.Single(DerivativeCheck.Gradient(p => Math.Max(p[0], 0) + 1, [x], [0.5]).Mismatches);
        Assert.Single(DerivativeCheck.Gradient(p => Math.Max(p[0], 0) + 1, [x], [1 - right]).Mismatches);
    }

    [Fact]
    public void A_tie_of_two_arguments_gives_half_to_each()
    {
        DerivativeReport report = DerivativeCheck.Gradient(p => Math.Max(p[0], p[1]), [2.0, 2], [0.5, 0.5]);
        report.Require();
        Assert.Equal([0, 1], report.Findings.Select(f => f.Index));
        Assert.All(report.Findings, f => Assert.Equal(DerivativeFindingKind.NotSmooth, f.Kind));
    }

    [Fact]
    public void A_jump_is_not_smooth()
    {
        DerivativeReport report = DerivativeCheck.Gradient(p => Math.Floor(p[0]), [2.0], [0]);
        report.Require();
        Assert.Contains("jumps", Assert.Single(report.Findings).Reason, StringComparison.Ordinal);
        Assert.Contains("jumps", Assert.Single(DerivativeCheck.Gradient(p => MathF.Floor(p[0]), [2f], [0]).Findings).Reason, StringComparison.Ordinal);
        Assert.Single(DerivativeCheck.Gradient(p => Math.Floor(p[0]), [2.0], [double.NaN]).Mismatches);
        Assert.Empty(DerivativeCheck.Gradient(p => Math.Floor(p[0]), [2.001], [0]).Findings);
    }

    [Fact]
    public void Infinite_slopes()
    {
        foreach (Func<double, double> f in (Func<double, double>[])[Math.Cbrt, Math.Sqrt, x => 1 + Math.Sqrt(x)])
        {
            DerivativeReport report = DerivativeCheck.Gradient(p => f(p[0]), [0.0], [double.PositiveInfinity]);
            report.Require();
            Assert.Equal(DerivativeFindingKind.NotSmooth, Assert.Single(report.Findings).Kind);
            Assert.Single(DerivativeCheck.Gradient(p => f(p[0]), [0.0], [1e3]).Mismatches);
            Assert.Single(DerivativeCheck.Gradient(p => f(p[0]), [0.0], [double.NaN]).Mismatches);
        }
    }

    [Fact]
    public void At_the_edge_of_the_domain_one_side_is_enough()
    {
        DerivativeCheck.Gradient(p => p[0] * Math.Sqrt(p[0]), [0.0], [0]).Require();
        Assert.Single(DerivativeCheck.Gradient(p => Math.Sqrt(p[0]) * Math.Sqrt(p[0]), [0.0], [2]).Mismatches);
        DerivativeCheck.Gradient(p => p[0] < 1 ? throw new ArgumentOutOfRangeException(nameof(p)) : p[0] * p[0], [1.0], [2]).Require();
    }

    [Fact]
    public void Where_the_function_has_no_values_nothing_is_said_to_be_right()
    {
        DerivativeReport report = DerivativeCheck.Gradient(p => Math.Log(p[0]), [-1.0], [-1]);
        Assert.Equal(DerivativeFindingKind.Undetermined, Assert.Single(report.Findings).Kind);
        Assert.False(report.IsRight);
        Assert.Contains("could not be checked", Assert.Throws<DerivativeMismatchException>(report.Require).Message, StringComparison.Ordinal);

        report = DerivativeCheck.Gradient(p => p[0] == 1 ? 0 : throw new InvalidOperationException("out of range"), [1.0], [0]);
        Assert.Contains("it throws: out of range", Assert.Single(report.Findings).Reason, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => DerivativeCheck.Gradient<double>(_ => throw new InvalidOperationException(), [1], [0]));
    }

    [Fact]
    public void What_rounding_hides_is_not_said_to_be_right()
    {
        DerivativeReport report = DerivativeCheck.Gradient(p => 1e6f + (p[0] * 0.3f), [0.7f], [0.3f]);
        Assert.Equal(DerivativeFindingKind.Undetermined, Assert.Single(report.Findings).Kind);
        DerivativeCheck.Gradient(p => 1e6f + (p[0] * 0.3f), [0.7f], [0.3f], options: new() { AbsoluteTolerance = 1e3 }).Require();
        DerivativeCheck.Gradient(p => 1e6 + (p[0] * 0.3), [0.7], [0.3]).Require();
    }

    [Fact]
    public void Beside_large_derivatives_a_small_one_may_be_hidden()
    {
        DerivativeCheck.Gradient(p => (1e3f * p[0]) + (1e-3f * p[1]), [0.7f, 0.2f], [1e3f, 1e-3f]).Require();
    }

    [Fact]
    public void A_function_that_varies_on_a_small_scale_only()
    {
        DerivativeCheck.Gradient(p => Math.Sqrt((p[0] * p[0]) + 1e-18), [1e-9], [1 / Math.Sqrt(2)]).Require();
        DerivativeCheck.Gradient(p => Math.Sqrt((p[0] * p[0]) + 1e-18), [0.0], [0], options: new() { TypicalSize = 1e-9 }).Require();
        Assert.Single(DerivativeCheck.Gradient(p => Math.Sqrt((p[0] * p[0]) + 1e-18), [1e-9], [1.0]).Mismatches);
    }
}
