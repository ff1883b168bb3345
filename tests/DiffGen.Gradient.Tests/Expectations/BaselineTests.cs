using System;
using System.Linq;
using DiffGen.Sampling;
using Golden.Expectations;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Baselines of the companions: none moves the mean, and their variances have closed forms.</summary>
public class BaselineTests
{
    private static readonly double[] s_p = [0.2, 0.3, 0.5];
    private static readonly double[] s_logits = [.. s_p.Select(p => Math.Log(p))];
    private static readonly double[] s_costs = [1, 2, 4];
    private static readonly double[] s_gradient = [-0.36, -0.24, 0.6];

    /// <summary>The mean of the other samples: 1.0128 of two, 0.2540 of four, exactly, over all that may be drawn.</summary>
    [Theory]
    [InlineData(2, 1.0128)]
    [InlineData(4, 0.2540)]
    public void Leave_one_out(int samples, double variance)
    {
        double[] mean = Estimates.Expectation(
            noise =>
            {
                double[] g = new double[3], unused = new double[3];
                var baselines = new Sites.CategoryBaselines();
                baselines.Categorical.Kind = BaselineKind.LeaveOneOut;
                Sites.CategoryExpectationGradient(s_logits, s_costs, ref noise, g, unused, ref baselines, samples);
                return [.. g, g.Sum(x => x * x)];
            },
            noise =>
            {
                string draws = "";
                double probability = 1;
                for (int i = 0; i < samples; i++)
                {
                    int k = Sample.Categorical<double>(s_logits, ref noise);
                    draws += (char)('0' + k);
                    probability *= s_p[k];
                }

                return (draws, probability);
            });
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(s_gradient[i], mean[i], 12);
        }

