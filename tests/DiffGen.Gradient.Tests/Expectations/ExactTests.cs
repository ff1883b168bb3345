using System;
using System.Linq;
using Golden.Expectations;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Where the support is finite: the estimates, weighed by the probabilities of what was drawn, add up to the gradient.</summary>
public class ExactTests
{
    private static readonly double[] s_logits = [Math.Log(0.2), Math.Log(0.3), Math.Log(0.5)];
    private static readonly double[] s_costs = [1, 2, 4];

    private static (string, double) Category(Noise noise)
    {
        int k = Sample.Categorical<double>(s_logits, ref noise);
        return (k.ToString(System.Globalization.CultureInfo.InvariantCulture), Math.Exp(s_logits[k]));
    }

    private static double[] CategoryEstimate(Noise noise)
    {
        double[] logits = new double[3], costs = new double[3];
        Sites.CategoryExpectationGradient(s_logits, s_costs, ref noise, logits, costs);
        return [.. logits, .. costs];
    }

    [Fact]
    public void Category_by_its_logits() => Equal([-0.36, -0.24, 0.6, 0.2, 0.3, 0.5], Estimates.Expectation(CategoryEstimate, Category));

    [Theory]
    [InlineData(-10.0)]
    [InlineData(0.0)]
    [InlineData(2.8)]
    [InlineData(100.0)]
    public void A_baseline_does_not_move_the_mean(double baseline)
    {
        double[] mean = Estimates.Expectation(
            noise =>
            {
                double[] logits = new double[3], costs = new double[3];
                var baselines = new Sites.CategoryBaselines();
                baselines.Categorical.Mean = baseline;
                Sites.CategoryExpectationGradient(s_logits, s_costs, ref noise, logits, costs, ref baselines);
                return logits;
            },
            Category);
        Equal([-0.36, -0.24, 0.6], mean, 1e-13);
    }

    /// <summary>b* = (1 − θ) J(true) + θ J(false) leaves no variance of one Bernoulli draw.</summary>
    [Fact]
    public void The_optimal_baseline_of_one_coin_leaves_no_variance()
    {
        const double theta = 0.3;
        double[] estimates = [.. Enumerable.Range(0, 40).Select(seed =>
        {
            var noise = new Noise((ulong)seed);
            var baselines = new Sites.BothBaselines();
            baselines.Bernoulli.Mean = theta * (-theta / 2);
            (double value, double gradient) = Sites.BothExpectationGradient(theta, ref noise, ref baselines);
            return gradient - (value == 0 ? 0 : -0.5);
        })];
        Assert.All(estimates, e => Assert.Equal(theta / 2, e, 14));
    }

    /// <summary>The program of the ADEV paper: value −0.12, derivative −0.1.</summary>
    [Fact]
    public void A_parameter_of_the_distribution_and_of_the_cost()
    {
        double[] mean = Estimates.Expectation(
            noise =>
            {
                (double value, double gradient) = Sites.BothExpectationGradient(0.4, ref noise);
                return [value, gradient];
            },
            noise => Sample.Bernoulli(0.4, ref noise) ? ("1", 0.4) : ("0", 0.6));
        Equal([-0.12, -0.1], mean);
    }

    [Fact]
    public void Independent_coins()
    {
        double[] logits = [0.3, -1, 2];
        double[] mean = Estimates.Expectation(
            noise =>
            {
                double[] gradient = new double[3];
                Loops.CoinsExpectationGradient(logits, ref noise, gradient);
                return gradient;
            },
            noise =>
            {
                string draws = "";
                double probability = 1;
                foreach (double logit in logits)
                {
                    bool b = Sample.BernoulliLogit(logit, ref noise);
                    draws += b ? "1" : "0";
                    probability *= Probability(logit, b);
                }

                return (draws, probability);
            });
        Equal([.. logits.Select(l => Probability(l, true) * Probability(l, false))], mean);
    }

    /// <summary>The walk of StochasticAD, ten steps: each step answers for all that follow it. The dynamic program gives 1.48982 at p = 20.</summary>
    [Fact]
    public void A_walk_whose_steps_depend_on_those_before()
    {
        const double p = 20;
        const int steps = 6;
        double[] mean = Estimates.Expectation(
            noise =>
            {
                (double value, double gradient) = Loops.WalkExpectationGradient(p, steps, ref noise);
                return [value, gradient];
            },
            noise =>
            {
                string draws = "";
                double probability = 1, x = 0;
                for (int i = 0; i < steps; i++)
                {
                    double up = Math.Min(1, Math.Exp(-x / p));
                    bool b = Sample.Bernoulli(up, ref noise);
                    draws += b ? "1" : "0";
                    probability *= b ? up : 1 - up;
                    x += b ? 1 : -1;
                }

                return (draws, probability);
            });
        (double value, double derivative) = Walk(0, 0, p, steps);
        Equal([value, derivative], mean, 1e-11);
        Assert.Equal(1.48982, Walk(0, 0, 20, 10).Derivative, 5);
    }

    [Fact]
    public void Discounted_rewards()
    {
        const double p = 0.4, gamma = 0.9;
        double[] mean = Estimates.Expectation(
            noise =>
            {
                (double value, double pGrad, double gammaGrad) = Loops.DiscountedExpectationGradient(p, gamma, ref noise);
                return [value, pGrad, gammaGrad];
            },
            noise =>
            {
                string draws = "";
                double probability = 1, state = 0;
                for (int t = 0; t < 5; t++)
                {
                    double up = 1 / (1 + Math.Exp(-p - state));
                    bool b = Sample.Bernoulli(up, ref noise);
                    draws += b ? "1" : "0";
                    probability *= b ? up : 1 - up;
                    state += b ? 0.5 : -0.5;
                }

                return (draws, probability);
            });
        const double h = 1e-4;
        Equal(
            [Discounted(p, gamma, 0, 0, 1), Slope(x => Discounted(x, gamma, 0, 0, 1), p, h), Slope(x => Discounted(p, x, 0, 0, 1), gamma, h)],
            mean,
            1e-9);
    }

    private static double Probability(double logit, bool b) => 1 / (1 + Math.Exp(b ? -logit : logit));

    private static (double Value, double Derivative) Walk(double x, int step, double p, int steps)
    {
        if (step == steps)
        {
            return (x * x, 0);
        }

        double up = Math.Min(1, Math.Exp(-x / p)), slope = x > 0 ? up * x / (p * p) : 0;
        (double above, double aboveSlope) = Walk(x + 1, step + 1, p, steps);
        (double below, double belowSlope) = Walk(x - 1, step + 1, p, steps);
        return ((up * above) + ((1 - up) * below), (slope * (above - below)) + (up * aboveSlope) + ((1 - up) * belowSlope));
    }

    private static double Discounted(double p, double gamma, double state, int t, double discount)
    {
        if (t == 5)
        {
            return 0;
        }

        double up = 1 / (1 + Math.Exp(-p - state)), left = 0.25 * state;
        double Then(double next) => (discount * ((next * next) + left)) + Discounted(p, gamma, next, t + 1, discount * gamma);
        return (up * Then(state + 0.5)) + ((1 - up) * Then(state - 0.5));
    }

    /// <summary>A difference quotient of order four.</summary>
    private static double Slope(Func<double, double> f, double x, double h) => ((8 * (f(x + h) - f(x - h))) - (f(x + (2 * h)) - f(x - (2 * h)))) / (12 * h);

    private static void Equal(double[] expected, double[] actual, double tolerance = 1e-12)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"{i}: expected {expected[i]:R}, was {actual[i]:R}");
        }
    }
}
