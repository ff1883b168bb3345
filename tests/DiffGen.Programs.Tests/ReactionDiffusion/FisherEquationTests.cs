using System;
using DiffGen.Programs.Harness;
using Xunit;

namespace DiffGen.Programs.ReactionDiffusion;

public class FisherEquationTests
{
    private const int Points = 12;
    private const int Steps = 8;
    private static readonly double[] s_initial = Sampled.Uniform(1, Points, 0, 0.7);
    private static readonly double[] s_parameters = [0.3, 2.5, 3, 1.7];

    [Fact]
    public void Gradient_is_that_of_the_implicit_function_theorem()
    {
        double[] u = [.. s_initial], uGrad = new double[Points];
        double[] p = s_parameters;
        var r = FisherEquation.SimulateGradient(u, p[0], p[1], p[2], p[3], Steps, uGrad);
        double[] expected = ImplicitAdjoint.Gradient(s_initial, p, Steps, 1, new double[Points]);
        Comparison.Close("value", Simulate([.. s_initial, .. p]), r.Value, 1e-13);
        Comparison.Close("gradient", expected, [.. uGrad, r.DiffusivityGrad, r.RateGrad, r.LengthGrad, r.DurationGrad], 1e-9);
    }

    [Fact]
    public void Reverse_with_a_cotangent_of_the_final_population()
    {
        double[] u = [.. s_initial], cotangent = Sampled.Uniform(2, Points), uGrad = [.. cotangent];
        double[] p = s_parameters;
        var r = FisherEquation.SimulateVjp(u, p[0], p[1], p[2], p[3], Steps, -0.7, uGrad);
        double[] expected = ImplicitAdjoint.Gradient(s_initial, p, Steps, -0.7, cotangent);
        Comparison.Close("gradient", expected, [.. uGrad, r.DiffusivityGrad, r.RateGrad, r.LengthGrad, r.DurationGrad], 1e-9);
    }

    [Fact]
    public void Tangent_is_gradient_times_direction()
    {
        double[] u = [.. s_initial], d = Sampled.Uniform(3, Points + 4), uTangent = d[..Points];
        double[] p = s_parameters;
        double tangent = FisherEquation.SimulateJvp(u, p[0], p[1], p[2], p[3], Steps, uTangent, d[^4], d[^3], d[^2], d[^1]).Tangent;
        double[] cotangent = Sampled.Uniform(4, Points);
        Comparison.Close("tangent", Dense.Dot(ImplicitAdjoint.Gradient(s_initial, p, Steps, 1, new double[Points]), d), tangent, 1e-9);
        Comparison.Close("final tangent", Dense.Dot(ImplicitAdjoint.Gradient(s_initial, p, Steps, 0, cotangent), d), Dense.Dot(cotangent, uTangent), 1e-9);
    }

    [Fact]
    public void A_step_without_a_solution_throws_and_leaves_the_gradient()
    {
        double[] u = [.. s_initial], uGrad = [.. Sampled.Uniform(5, Points)];
        Assert.Throws<ArithmeticException>(() => FisherEquation.SimulateVjp(u, double.NaN, 1, 1, 1, 2, 1, uGrad));
        Assert.Equal(Sampled.Uniform(5, Points), uGrad);
    }

    [Fact]
    public void Reference_agrees_with_differences()
    {
        double[] expected = Differences.Gradient(Simulate, [.. s_initial, .. s_parameters]);
        Comparison.Close("gradient", expected, ImplicitAdjoint.Gradient(s_initial, s_parameters, Steps, 1, new double[Points]), 1e-8);
    }

    private static double Simulate(double[] p) => FisherEquation.Simulate(p.AsSpan(0, Points).ToArray(), p[^4], p[^3], p[^2], p[^1], Steps);
}