        Assert.Equal(variance, mean[3] - s_gradient.Sum(g => g * g), 4);
    }

    /// <summary>Arrays that the method makes are scratch in the simulations of the others: unbiased over all outcomes of two samples, and nothing is allocated however many there are.</summary>
    [Fact]
    public void Leave_one_out_of_a_method_that_makes_arrays()
    {
        double[] logits = [0.3, -0.7], p = [.. logits.Select(l => 1 / (1 + Math.Exp(-l)))], means = [0.5 + (0.5 * p[0]), 0.5 + (1.5 * p[1])], gradient = new double[2];
        double[] mean = Estimates.Expectation(
            noise =>
            {
                double[] g = new double[2];
                var baselines = new RowModels.CoinsInArraysBaselines();
                baselines.BernoulliLogit.Kind = BaselineKind.LeaveOneOut;
                double value = RowModels.CoinsInArraysExpectationGradient(logits, ref noise, g, ref baselines, 2);
                return [value, .. g];
            },
            noise =>
            {
                string draws = "";
                double probability = 1;
                for (int i = 0; i < 4; i++)
                {
                    bool b = Sample.BernoulliLogit(logits[i % 2], ref noise);
                    draws += b ? "1" : "0";
                    probability *= b ? p[i % 2] : 1 - p[i % 2];
                }

                return (draws, probability);
            });
        Assert.Equal(means[0] * means[1], mean[0], 12);
        Assert.Equal(0.5 * p[0] * (1 - p[0]) * means[1], mean[1], 12);
        Assert.Equal(1.5 * p[1] * (1 - p[1]) * means[0], mean[2], 12);

        Noise plain = new(4), other = plain;
        var learned = new RowModels.CoinsInArraysBaselines();
        learned.BernoulliLogit.Kind = BaselineKind.LeaveOneOut;
        Assert.Equal(RowModels.CoinsInArraysExpectationGradient(logits, ref plain, gradient, 300), RowModels.CoinsInArraysExpectationGradient(logits, ref other, gradient, ref learned, 300));
        Assert.Equal(plain, other);
        foreach (int samples in new[] { 2, 64, 256, 257, 3_000 })
        {
            Assert.Equal(0, Enumerable.Range(0, 6).Select(_ => Bytes(samples)).ToArray().Min());
        }

        long Bytes(int samples)
        {
            var noise = new Noise(5);
            long before = GC.GetAllocatedBytesForCurrentThread();
            RowModels.CoinsInArraysExpectationGradient(logits, ref noise, gradient, ref learned, samples);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    /// <summary>A single sample has no others.</summary>
    [Fact]
    public void Leave_one_out_of_one_sample_is_nothing()
    {
        Noise a = new(4), b = new(4);
        var baselines = new Sites.BothBaselines();
        baselines.Bernoulli.Kind = BaselineKind.LeaveOneOut;
        Assert.Equal(Sites.BothExpectationGradient(0.4, ref a), Sites.BothExpectationGradient(0.4, ref b, ref baselines, 1));
    }

    /// <summary>Values and streams of several samples are what they are without a baseline.</summary>
    [Fact]
    public void Leave_one_out_draws_nothing_more()
    {
        Noise a = new(4), b = new(4);
        var baselines = new Sites.RouteBaselines();
        baselines.Poisson.Kind = BaselineKind.LeaveOneOut;
        Assert.Equal(Sites.RouteExpectationGradient(0.3, 1.2, ref a, 5).Value, Sites.RouteExpectationGradient(0.3, 1.2, ref b, ref baselines, 5).Value);
        Assert.Equal(a, b);
    }

    /// <summary>b* = (1 − θ) J(true) + θ J(false) is learned from its first two different draws on, and then one coin has no variance.</summary>
    [Fact]
    public void Optimal_for_one_coin()
    {
        const double theta = 0.3, t = 0.45;
        double logit = Math.Log(theta / (1 - theta)), yes = (1 - t) * (1 - t), no = t * t;
        var baselines = new Alternatives.TargetByScoreBaselines();
        baselines.BernoulliLogit.Kind = BaselineKind.Optimal;
        var noise = new Noise(8);
        double sum = 0;
        Alternatives.TargetByScoreExpectationGradient(logit, t, ref noise, ref baselines, 4_000);
        Assert.InRange(baselines.BernoulliLogit.Value, ((1 - theta) * yes) + (theta * no) - 0.005, ((1 - theta) * yes) + (theta * no) + 0.005);

        // By the exact means nothing is left to chance.
        baselines.BernoulliLogit.SquaredScore = theta * (1 - theta);
        baselines.BernoulliLogit.WeightedCost = theta * (1 - theta) * (((1 - theta) * yes) + (theta * no));
        for (int i = 0; i < 50; i++)
        {
            ScoreBaseline before = baselines.BernoulliLogit;
            double g = Alternatives.TargetByScoreExpectationGradient(logit, t, ref noise, ref baselines).LogitGrad;
            Assert.Equal(0.021, g, 12);
            sum += g;
            baselines.BernoulliLogit = before;
        }

        Assert.Equal(50 * 0.021, sum, 10);
    }

    /// <summary>A baseline that is given is used as it is, and told what it is to learn.</summary>
    [Fact]
    public void Given()
    {
        foreach (double b in new[] { -10, 0, 2.8, 100 })
        {
            double[] mean = Estimates.Expectation(
                noise =>
                {
                    var baselines = new Sites.BothBaselines();
                    baselines.Bernoulli.Kind = BaselineKind.Given;
                    baselines.Bernoulli.Given = b;
                    double g = Sites.BothExpectationGradient(0.4, ref noise, ref baselines).ThetaGrad;
                    Assert.Equal(b, baselines.Bernoulli.Value);
                    return [g, baselines.Bernoulli.LatestCost];
                },
                noise => Sample.Bernoulli(0.4, ref noise) ? ("1", 0.4) : ("0", 0.6));
            Assert.Equal(-0.1, mean[0], 12);
            Assert.Equal(-0.12, mean[1], 12);
        }
    }

    /// <summary>A model of the inputs as the baseline: trained on the latest costs it finds E[J | x], and has less variance than one mean for all inputs.</summary>
    [Fact]
    public void Given_by_a_model_of_the_inputs()
    {
        double[] inputs = [0.5, 2, 8], model = new double[3];
        var learned = new Sites.CategoryBaselines();
        learned.Categorical.Kind = BaselineKind.Given;
        var shared = default(Sites.CategoryBaselines);
        double[] g = new double[3], unused = new double[3];
        double byModel = 0, byMean = 0;
        const int steps = 30_000;
        for (int i = 0; i < steps; i++)
        {
            int x = i % 3;
            double[] costs = [.. s_costs.Select(c => c * inputs[x])];
            Noise a = new(new NoiseKey(5), (ulong)i), b = a;
            learned.Categorical.Given = model[x];
            Sites.CategoryExpectationGradient(s_logits, costs, ref a, g, unused, ref learned);
            model[x] += 2e-3 * (learned.Categorical.LatestCost - model[x]);
            byModel += i < steps / 2 ? 0 : g.Select((v, k) => Square(v - (inputs[x] * s_gradient[k]))).Sum();
            Sites.CategoryExpectationGradient(s_logits, costs, ref b, g, unused, ref shared);
            byMean += i < steps / 2 ? 0 : g.Select((v, k) => Square(v - (inputs[x] * s_gradient[k]))).Sum();
        }

        for (int x = 0; x < 3; x++)
        {
            Assert.InRange(model[x] / (inputs[x] * 2.8), 0.95, 1.05);
        }

        Assert.True(byModel < 0.8 * byMean, $"{byModel} against {byMean}");
    }

    /// <summary>Costs J and 100 J give the same steps once the deviation is known; a deviation below 1 changes nothing.</summary>
    [Fact]
    public void Normalised()
    {
        static double[] Path(double scale, bool normalises)
        {
            double[] logits = [.. s_logits], costs = [.. s_costs.Select(c => c * scale)], g = new double[3], unused = new double[3], path = new double[400];
            var baselines = new Sites.CategoryBaselines();
            var noise = new Noise(6);
            baselines.Categorical.Normalises = normalises;
            for (int i = 0; i < 1200; i++)
            {
                Sites.CategoryExpectationGradient(logits, costs, ref noise, g, unused, ref baselines, 4);
                for (int k = 0; i >= 800 && k < 3; k++)
                {
                    logits[k] -= 0.01 * g[k];
                }

                if (i >= 800)
                {
                    path[i - 800] = logits[2];
                }
            }

            return path;
        }

        double[] large = Path(10, true), larger = Path(1000, true), small = Path(0.1, true), plain = Path(0.1, false);
        Assert.All(large.Zip(larger), p => Assert.InRange(p.First / p.Second, 0.99, 1.01));
        Assert.NotEqual(large[0], large[^1]);
        Assert.Equal(plain, small);
    }

    [Fact]
    public void None_subtracts_nothing_but_learns()
    {
        Noise a = new(4), b = new(4);
        var baselines = new Sites.BothBaselines();
        baselines.Bernoulli.Kind = BaselineKind.None;
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(Sites.BothExpectationGradient(0.4, ref a), Sites.BothExpectationGradient(0.4, ref b, ref baselines));
        }

        Assert.Equal(20, baselines.Bernoulli.Count);
    }

    private static double Square(double x) => x * x;
}
