using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen.Samples.Report;
using GradientsWithoutBackprop.Experiments;
using GradientsWithoutBackprop.Models;

namespace GradientsWithoutBackprop.Report;

/// <summary>Shows what came of the descents on surfaces.</summary>
internal static class SurfaceReport
{
    private const int PathsShown = 3;

    public static Section Of(SurfaceOutcome outcome, IReadOnlyList<SurfacePath> beale, IReadOnlyList<SurfacePath> rosenbrock)
    {
        Section section = new("Two surfaces");
        section.Add("Gradient descent and forward-gradient descent (Gaussian directions) on the functions of Beale, from (0, 0) at rate 0.01, and Rosenbrock, from (−1, 1) at rate 0.0005; rates fall as e^(−i/10000). In two dimensions a forward gradient costs no steps.");
        section.Add(Map("Beale", beale, Surfaces.Beale, (-0.3, 3.3), (-0.9, 1.0)));
        section.Add(Heights("Beale", beale));
        section.Add(Map("Rosenbrock", rosenbrock, Surfaces.Rosenbrock, (-1.3, 1.3), (-0.3, 1.4)));
        section.Add(Heights("Rosenbrock", rosenbrock));
        section.Add(Table(outcome));
        section.Add("In band: gradient descent within 1 % of the published height, forward gradients within a factor 2 of gradient descent.");
        section.Add($"Beale after 1,000 steps, {SurfaceExperiment.RangeSeeds} seeds: {Numbers.Scientific(outcome.Lowest)} to {Numbers.Scientific(outcome.Highest)} (published {Numbers.Scientific(SurfaceOutcome.PublishedRange.Low)} to {Numbers.Scientific(SurfaceOutcome.PublishedRange.High)}).");
        section.Add($"Beale from the steep start (1, 1.5): {outcome.Lost} of {SurfaceExperiment.LossSeeds} seeds are lost ({SurfaceOutcome.LostBand.Low} to {SurfaceOutcome.LostBand.High} expected); {outcome.LostShortened} with gradients shortened to length {Numbers.Fixed(SurfaceExperiment.LongestGradient, 0)}.");
        return section;
    }

    private static DataTable Table(SurfaceOutcome outcome)
    {
        DataTable table = new(
            "Height of the surface after some steps",
            "surface",
            "step",
            "gradient descent",
            "published",
            $"forward gradients, median of {SurfaceExperiment.Seeds} seeds",
            "published",
            "forward / gradient",
            "in band");
        foreach (SurfaceRow row in outcome.Rows)
        {
            table.Add(
                row.Surface,
                Numbers.Count(row.Step),
                Numbers.Scientific(row.Descent),
                Numbers.Scientific(row.PublishedDescent),
                Numbers.Scientific(row.Forward),
                Numbers.Scientific(row.PublishedForward),
                Numbers.Fixed(row.Quotient, 2),
                row.InBand ? "yes" : "no");
        }

        return table;
    }

    /// <summary>The first paths over lines of equal height.</summary>
    private static Plot Map(string name, IReadOnlyList<SurfacePath> paths, Func<double, double, double> surface, (double Low, double High) x, (double Low, double High) y)
    {
        return new Plot(
            $"{name}: paths, and lines of equal height",
            new Axis("x"),
            new Axis("y"),
            [
                .. Contours.Of(surface, x, y),
                .. paths.Take(1 + PathsShown).Select((path, i) => new Series(i == 0 ? path.Method : $"{path.Method}, seed {i}", [.. path.Points.Select(point => new PlotPoint(point.X, point.Y))])),
            ]);
    }

    /// <summary>Heights along the way: of gradient descent, and the median and range of forward-gradient descents.</summary>
    private static Plot Heights(string name, IReadOnlyList<SurfacePath> paths)
    {
        SurfacePath[] forward = [.. paths.Skip(1)];
        return new Plot(
            $"{name}: height, median and range of {forward.Length} seeds",
            new Axis("step", Logarithmic: true),
            new Axis("height", Logarithmic: true),
            [
                new Series(paths[0].Method, [.. paths[0].Points.Skip(1).Select(point => new PlotPoint(point.Step, point.Height))]),
                new Series(forward[0].Method, [.. Enumerable.Range(1, forward[0].Points.Count - 1).Select(k => Middle([.. forward.Select(path => path.Points[k])]))]),
            ]);
    }

    private static PlotPoint Middle((int Step, double X, double Y, double Height)[] points)
    {
        double[] heights = [.. points.Select(point => point.Height)];
        return new PlotPoint(points[0].Step, Statistics.Median(heights), heights.Min(), heights.Max());
    }
}
