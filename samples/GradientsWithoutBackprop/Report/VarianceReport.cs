using System.Collections.Generic;
using System.Linq;
using DiffGen.Samples.Report;
using GradientsWithoutBackprop.Experiments;

namespace GradientsWithoutBackprop.Report;

/// <summary>Shows variances beside their formulas.</summary>
internal static class VarianceReport
{
    /// <summary>Below this a variance is rounding: the estimate is exact, and has no place on a logarithmic axis.</summary>
    private const double Rounding = 1e-12;

    public static Section OfDirections(IReadOnlyList<VariancePoint> points)
    {
        Section section = new("Several directions");
        section.Add($"The total variance of forward gradients of a loss with n = {VarianceExperiment.Parameters} parameters, as a multiple of ‖gradient‖². Theory: (n + 1)/K for Gaussian directions, (n − 1)/K for signs, n/K − 1 for orthogonal ones: exact at K = n, and not on the plot there.");
        section.Add(new Plot(
            "Variance against the number of directions, 95 % intervals",
            new Axis("directions K", Logarithmic: true),
            new Axis("total variance / ‖gradient‖²", Logarithmic: true),
            [.. points.GroupBy(point => point.Method).SelectMany(Curves)]));
        section.Add(Table("Variance against the number of directions", "directions K", points));
        return section;
    }

    public static Section OfSecondNoise(IReadOnlyList<VariancePoint> points)
    {
        Section section = new("Two noisy passes");
        section.Add($"Node perturbation without a pass free of noise, {VarianceExperiment.Parameters} nodes: the loss of a second noisy pass, with r = σ₂/σ₁ times the noise, is the baseline. The total variance grows with r² (Cho et al. 2011: learning slows linearly with the second variance); crediting the difference of both noises brings it back to that with a clean pass.");
        section.Add(new Plot(
            "Variance against the noise of the second pass, 95 % intervals",
            new Axis("r² = (σ₂/σ₁)²"),
            new Axis("total variance / ‖gradient‖²"),
            [.. points.GroupBy(point => point.Method).SelectMany(curve => Curves(curve.Select(point => point with { X = point.X * point.X })))]));
        section.Add(Table("Variance against the noise of the second pass", "σ₂/σ₁", points));
        return section;
    }

    private static IEnumerable<Series> Curves(IEnumerable<VariancePoint> points)
    {
        VariancePoint[] all = [.. points];
        yield return new Series(all[0].Method, [.. all.Select(point => point.Measured < Rounding ? new PlotPoint(point.X, double.NaN) : new PlotPoint(point.X, point.Measured, point.Measured - point.Reach, point.Measured + point.Reach))], all.Length > 1 ? SeriesKind.Line : SeriesKind.Dots);
        if (all.Length > 1)
        {
            yield return new Series("theory", [.. all.Select(point => new PlotPoint(point.X, point.Theory))], SeriesKind.Theory);
        }
    }

    private static DataTable Table(string title, string varied, IReadOnlyList<VariancePoint> points)
    {
        DataTable table = new(title, "estimate", varied, "measured", "± (95 %)", "theory");
        foreach (VariancePoint point in points)
        {
            table.Add(point.Method, Numbers.Short(point.X), Numbers.Fixed(point.Measured), Numbers.Fixed(point.Reach), Numbers.Fixed(point.Theory));
        }

        return table;
    }
}
