using System;
using System.Linq;
using Golden.Expectations;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>The lab that a method asks for: each strategy that applies, and none other.</summary>
public class LabTests
{
    [Fact]
    public void Strategies_of_a_coin_and_a_count()
    {
        LabReport report = Labs.RouteEstimatorLab(0.3, 1.2, samples: 20_000, seed: 5);
        Assert.Equal(["as written", "Score", "Enumerate", "MeasureValued", "MuProp", "Rebar", "StraightThrough", "GumbelSoftmax"], report.Rows.Select(r => r.Name));
        Assert.All(report.Rows.Where(r => !r.IsBiased), r => Assert.InRange(r.Z, 0, 5));
        Assert.Equal(["StraightThrough", "GumbelSoftmax"], report.Rows.Where(r => r.IsBiased).Select(r => r.Name));

        // Coin and count are both summed over: nothing is left to chance.
        Assert.Equal("Enumerate", report.Rows.Single(r => r.IsReference).Name);
        Assert.True(report.IsExact);
        Assert.Equal(0, report.Rows[2].Variance, 1e-20);

        // Of measures the count leaves 0.04 q and the coin, at its draw, p (1 − p) (cos q − 2q)².
        Assert.InRange(report.Rows[3].Variance, 0.88, 0.96);
        Assert.True(report.Rows[1].Variance > 5 * report.Rows[3].Variance);
        double[] exact = [Math.Sin(1.2) - 1.44, 2.1287073];
        Assert.All(report.Reference.Zip(exact), p => Assert.InRange(p.First - p.Second, -1e-7, 1e-7));
    }

    [Fact]
    public void Enumerated_coins_are_the_exact_reference()
    {
        float[] logits = [0.2f, -0.5f, 1];
        LabReport report = Labs.CoinsEstimatorLab(logits, 0.7f, 4_000);
        Assert.Equal(["as written", "Score", "Enumerate", "MeasureValued", "DisArm", "Arm", "MuProp", "Rebar", "StraightThrough", "GumbelSoftmax"], report.Rows.Select(r => r.Name));
        double[] p = [.. logits.Select(l => 1 / (1 + Math.Exp(-l)))];
        double[] exact = [p.Select((v, i) => v * 2 * 0.7 * (i + 1) * (i + 1)).Sum(), .. p.Select((v, i) => v * (1 - v) * ((0.49 * (i + 1) * (i + 1)) - 0.0625))];
        Assert.All(report.Reference.Zip(exact), r => Assert.Equal(r.Second, r.First, 4));
        Assert.True(report.IsExact);
        Assert.Equal(0, report.Rows[2].Variance);
        Assert.All(report.Rows.Where(r => !r.IsBiased && r.Variance > 1e-6), r => Assert.InRange(r.Z, 0, 5));
        Assert.True(report.Rows.Single(r => r.Name == "StraightThrough").Z > 10, "straight through is biased for squares");
        Assert.True(report.CostsAreSimulations);
        Assert.Throws<ArgumentOutOfRangeException>(() => Labs.CoinsEstimatorLab(logits, 0.7f, 1));
    }
}
