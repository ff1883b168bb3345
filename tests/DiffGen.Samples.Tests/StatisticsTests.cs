using System;
using System.Linq;
using DiffGen.Samples.Report;
using GradientsWithoutBackprop.Experiments;
using GradientsWithoutBackprop.Report;
using Xunit;

namespace DiffGen.Samples.Tests;

public sealed class StatisticsTests
{
    [Fact]
    public void The_median_is_the_middle()
    {
        Assert.Equal(2, Statistics.Median([3, 1, 2]));
        Assert.Equal(2.5, Statistics.Median([4, 1, 2, 3]));
    }

    [Fact]
    public void The_interval_of_a_quotient_holds_it_and_narrows_with_the_spread()
    {
        double[] numerators = [.. Enumerable.Range(0, 31).Select(i => 2 + 0.01 * (i % 7))];
        double[] denominators = [.. Enumerable.Range(0, 31).Select(i => 1 + 0.01 * (i % 5))];

        Quotient quotient = Quotient.Of(numerators, denominators, new NoiseKey(1));
        Quotient certain = Quotient.Of([.. Enumerable.Repeat(3.0, 31)], [.. Enumerable.Repeat(2.0, 31)], new NoiseKey(1));

        Assert.InRange(quotient.Value, quotient.Low, quotient.High);
        Assert.InRange(quotient.High - quotient.Low, 1e-6, 0.1);
        Assert.Equal(new Quotient(1.5, 1.5, 1.5), certain);
    }

    /// <summary>Quotients 1, e and e²: the geometric mean is e; Student's 4.303 with two degrees of freedom times the standard error 1/√3.</summary>
    [Fact]
    public void Quotients_of_pairs_have_a_geometric_mean_and_students_interval()
    {
        Quotient quotient = Quotient.OfPairs([1, Math.E, Math.E * Math.E], [1, 1, 1]);

        Assert.Equal(Math.E, quotient.Value, 1e-12);
        Assert.Equal(Math.Exp(1 - 4.303 / Math.Sqrt(3)), quotient.Low, 1e-12);
        Assert.Equal(Math.Exp(1 + 4.303 / Math.Sqrt(3)), quotient.High, 1e-12);
        Assert.True(double.IsNaN(Quotient.OfPairs([2], [1]).Low));
    }

    [Fact]
    public void Checkpoints_grow_by_a_quarter_and_end_with_the_last_step()
    {
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 18, 20], Checkpoints.Geometric(20));
        Assert.Equal([1], Checkpoints.Geometric(1));
    }

    [Fact]
    public void A_curve_shows_heights_in_one_line()
    {
        Assert.Equal("█▅▁", Numbers.Curve([8, 4, 0], 10));
        Assert.Equal("", Numbers.Curve([double.NaN], 10));
        Assert.Equal(10, Numbers.Curve(Enumerable.Range(1, 1000).Select(i => (double)i), 10).Length);
    }
}
