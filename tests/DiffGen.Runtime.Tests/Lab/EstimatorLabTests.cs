using System;
using System.Linq;
using DiffGen.CompilerServices;
using Xunit;

namespace DiffGen.Runtime.Tests.Lab;

public class EstimatorLabTests
{
    private static void Unbiased(ref Noise noise, Span<double> g) => (g[0], g[1]) = (Sample.Normal(1.0, 2.0, ref noise), 3);

    private static void Wide(ref Noise noise, Span<double> g) => (g[0], g[1]) = (Sample.Normal(1.0, 6.0, ref noise), 3 + Sample.Normal(0.0, 1.0, ref noise));

    private static void Shifted(ref Noise noise, Span<double> g) => (g[0], g[1]) = (Sample.Normal(1.2, 2.0, ref noise), 3);

    private static void Exact(ref Noise noise, Span<double> g) => (g[0], g[1]) = (1, 3);

    [Fact]
    public void Variances_and_distances_of_means()
    {
        var lab = new EstimatorLab(2);
        lab.Add("narrow", Unbiased);
        lab.Add("wide", Wide);
        lab.Add("shifted", Shifted, isBiased: true);
        LabReport report = lab.Run(20_000, seed: 3);
        Assert.Equal(["narrow", "wide", "shifted"], report.Rows.Select(r => r.Name));
        Assert.InRange(report.Rows[0].Variance, 3.8, 4.2);
        Assert.InRange(report.Rows[1].Variance, 35.5, 38.5);
        Assert.True(report.Rows[0].IsReference);
        Assert.False(report.IsExact);
        Assert.InRange(report.Rows[1].Z, 0, 5);
        Assert.True(report.Rows[2].Z > 6, "0.2 is ten standard errors of either mean");
        Assert.All(report.Rows, r => Assert.Equal(r.Variance * r.Cost, r.VarianceTimesCost));
    }

    /// <summary>Whatever has no variance is exact, and what is given is, too.</summary>
    [Fact]
    public void The_reference_is_exact_where_that_is_known()
    {
        var lab = new EstimatorLab(2);
        lab.Add("random", Unbiased);
        lab.Add("certain", Exact);
        LabReport report = lab.Run(5_000);
        Assert.True(report.IsExact);
        Assert.Equal([1, 3], report.Reference);
        Assert.Equal(0, report.Rows[1].Variance);
        Assert.InRange(report.Rows[0].Z, 0, 5);
        lab.Expect([1.5, 3]);
        report = lab.Run(5_000);
        Assert.True(report.IsExact);
        Assert.Equal(double.PositiveInfinity, report.Rows[1].Z);
        Assert.True(report.Rows[0].Z > 10);
    }

    [Fact]
    public void An_estimate_that_is_not_a_number_is_seen()
    {
        var lab = new EstimatorLab(1);
        lab.Add("broken", (ref Noise noise, Span<double> g) => g[0] = Sample.Bernoulli(0.01, ref noise) ? double.NaN : 1);
        lab.Add("right", (ref Noise _, Span<double> g) => g[0] = 1);
        Assert.True(double.IsNaN(lab.Run(2_000).Rows[0].Z));
    }

    [Fact]
    public void The_table()
    {
        var lab = new EstimatorLab(2);
        int simulations = 0;
        lab.Add("certain", Exact);
        lab.Add("off", Shifted, isBiased: true);
        lab.CompareWith(_ => simulations++);
        LabReport report = lab.Run(1_000);
        string[] lines = report.ToString().Split('\n');
        Assert.True(simulations >= 1_000);
        Assert.Equal(["estimator", "bias", "z", "variance", "cost", "(simulations)", "variance", "x", "cost"], lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("certain", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("off (biased)", lines[2], StringComparison.Ordinal);
        Assert.Equal("exact gradient: 1, 3", lines[3]);
        Assert.Equal(lines[0].Length, lines[2].Length);
    }

    /// <summary>What holds the machine up for a while does not count: an estimate takes 3 ticks, a few of them 5,000, and the first ones, which are not measured, 100.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(31)]
    [InlineData(1_000)]
    public void Costs_are_medians(int samples)
    {
        var clock = new Ticks();
        var table = new LabTable(1, samples, 0) { Clock = clock };
        table.BeginSimulation();
        Measure(3);
        table.Begin("estimate", false);
        Measure(12);
        Assert.Equal(4, table.Report().Rows[0].Cost, 12);

        void Measure(long ticks)
        {
            int turn = 0;
            while (table.Next(out _))
            {
                int measured = turn++ - 2000;
                clock.Now += measured < 0 ? 100 : measured % 200 == 7 ? 5_000 : ticks;
                table.Enter([1]);
            }

            Assert.Equal(2000 + samples, turn);
        }
    }

    private sealed class Ticks : TimeProvider
    {
        public long Now { get; set; }

        public override long GetTimestamp() => Now;
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new EstimatorLab(0));
        var lab = new EstimatorLab(2);
        Assert.Throws<InvalidOperationException>(() => lab.Run());
        lab.Add("certain", Exact);
        Assert.Throws<ArgumentOutOfRangeException>(() => lab.Run(1));
        Assert.Throws<ArgumentException>(() => lab.Expect([1]));
        Assert.Throws<ArgumentNullException>(() => lab.Add("none", null!));
    }
}
