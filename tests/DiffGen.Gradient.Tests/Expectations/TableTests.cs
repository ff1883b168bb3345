using System;
using System.Linq;
using DiffGen.Sampling;
using Golden.Expectations;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Closed forms of expectations, variances and trainings.</summary>
public class TableTests
{
    [Fact]
    public void Continuous_draws_along_their_paths()
    {
        Estimates.AreUnbiased(n => TableModels.LogNormalMeanExpectationGradient(0.3, 0.6, ref n).MuGrad, Math.Exp(0.3 + 0.18), 20_000);
        Estimates.AreUnbiased(n => TableModels.LogNormalMeanExpectationGradient(0.3, 0.6, ref n).SigmaGrad, 0.6 * Math.Exp(0.3 + 0.18), 260_000);
        Estimates.AreUnbiased(n => TableModels.ExponentialMeanExpectationGradient(1.7, ref n).RateGrad, -1 / (1.7 * 1.7), 40_000);
        Estimates.AreUnbiased(n => TableModels.LaplaceSquareExpectationGradient(0.7, ref n).ScaleGrad, 4 * 0.7, 150_000);
        Estimates.AreUnbiased(n => TableModels.LogisticSquareExpectationGradient(0.7, ref n).ScaleGrad, 2 * Math.PI * Math.PI * 0.7 / 3, 100_000);
        Estimates.AreUnbiased(n => TableModels.GammaLogarithmExpectationGradient(2, ref n).ShapeGrad, 0.6449340668, 20_000);
        Estimates.AreUnbiased(n => TableModels.GammaLogarithmExpectationGradient(0.5, ref n).ShapeGrad, 4.934802200, 100_000);
        Estimates.AreUnbiased(n => TableModels.BetaMeanExpectationGradient(1.5, 2.5, ref n).AGrad, 2.5 / 16, 20_000);
        Estimates.AreUnbiased(n => TableModels.StudentSquareExpectationGradient(5, ref n).NuGrad, -2.0 / 9, 30_000, hasPower: false);
        const double k = 1.3, h = 1e-4;
        Estimates.AreUnbiased(n => TableModels.VonMisesCosineExpectationGradient(k, ref n).KappaGrad, (Special.BesselRatio(k + h) - Special.BesselRatio(k - h)) / (2 * h), 15_000, hasPower: false);
    }

    /// <summary>b/(a + b)² at sites whose shapes are extreme: 2¹⁶ + 1039, and 10⁻³, where few draws are what counts.</summary>
    [Fact]
    public void Beta_draws_of_extreme_shapes()
    {
        const double a = 65536 + 1039, b = 1.5;
        Estimates.AreUnbiased(n => TableModels.BetaMeanExpectationGradient(a, b, ref n).AGrad, b / ((a + b) * (a + b)), 40_000);
        Estimates.AreUnbiased(n => TableModels.BetaMeanExpectationGradient(a, b, ref n).BGrad, -a / ((a + b) * (a + b)), 40_000);
        Estimates.AreUnbiased(n => TableModels.BetaMeanExpectationGradient(1e-3, b, ref n).AGrad, b / ((1e-3 + b) * (1e-3 + b)), 100_000, hasPower: false);
        Estimates.AreUnbiased(n => TableModels.BetaMeanExpectationGradient(1e-3, 1e-3, ref n).BGrad, -250, 100_000, hasPower: false);
    }

    /// <summary>E cos x = cos(μ) e^−γ, of a distribution without a mean.</summary>
    [Fact]
    public void A_draw_without_a_mean() =>
        Estimates.AreUnbiased(n => TableModels.CauchyCosineExpectationGradient(0.4, 0.8, ref n).MuGrad, -Math.Sin(0.4) * Math.Exp(-0.8), 400_000);

    /// <summary>E(x + 1)² = (2 − p)/p²: 10 at 0.4, where the derivative is −(4 − p)/p³ = −56.25.</summary>
    [Fact]
    public void Geometric_counts()
    {
        Assert.Equal(-56.25, -(4 - 0.4) / Math.Pow(0.4, 3), 10);
        Estimates.AreUnbiased(n => TableModels.GeometricByMeasuresExpectationGradient(0.4, ref n).Value, 10, 60_000, hasPower: false);
        Estimates.AreUnbiased(n => TableModels.GeometricByMeasuresExpectationGradient(0.4, ref n).PGrad, -56.25, 150_000);
        Estimates.AreUnbiased(n => TableModels.GeometricByScoreExpectationGradient(0.4, ref n).PGrad, -56.25, 800_000);
    }

