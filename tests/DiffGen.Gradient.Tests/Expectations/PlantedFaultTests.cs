using System;
using System.Linq;
using DiffGen.Runtime.Tests.Estimators;
using DiffGen.Sampling;
using Golden.Expectations;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>The usual faults of estimators, planted at compiled sites: z-tests of components and projection and Hotelling's T² pass what is right, and see each of them with eight standard errors.</summary>
public class PlantedFaultTests
{
    private static readonly double[] s_logits = [Math.Log(0.2), Math.Log(0.3), Math.Log(0.5)];
    private static readonly double[] s_costs = [1, 2, 4];
    private static readonly double[] s_gradient = [-0.36, -0.24, 0.6];

    private delegate double[] Estimate(Noise noise);

    /// <summary>The logits of a category: their covariance is singular, as estimates sum to zero.</summary>
    [Fact]
    public void Logits()
    {
        Run(s_gradient, 350_000, noise => Category(noise, 0)).AssertUnbiased();
        Run(s_gradient, 20_000, noise => Category(noise, 0).Select(g => -g).ToArray()).AssertBiased();
        Run(s_gradient, 350_000, noise => Category(noise, 0).Select(g => 1.05 * g).ToArray()).AssertBiased();
    }

    /// <summary>A baseline that has the cost in it that it is subtracted from, the mean of two samples and not that of the other: half of the gradient.</summary>
    [Fact]
    public void A_baseline_of_its_own_cost()
    {
        double[] InBatch(Noise noise)
        {
            Noise first = noise, second = new(noise.Key, noise.Position + 100), a = first, b = second;
            double mean = (Sites.Category(s_logits, s_costs, ref a) + Sites.Category(s_logits, s_costs, ref b)) / 2;
            return [.. Category(first, mean).Zip(Category(second, mean), (u, v) => (u + v) / 2)];
        }

        Draws planted = Run(s_gradient, 100_000, InBatch);
        planted.AssertBiased();
        Assert.Equal(0.3, planted.Mean(2), 2);
    }

    /// <summary>The cost of another draw than the one whose score it is multiplied by.</summary>
    [Fact]
    public void A_stream_that_is_shifted_between_draw_and_replay()
    {
        double[] Shifted(Noise noise)
        {
            Noise own = noise, other = new(noise.Key, noise.Position + 1);
            double ratio = Sites.Category(s_logits, s_costs, ref other) / Sites.Category(s_logits, s_costs, ref own);
            return [.. Category(noise, 0).Select(g => g * ratio)];
        }

        Run(s_gradient, 40_000, Shifted).AssertBiased();
    }

    [Fact]
    public void A_path_through_the_cost_that_is_dropped()
    {
        const double theta = 0.4;
        double[] exact = [-0.1];
        Run(exact, 60_000, noise => [Sites.BothExpectationGradient(theta, ref noise).ThetaGrad]).AssertUnbiased(power: false);
        Draws planted = Run(exact, 20_000, noise => [RowModels.BothByScoreAloneExpectationGradient(theta, ref noise).ThetaGrad]);
        planted.AssertBiased();
        Assert.Equal(0.2, planted.Mean(0), 2);
    }

    /// <summary>x³ in the place of x² y.</summary>
    [Fact]
    public void One_draw_for_two_sites()
    {
        const double mu = 0.8;
        double[] exact = [(3 * mu * mu) + 1];
        Run(exact, 200_000, noise => [RowModels.TwoDrawsExpectationGradient(mu, ref noise).MuGrad]).AssertUnbiased();
        Run(exact, 40_000, noise => [RowModels.OneDrawExpectationGradient(mu, ref noise).MuGrad]).AssertBiased();
    }

    /// <summary>A draw that goes by its score and along its path as well.</summary>
    [Fact]
    public void A_draw_that_is_no_constant_to_its_score()
    {
        const double mu = 1, sigma = 1;
        double[] exact = [2, 2];
        double[] Score(Noise noise)
        {
            (_, double muGrad, double sigmaGrad) = Alternatives.SquareByScoreExpectationGradient(mu, sigma, ref noise);
            return [muGrad, sigmaGrad];
        }

        double[] Both(Noise noise)
        {
            double[] score = Score(noise);
            (_, double muGrad, double sigmaGrad) = Alternatives.SquareByPathExpectationGradient(mu, sigma, ref noise);
            return [score[0] + muGrad, score[1] + sigmaGrad];
        }

        Run(exact, 700_000, Score).AssertUnbiased();
        Run(exact, 40_000, Both).AssertBiased();
    }

    /// <summary>Two parameters that move one draw: their estimates vary together, and what one of them lacks is seen in their difference.</summary>
    [Fact]
    public void What_only_the_joint_test_sees()
    {
        const double a = 0.5, b = 0.3;
        double[] exact = [2 * (a + b), (2 * (a + b)) + 0.02];
        Run(
            exact,
            80_000,
            noise =>
            {
                (_, double aGrad, double bGrad) = RowModels.MovedByTwoExpectationGradient(a, b, ref noise);
                return [aGrad, bGrad];
            }).AssertUnbiased();
        Run(
            exact,
            20_000,
            noise =>
            {
                (_, double aGrad, double bGrad) = RowModels.MovedByTwoWithoutPartExpectationGradient(a, b, ref noise);
                return [aGrad, bGrad];
            }).AssertOnlyJointlyBiased();
    }

    /// <summary>Scores of logits sum to zero; estimates that do not are off where there is no spread at all.</summary>
    [Fact]
    public void What_is_off_where_nothing_varies()
    {
        Draws planted = Run(s_gradient, 20_000, noise => Category(noise, 0).Select(g => g + 0.003).ToArray());
        Assert.All(s_gradient.Select((_, i) => planted.Score(i)), z => Assert.InRange(z, -5, 5));
        Assert.Contains("Without spread", Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => planted.AssertUnbiased(power: false)).Message, StringComparison.Ordinal);
    }

    /// <summary>Several sites, two of them with baselines that go on learning: all parameters at once.</summary>
    [Fact]
    public void Sites_with_baselines()
    {
        const double p = 0.3, q = 1.2;
        double[] exact = [Math.Sin(q) - (q * q), (p * Math.Cos(q)) + ((1 - p) * 2 * q) + (0.1 * ((2 * q) + 1))];
        var baselines = new Sites.RouteBaselines();
        baselines.Bernoulli.Kind = baselines.Poisson.Kind = BaselineKind.Optimal;
        Run(
            exact,
            60_000,
            noise =>
            {
                (_, double pGrad, double qGrad) = Sites.RouteExpectationGradient(p, q, ref noise, ref baselines);
                return [pGrad, qGrad];
            }).AssertUnbiased();
    }

    private static double[] Category(Noise noise, double baseline)
    {
        double[] g = new double[3], unused = new double[3];
        var baselines = new Sites.CategoryBaselines();
        baselines.Categorical.Kind = BaselineKind.Given;
        baselines.Categorical.Given = baseline;
        Sites.CategoryExpectationGradient(s_logits, s_costs, ref noise, g, unused, ref baselines);
        return g;
    }

    private static Draws Run(double[] exact, int count, Estimate estimate)
    {
        Draws draws = new(exact);
        for (int i = 0; i < count; i++)
        {
            draws.Add(estimate(new Noise(new NoiseKey(77), (ulong)i * 4096)));
        }

        return draws;
    }
}
