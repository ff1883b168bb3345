using System;
using DiffGen.Programs.Harness;
using Xunit;

namespace DiffGen.Programs.Splines;

public class NaturalSplineTests
{
    private const int Knots = 7;
    private const int Points = 9;
    private static readonly double[] s_knots = [-2, -1.3, -0.2, 0.1, 1, 2.2, 3];
    private static readonly double[] s_values = Sampled.Uniform(1, Knots);

    private static double[] Parameters => [.. s_knots, .. s_values, .. Sampled.Uniform(2, Points, -2, 3), .. Sampled.Uniform(3, Points), 0.15];

    [Fact]
    public void Misfit_by_the_adjoint_of_the_tridiagonal_system()
    {
        double[] p = Parameters;
        (double expectedValue, double[] expected) = SplineAdjoint.Misfit(p, Knots, Points);
        double[] knotsGrad = new double[Knots], valuesGrad = new double[Knots], atGrad = new double[Points], targetsGrad = new double[Points];
        (double value, double smoothnessGrad) = NaturalSpline.MisfitGradient(
            KnotsOf(p), ValuesOf(p), PointsOf(p), TargetsOf(p), p[^1], knotsGrad, valuesGrad, atGrad, targetsGrad);
        Comparison.Close("value", expectedValue, value, 1e-12);
        Comparison.Close("gradient", expected, [.. knotsGrad, .. valuesGrad, .. atGrad, .. targetsGrad, smoothnessGrad], 1e-12);
    }

    [Fact]
    public void Misfit_to_second_order()
    {
        double[] p = Parameters, d = Sampled.Uniform(4, p.Length);
        double[] knotsGrad = new double[Knots], valuesGrad = new double[Knots], atGrad = new double[Points], targetsGrad = new double[Points];
        double[] knotsHvp = new double[Knots], valuesHvp = new double[Knots], atHvp = new double[Points], targetsHvp = new double[Points];
        var r = NaturalSpline.MisfitHvp(
            KnotsOf(p), ValuesOf(p), PointsOf(p), TargetsOf(p), p[^1],
            KnotsOf(d), ValuesOf(d), PointsOf(d), TargetsOf(d), d[^1],
            knotsGrad, valuesGrad, atGrad, targetsGrad, knotsHvp, valuesHvp, atHvp, targetsHvp);
        double[] gradient = SplineAdjoint.Misfit(p, Knots, Points).Gradient;
        Comparison.Close("tangent", Dense.Dot(gradient, d), r.Tangent, 1e-12);
        Comparison.Close("gradient", gradient, [.. knotsGrad, .. valuesGrad, .. atGrad, .. targetsGrad, r.SmoothnessGrad], 1e-12);
        double[] expected = Differences.Directional(x => SplineAdjoint.Misfit(x, Knots, Points).Gradient, p, d, 1e-3);
        Comparison.Close("Hessian product", expected, [.. knotsHvp, .. valuesHvp, .. atHvp, .. targetsHvp, r.SmoothnessHvp], 1e-8);
    }

    [Theory]
    [InlineData(-2.5)]
    [InlineData(-1.7)]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(2.9)]
    [InlineData(4)]
    public void By_the_values_it_is_the_spline_through_unit_vectors(double x)
    {
        double[] knotsGrad = new double[Knots], valuesGrad = new double[Knots], expected = new double[Knots];
        double value = NaturalSpline.EvaluateGradient(s_knots, s_values, x, knotsGrad, valuesGrad).Value;
        for (int j = 0; j < Knots; j++)
        {
            double[] unit = new double[Knots];
            unit[j] = 1;
            expected[j] = NaturalSpline.Evaluate(s_knots, unit, x);
        }

        Comparison.Close("values", expected, valuesGrad, 1e-13);
        Comparison.Close("linear", value, Dense.Dot(valuesGrad, s_values), 1e-13);
    }

    [Theory]
    [InlineData(-2.5)]
    [InlineData(0.7)]
    [InlineData(4)]
    public void Moving_and_stretching_everything_changes_nothing(double x)
    {
        double[] knotsGrad = new double[Knots], valuesGrad = new double[Knots];
        double xGrad = NaturalSpline.EvaluateGradient(s_knots, s_values, x, knotsGrad, valuesGrad).XGrad;
        double sum = xGrad;
        foreach (double g in knotsGrad)
        {
            sum += g;
        }

        Comparison.Close("shift", 0, sum, 1e-10);
        Comparison.Close("scale", 0, Dense.Dot(knotsGrad, s_knots) + (x * xGrad), 1e-10);
        double along = NaturalSpline.EvaluateJvp(s_knots, s_values, x, new double[Knots], new double[Knots], 1).Tangent;
        Comparison.Close("slope", xGrad, along, 1e-13);
    }

    [Fact]
    public void Reference_agrees_with_differences()
    {
        double[] p = Parameters;
        double[] expected = Differences.Gradient(x => NaturalSpline.Misfit(KnotsOf(x), ValuesOf(x), PointsOf(x), TargetsOf(x), x[^1]), p, 1e-3);
        Comparison.Close("gradient", expected, SplineAdjoint.Misfit(p, Knots, Points).Gradient, 1e-8);
    }

    private static double[] KnotsOf(double[] p) => p[..Knots];

    private static double[] ValuesOf(double[] p) => p[Knots..(2 * Knots)];

    private static double[] PointsOf(double[] p) => p[(2 * Knots)..][..Points];

    private static double[] TargetsOf(double[] p) => p[^(Points + 1)..^1];
}