    /// <summary>The mean r (1 − p)/p.</summary>
    [Fact]
    public void Failures_before_a_success()
    {
        Estimates.AreUnbiased(n => TableModels.FailuresByScoreExpectationGradient(2.5, 0.45, ref n).RGrad, 0.55 / 0.45, 200_000);
        Estimates.AreUnbiased(n => TableModels.FailuresByScoreExpectationGradient(2.5, 0.45, ref n).PGrad, -2.5 / (0.45 * 0.45), 280_000);
    }

    /// <summary>0.1 E[s (1 − s)]/τ: 0.01073, 1/60 and 0.0248 at the temperatures 2, 1 and 0.1, where the gradient of the coin is 0.025.</summary>
    [Theory]
    [InlineData(2, 0.01073, 25_000)]
    [InlineData(1, 1.0 / 60, 25_000)]
    [InlineData(0.1, 0.0248, 200_000)]
    public void Relaxed_coins(double temperature, double expected, int count)
    {
        const int nodes = 200_000;
        double exact = Enumerable.Range(0, nodes).Sum(i =>
        {
            double u = (i + 0.5) / nodes, s = 1 / (1 + Math.Pow((1 - u) / u, 1 / temperature));
            return 0.1 * s * (1 - s) / temperature / nodes;
        });
        Assert.Equal(expected, exact, 5);
        Estimates.AreUnbiased(n => TableModels.RelaxedExpectationGradient(0, temperature, ref n, 20).LogitGrad, exact, count);
    }

    /// <summary>x² at μ = 1 by the score: the variance is 30 without a baseline, 18 with b = E x², 14 with b* = 4.</summary>
    [Theory]
    [InlineData(0, 30)]
    [InlineData(2, 18)]
    [InlineData(4, 14)]
    public void The_score_of_a_square(double baseline, double variance)
    {
        double Estimate(Noise noise)
        {
            var baselines = new TableModels.SquareByScoreBaselines();
            baselines.Normal.Kind = BaselineKind.Given;
            baselines.Normal.Given = baseline;
            return TableModels.SquareByScoreExpectationGradient(1, ref noise, ref baselines).MuGrad;
        }

        Estimates.HasVariance(Estimate, variance, 200_000);
        Estimates.AreUnbiased(Estimate, 2, 200_000);
    }

    /// <summary>(b − 0.45)² at θ = 0.3: two samples that leave each other out have 6.09e-4 of variance, b = E J has 3.36e-4; at θ = ½, D²/16.</summary>
    [Fact]
    public void One_coin()
    {
        const double theta = 0.3, t = 0.45, theory = 6.09e-4;
        double mean = (theta * 0.3025) + (0.7 * 0.2025);
        Assert.Equal(theory, Variance(theta, t, 2, BaselineKind.LeaveOneOut, 0), 6);
        Assert.Equal(3.36e-4, Variance(theta, t, 1, BaselineKind.Given, mean), 6);
        Assert.Equal(0, Variance(theta, t, 1, BaselineKind.Given, (0.7 * 0.3025) + (theta * 0.2025)), 14);
        double difference = 1 - (2 * t);
        Assert.Equal(difference * difference / 16, Variance(0.5, t, 2, BaselineKind.LeaveOneOut, 0), 12);
        Assert.Equal(0, Variance(0.5, t, 1, BaselineKind.Given, ((1 - t) * (1 - t) / 2) + (t * t / 2)), 14);
    }

