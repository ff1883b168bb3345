using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen.Samples.Report;
using GradientsWithoutBackprop.Experiments;
using GradientsWithoutBackprop.Models;
using GradientsWithoutBackprop.Report;
using Xunit;

namespace DiffGen.Samples.Tests;

public sealed class SurfaceExperimentTests
{
    private static readonly SurfaceOutcome Outcome = SurfaceExperiment.Run(1);

    public static IEnumerable<object[]> Checkpoints => Outcome.Rows.Select(row => new object[] { row.Surface, row.Step });

    [Fact]
    public void All_checkpoints_are_there()
    {
        (string, int)[] expected = [("Beale", 100), ("Beale", 500), ("Beale", 1000), ("Beale", 5000), ("Rosenbrock", 1000), ("Rosenbrock", 5000), ("Rosenbrock", 20_000)];

        Assert.Equal(expected, Outcome.Rows.Select(row => (row.Surface, row.Step)));
    }

    [Theory]
    [MemberData(nameof(Checkpoints))]
    public void Gradient_descent_reaches_the_published_height(string surface, int step)
    {
        SurfaceRow row = Row(surface, step);

        Assert.InRange(row.Descent / row.PublishedDescent, 0.99, 1.01);
    }

    [Theory]
    [MemberData(nameof(Checkpoints))]
    public void Forward_gradients_need_as_many_steps_as_gradients(string surface, int step)
    {
        SurfaceRow row = Row(surface, step);

        Assert.InRange(row.Quotient, 0.5, 2);
        Assert.True(row.InBand);
    }

    [Fact]
    public void The_range_over_seeds_is_like_the_published_one()
    {
        (double low, double high) = SurfaceOutcome.PublishedRange;

        Assert.InRange(Outcome.Lowest, low / 2, low * 2);
        Assert.InRange(Outcome.Highest, high / 2, high * 2);
    }

    [Fact]
    public void Descents_from_the_steep_start_are_lost_as_often_as_published_and_never_when_shortened()
    {
        Assert.InRange(Outcome.Lost, SurfaceOutcome.LostBand.Low, SurfaceOutcome.LostBand.High);
        Assert.Equal(0, Outcome.LostShortened);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_others()
    {
        Assert.Equal(Outcome.Rows, SurfaceExperiment.Run(1).Rows);
        Assert.NotEqual(Outcome.Rows, SurfaceExperiment.Run(2).Rows);
    }

    [Fact]
    public void Beale_is_what_the_literature_says()
    {
        Assert.Equal(14.203125, Surfaces.Beale(0, 0));
        Assert.Equal(0, Surfaces.Beale(3, 0.5));
        Assert.Equal(0, Surfaces.Rosenbrock(1, 1));
    }

    [Fact]
    public void The_report_has_a_line_for_each_checkpoint()
    {
        Section section = SurfaceReport.Of(Outcome, SurfaceExperiment.BealePaths(1), SurfaceExperiment.RosenbrockPaths(1));

        DataTable table = Assert.Single(section.Parts.OfType<DataTable>());
        Assert.Equal(7, table.Rows.Count(row => row[^1] == "yes"));
        Assert.Equal(4, section.Parts.OfType<Plot>().Count());
    }

    /// <summary>The followed descents are those of the table.</summary>
    [Fact]
    public void Paths_end_where_the_descents_end()
    {
        IReadOnlyList<SurfacePath> paths = SurfaceExperiment.BealePaths(1);

        Assert.Equal(1 + SurfaceExperiment.Seeds, paths.Count);
        Assert.All(paths, path => Assert.Equal((0, 0.0, 0.0, 14.203125), path.Points[0]));
        Assert.Equal(Row("Beale", 5000).Descent, paths[0].Points[^1].Height);
        Assert.Equal(Row("Beale", 5000).Forward, Statistics.Median([.. paths.Skip(1).Select(path => path.Points[^1].Height)]));
        Assert.InRange(paths[0].Points[^1].X, 2.999, 3.001);
    }

    private static SurfaceRow Row(string surface, int step)
    {
        return Outcome.Rows.Single(row => row.Surface == surface && row.Step == step);
    }
}
