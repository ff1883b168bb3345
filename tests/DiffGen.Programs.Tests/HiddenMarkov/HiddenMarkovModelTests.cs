using System;
using DiffGen.Programs.Harness;
using Xunit;

namespace DiffGen.Programs.HiddenMarkov;

public class HiddenMarkovModelTests
{
    private const int States = 3;
    private static readonly int[] s_starts = [0, 9, 10];
    private static readonly double[] s_observed = Sampled.Uniform(1, 22, -2, 2);

    private static double[] Parameters => Sampled.Uniform(2, States * (States + 3), -0.8, 0.8);

    [Fact]
    public void Gradient_is_that_of_expected_counts()
    {
        (double value, double[] gradient) = Gradient(Parameters);
        (double expectedValue, double[] expected) = ForwardBackward.At(Parameters, States, s_observed, s_starts);
        Comparison.Close("value", expectedValue, value, 1e-12);
        Comparison.Close("gradient", expected, gradient, 1e-12);
    }

    [Fact]
    public void Forbidden_transitions_have_no_gradient_and_spoil_no_other()
    {
        double[] parameters = Parameters;
        parameters[States + 1] = double.NegativeInfinity;
        parameters[0] = double.NegativeInfinity;
        (double value, double[] gradient) = Gradient(parameters);
        (double expectedValue, double[] expected) = ForwardBackward.At(parameters, States, s_observed, s_starts);
        Comparison.Close("value", expectedValue, value, 1e-12);
        Comparison.Close("gradient", expected, gradient, 1e-12);
        Assert.Equal(0, gradient[States + 1]);
        Assert.Equal(0, gradient[0]);
    }

    [Fact]
    public void Tangent_is_gradient_times_direction()
    {
        double[] p = Parameters;
        double[] d = Sampled.Uniform(3, p.Length);
        (double value, double tangent) = HiddenMarkovModel.LogLikelihoodJvp(
            Start(p), Transition(p), Means(p), LogScales(p), s_observed, s_starts, Start(d), Transition(d), Means(d), LogScales(d));
        (double expectedValue, double[] gradient) = ForwardBackward.At(p, States, s_observed, s_starts);
        Comparison.Close("value", expectedValue, value, 1e-12);
        Comparison.Close("tangent", Dense.Dot(gradient, d), tangent, 1e-12);
    }

    [Fact]
    public void Hessian_product_is_the_derivative_of_expected_counts()
    {
        double[] p = Parameters;
        double[] d = Sampled.Uniform(4, p.Length);
        double[] startGrad = new double[States], meansGrad = new double[States], logScalesGrad = new double[States];
        double[] startHvp = new double[States], meansHvp = new double[States], logScalesHvp = new double[States];
        double[,] transitionGrad = new double[States, States], transitionHvp = new double[States, States];
        HiddenMarkovModel.LogLikelihoodHvp(
            Start(p), Transition(p), Means(p), LogScales(p), s_observed, s_starts,
            Start(d), Transition(d), Means(d), LogScales(d),
            startGrad, transitionGrad, meansGrad, logScalesGrad,
            startHvp, transitionHvp, meansHvp, logScalesHvp);
        double[] expected = Differences.Directional(x => ForwardBackward.At(x, States, s_observed, s_starts).Gradient, p, d);
        Comparison.Close("gradient", ForwardBackward.At(p, States, s_observed, s_starts).Gradient, [.. startGrad, .. Dense.Flat(transitionGrad), .. meansGrad, .. logScalesGrad], 1e-12);
        Comparison.Close("Hessian product", expected, [.. startHvp, .. Dense.Flat(transitionHvp), .. meansHvp, .. logScalesHvp], 1e-9);
    }

    [Fact]
    public void Reference_agrees_with_differences()
    {
        double[] expected = Differences.Gradient(x => HiddenMarkovModel.LogLikelihood(Start(x), Transition(x), Means(x), LogScales(x), s_observed, s_starts), Parameters);
        Comparison.Close("gradient", expected, ForwardBackward.At(Parameters, States, s_observed, s_starts).Gradient, 1e-9);
    }

    private static (double Value, double[] Gradient) Gradient(double[] p)
    {
        double[] startGrad = new double[States], meansGrad = new double[States], logScalesGrad = new double[States];
        double[,] transitionGrad = new double[States, States];
        double value = HiddenMarkovModel.LogLikelihoodGradient(
            Start(p), Transition(p), Means(p), LogScales(p), s_observed, s_starts, startGrad, transitionGrad, meansGrad, logScalesGrad);
        return (value, [.. startGrad, .. Dense.Flat(transitionGrad), .. meansGrad, .. logScalesGrad]);
    }

    private static double[] Start(double[] p) => p[..States];

    private static double[,] Transition(double[] p) => Dense.Folded(p.AsSpan(States, States * States), States);

    private static double[] Means(double[] p) => p[^(2 * States)..^States];

    private static double[] LogScales(double[] p) => p[^States..];
}