    /// <summary>A moving average that has the cost in it already scales the gradient by the share that it keeps; the companions use the one before.</summary>
    [Fact]
    public void The_old_average_and_not_the_new_one()
    {
        const double theta = 0.4, keep = 0.9, before = -0.3;
        double[] mean = Estimates.Expectation(
            noise =>
            {
                Noise plain = noise, planted = noise;
                var old = new Sites.BothBaselines();
                old.Bernoulli.Mean = before;
                double right = Sites.BothExpectationGradient(theta, ref noise, ref old).ThetaGrad, cost = Sites.Both(theta, ref plain);
                var latest = new Sites.BothBaselines();
                latest.Bernoulli.Mean = (keep * before) + ((1 - keep) * cost);
                return [right, Sites.BothExpectationGradient(theta, ref planted, ref latest).ThetaGrad];
            },
            noise => Sample.Bernoulli(theta, ref noise) ? ("1", theta) : ("0", 1 - theta));
        const double byScore = theta / 2, direct = -0.5 * (1 - theta);
        Assert.Equal(byScore + direct, mean[0], 12);
        Assert.Equal((keep * byScore) + direct, mean[1], 12);
    }

    /// <summary>Steps of 0.2 from 0.2 reach the minimum at ½, and the exponential has the expectation 0.891 at 0.4, where that of the expectation is 0.887.</summary>
    [Fact]
    public void A_parameter_of_distribution_and_cost_is_trained()
    {
        double theta = 0.2;
        for (int i = 0; i < 200; i++)
        {
            var noise = new Noise(new NoiseKey(4), (ulong)i);
            theta -= 0.2 * Alternatives.BothExpectationGradient(theta, ref noise).ThetaGrad;
        }

        Assert.Equal(0.5, theta, 10);
        const double h = 1e-5, at = 0.4;
        static double Exact(double t) => t + ((1 - t) * Math.Exp(-t / 2));
        double[] mean = Estimates.Expectation(
            noise =>
            {
                (double value, double gradient) = TableModels.ExponentialOfBothExpectationGradient(at, ref noise);
                return [value, gradient];
            },
            noise => Sample.Bernoulli(at, ref noise) ? ("1", at) : ("0", 1 - at));
        Assert.Equal(0.891, mean[0], 3);
        Assert.Equal(0.887, Math.Exp(-0.12), 3);
        Assert.Equal((Exact(at + h) - Exact(at - h)) / (2 * h), mean[1], 9);
    }

    /// <summary>dE/dp has no variance at all where the coin is enumerated, and that of dE/dq is 0.048; by the score of the whole loss both have fifty times as much.</summary>
    [Fact]
    public void A_route_by_slices_and_as_a_whole()
    {
        const double p = 0.3, q = 1.2;
        double pGrad = Math.Sin(q) - (q * q), qGrad = 2.1287073;
        (_, double deviation, _) = Estimates.Moments(n => Alternatives.RouteExpectationGradient(p, q, ref n).PGrad, 2_000);
        Assert.True(deviation < 1e-13);
        Assert.Equal(-0.5079609, pGrad, 6);
        Estimates.HasVariance(n => Alternatives.RouteExpectationGradient(p, q, ref n).QGrad, 0.048, 40_000);
        Estimates.AreUnbiased(n => Alternatives.RouteExpectationGradient(p, q, ref n).QGrad, qGrad, 20_000);
        Estimates.AreUnbiased(n => Inputs.RouteTogetherExpectationGradient(p, q, ref n).PGrad, pGrad, 600_000, hasPower: false);
        Estimates.AreUnbiased(n => Inputs.RouteTogetherExpectationGradient(p, q, ref n).QGrad, qGrad, 60_000, hasPower: false);
        (_, double whole, _) = Estimates.Moments(n => Inputs.RouteTogetherExpectationGradient(p, q, ref n).QGrad, 60_000);
        Assert.True(whole * whole >= 50 * 0.048, $"{whole * whole}");
    }

    /// <summary>The gamma of a call at the money for a year, by the score on its pathwise delta: 0.01984763.</summary>
    [Fact]
    public void The_gamma_of_a_call()
    {
        const double spot = 100, sigma = 0.2;
        double exact = Math.Exp(-0.005) / Math.Sqrt(2 * Math.PI) / (spot * sigma);
        Assert.Equal(0.01984763, exact, 8);
        Estimates.AreUnbiased(n => TableModels.DeltaExpectationGradient(spot, 100, sigma, ref n).SpotGrad, exact, 300_000);
    }

    /// <summary>
    /// Beta guide, started at (15, 15), of a posterior Beta(16, 14): the steps of Adam until both parameters are within 0.8 in the sum of their squared errors. Parameters are the logarithms. With a decaying baseline
    /// the median of twenty runs is at most two thirds of that without one.
    /// </summary>
    [Fact]
    public void A_decaying_baseline_needs_fewer_steps()
    {
        int[] without = [.. Enumerable.Range(0, 20).Select(seed => Steps((ulong)seed, BaselineKind.None)).Order()], with = [.. Enumerable.Range(0, 20).Select(seed => Steps((ulong)seed, BaselineKind.MovingAverage)).Order()];
        Assert.True(without[10] >= 1.5 * with[10], $"{without[10]} steps without a baseline, {with[10]} with one");

        static int Steps(ulong seed, BaselineKind kind)
        {
            double[] x = [Math.Log(15), Math.Log(15)], g = new double[2];
            var adam = new Adam<double>(2, 0.0005, 0.93, 0.999);
            var noise = new Noise(new NoiseKey(seed), 0);
            var baselines = new TableModels.FairnessBaselines();
            baselines.Beta.Kind = kind;
            for (int step = 1; step <= 20_000; step++)
            {
                (_, g[0], g[1]) = TableModels.FairnessExpectationGradient(x[0], x[1], ref noise, ref baselines);
                adam.Step(x, g);
                if (Math.Pow(Math.Exp(x[0]) - 16, 2) + Math.Pow(Math.Exp(x[1]) - 14, 2) < 0.8)
                {
                    return step;
                }
            }

            return 20_000;
        }
    }

    /// <summary>Hard attention: three looks at a picture whose first quarter says where to look. Trained by the score with a moving average, it sees the label in more than 95 of 100 pictures.</summary>
    [Fact]
    public void Looks_that_learn_where_to_look()
    {
        double[] parameters = new double[17], gradient = new double[17], picture = new double[16];
        parameters[16] = 1;
        var adam = new Adam<double>(17, 0.05);
        var baselines = default(TableModels.GlimpsesBaselines);
        var noise = new Noise(12);
        double before = Accuracy();
        for (int step = 0; step < 2_500; step++)
        {
            double label = Draw(ref noise);
            (_, gradient[16]) = TableModels.GlimpsesExpectationGradient(parameters.AsSpan(0, 16), parameters[16], picture, label, ref noise, gradient.AsSpan(0, 16), ref baselines, 4);
            adam.Step(parameters, gradient);
        }

        double after = Accuracy();
        Assert.True(before < 0.9 && after > 0.95, $"{before} before, {after} after");

        // Seen with a gain: the loss is below ln 2.
        double Accuracy()
        {
            var test = new Noise(99);
            return Enumerable.Range(0, 2_000).Count(_ => TableModels.Glimpses(parameters.AsSpan(0, 16), 1, picture, Draw(ref test), ref test) < 0.6) / 2_000.0;
        }

        double Draw(ref Noise stream)
        {
            Array.Clear(picture);
            int where = 1 + Sample.Categorical<double>([0.0, 0.0, 0.0], ref stream);
            double label = Sample.Bernoulli(0.5, ref stream) ? 1 : -1;
            picture[0] = where;
            picture[(4 * where) + 1] = label;
            return label;
        }
    }

    private static double Variance(double theta, double t, int samples, BaselineKind kind, double given)
    {
        double logit = Math.Log(theta / (1 - theta));
        double[] moments = Estimates.Expectation(
            noise =>
            {
                var baselines = new Alternatives.TargetByScoreBaselines();
                baselines.BernoulliLogit.Kind = kind;
                baselines.BernoulliLogit.Given = given;
                double g = Alternatives.TargetByScoreExpectationGradient(logit, t, ref noise, ref baselines, samples).LogitGrad;
                return [g, g * g];
            },
            noise =>
            {
                string draws = "";
                double probability = 1;
                for (int i = 0; i < samples; i++)
                {
                    bool b = Sample.Bernoulli(theta, ref noise);
                    draws += b ? "1" : "0";
                    probability *= b ? theta : 1 - theta;
                }

                return (draws, probability);
            });
        Assert.Equal(theta * (1 - theta) * (1 - (2 * t)), moments[0], 12);
        return moments[1] - (moments[0] * moments[0]);
    }
}
