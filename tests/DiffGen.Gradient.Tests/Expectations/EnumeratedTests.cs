using System;
using System.Collections.Generic;
using System.Linq;
using Golden.Expectations;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Sites whose values are all tried: the estimate is the gradient itself as far as draws are enumerated, and unbiased in the others.</summary>
public class EnumeratedTests
{
    private const double H = 1e-4;

    /// <summary>The program of the ADEV paper: every single estimate is −0.1, whatever is drawn.</summary>
    [Fact]
    public void A_parameter_of_the_distribution_and_of_the_cost()
    {
        var values = new HashSet<double>();
        for (ulong seed = 0; seed < 50; seed++)
        {
            var noise = new Noise(seed);
            (double value, double gradient) = Alternatives.BothExpectationGradient(0.4, ref noise);
            values.Add(value);
            Assert.Equal(-0.1, gradient, 12);
        }

        Assert.Equal([-0.2, 0], values.Order());
    }

    /// <summary>From 0.2 the steps of length 0.2 go to the minimum 1/2 of (θ² − θ)/2.</summary>
    [Fact]
    public void Descent_ends_at_the_minimum_of_the_expectation()
    {
        double theta = 0.2;
        var noise = new Noise(1);
        for (int i = 0; i < 200; i++)
        {
            theta -= 0.2 * Alternatives.BothExpectationGradient(theta, ref noise).ThetaGrad;
        }

        Assert.Equal(0.5, theta, 12);
    }

    /// <summary>∂E/∂p = sin q − q², exactly; ∂E/∂q is random in the count alone, whose difference of measures has the variance 0.04 q.</summary>
    [Fact]
    public void Only_what_is_not_enumerated_is_random()
    {
        const double p = 0.3, q = 1.2;
        for (ulong seed = 0; seed < 50; seed++)
        {
            var noise = new Noise(seed);
            Assert.Equal(Math.Sin(q) - (q * q), Alternatives.RouteExpectationGradient(p, q, ref noise).PGrad, 12);
        }

        Estimates.AreUnbiased(n => Alternatives.RouteExpectationGradient(p, q, ref n).QGrad, (p * Math.Cos(q)) + ((1 - p) * 2 * q) + (0.1 * ((2 * q) + 1)), 40_000);
        Estimates.HasVariance(n => Alternatives.RouteExpectationGradient(p, q, ref n).QGrad, 0.01 * 4 * q, 40_000);

        // One score function for the whole cost has the same mean, and more than fifty times the variance.
        Estimates.AreUnbiased(n => Inputs.RouteTogetherExpectationGradient(p, q, ref n).QGrad, (p * Math.Cos(q)) + ((1 - p) * 2 * q) + (0.1 * ((2 * q) + 1)), 100_000);
        (_, double score, double error) = Estimates.Moments(n => Inputs.RouteTogetherExpectationGradient(p, q, ref n).QGrad, 40_000);
        Assert.True((score * score) - (5 * error) > 50 * 0.01 * 4 * q, $"{score * score} of the score function against {0.04 * q} of measures");
    }

    [Fact]
    public void Coins_in_a_loop_and_a_factor_of_their_costs()
    {
        double[] logits = [0.2, -0.5, 1], gradient = new double[3], p = [.. logits.Select(l => 1 / (1 + Math.Exp(-l)))];
        for (ulong seed = 0; seed < 20; seed++)
        {
            var noise = new Noise(seed);
            double reward = Alternatives.CoinsExpectationGradient(logits, 1.5, ref noise, gradient).RewardGrad;
            Assert.Equal(p[0] + (2 * p[1]) + (3 * p[2]), reward, 12);
            for (int i = 0; i < 3; i++)
            {
                Assert.Equal(1.5 * (i + 1) * p[i] * (1 - p[i]), gradient[i], 12);
            }
        }
    }

    /// <summary>Costs that are run again are expectations over what is enumerated behind: nothing is left to chance.</summary>
    [Fact]
    public void Draws_that_decide_draws()
    {
        const double p = 0.4, q = 0.6;
        double[] exact = [Slope(x => Tree(x, q), p), Slope(x => Tree(p, x), q)];
        for (ulong seed = 0; seed < 50; seed++)
        {
            var noise = new Noise(seed);
            (_, double pGrad, double qGrad) = Alternatives.TreeExpectationGradient(p, q, ref noise);
            Assert.Equal(exact[0], pGrad, 10);
            Assert.Equal(exact[1], qGrad, 10);
        }
    }

    /// <summary>Runs for different values share the noise of the last draw, in one product with the probabilities: none is credited with the cost of another.</summary>
    [Fact]
    public void Between_draws_that_score()
    {
        const double p = 0.35, q = 0.55, r = 0.7;
        double[] mean = Estimates.Expectation(
            noise =>
            {
                (_, double pGrad, double qGrad, double rGrad) = Alternatives.BetweenExpectationGradient(p, q, r, ref noise);
                return [pGrad, qGrad, rGrad];
            },
            noise =>
            {
                // The first draw, and where the noise of the last one lies among its three probabilities.
                bool w = Sample.Bernoulli(r, ref noise);
                var last = new Noise(noise.Key, noise.Position + 2);
                double[] ends = [0, .. new[] { q * p, 0.3 * q, r }.Order(), 1];
                for (int k = 1; k < ends.Length; k++)
                {
                    Noise same = last;
                    if (Sample.Bernoulli(ends[k], ref same))
                    {
                        return ($"{w}{k}", (w ? r : 1 - r) * (ends[k] - ends[k - 1]));
                    }
                }

                throw new InvalidOperationException();
            });
        double[] exact = [Slope(x => Between(x, q, r), p), Slope(x => Between(p, x, r), q), Slope(x => Between(p, q, x), r)];
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(exact[i], mean[i], 9);
        }
    }

    /// <summary>Had the runs for both values drawn from the same places, u and w would be one draw in one of them.</summary>
    [Fact]
    public void What_follows_stands_at_another_place_of_the_stream()
    {
        const double p = 0.6, q = 0.9;
        Estimates.AreUnbiased(n => Alternatives.PlacesExpectationGradient(p, q, ref n).PGrad, (q * q) - q, 400_000, hasPower: false);
        Estimates.AreUnbiased(n => Alternatives.PlacesExpectationGradient(p, q, ref n).QGrad, (2 * p * q) + (1 - p) + (2 * q), 400_000);
    }

    [Fact]
    public void Categories()
    {
        double[] logits = [0.2, -0.5, 1], costs = [1, 2.5, 4], logitGrad = new double[3], costGrad = new double[3];
        const double q = 0.4;
        for (ulong seed = 0; seed < 20; seed++)
        {
            var noise = new Noise(seed);
            double qGrad = Alternatives.CategoryExpectationGradient(logits, costs, q, ref noise, logitGrad, costGrad).QGrad;
            Assert.Equal(Slope(x => Category(logits, costs, x), q), qGrad, 10);
            for (int i = 0; i < 3; i++)
            {
                int k = i;
                Assert.Equal(Slope(x => Category([.. logits.Select((l, j) => j == k ? x : l)], costs, q), logits[i]), logitGrad[i], 10);
                Assert.Equal(Slope(x => Category(logits, [.. costs.Select((c, j) => j == k ? x : c)], q), costs[i]), costGrad[i], 10);
            }
        }
    }

    /// <summary>A category that cannot be drawn, and one that is.</summary>
    [Fact]
    public void Categories_of_probability_zero()
    {
        double[] logits = [double.NegativeInfinity, 0, double.NegativeInfinity], costs = [1, 2.5, 4], logitGrad = new double[3], costGrad = new double[3];
        var noise = new Noise(3);
        Alternatives.CategoryExpectationGradient(logits, costs, 0.4, ref noise, logitGrad, costGrad);
        Assert.All(logitGrad, g => Assert.Equal(0, g, 15));
        Assert.Equal(0, costGrad[0], 15);
    }

    private static double Tree(double p, double q)
    {
        double sum = 0;
        foreach ((bool z, bool b, bool y) in Three())
        {
            double c = z ? 1 : 2;
            sum += P(q, z) * P(z ? p : p * p, b) * P(b ? q * p : 0.3 * q, y) * ((y ? Math.Exp(c) : c * p) + (b ? p * c : 0.5));
        }

        return sum;
    }

    private static double Between(double p, double q, double r)
    {
        double sum = 0;
        foreach (bool w in new[] { false, true })
        {
            foreach ((bool z, bool b, bool y) in Three())
            {
                double cost = (2 * r * (((y ? Math.Exp(p) : 3 * p) * (b ? 1.5 * p : 0.5)) + (z ? 1.5 * q : 0.1))) + (w ? 2 : p);
                sum += P(r, w) * P(w ? p : q, z) * P(z ? q : w ? 0.2 : p * q, b) * P(b ? q * p : z ? 0.3 * q : r, y) * cost;
            }
        }

        return sum;
    }

    private static double Category(double[] logits, double[] costs, double q)
    {
        double total = logits.Sum(Math.Exp);
        return logits.Select((l, k) => Math.Exp(l) / total * ((q / (1 + k) * ((costs[k] * costs[k]) + costs[2 - k])) + ((1 - (q / (1 + k))) * ((q * costs[k]) + 0.2)))).Sum();
    }

    private static IEnumerable<(bool, bool, bool)> Three() => Enumerable.Range(0, 8).Select(i => ((i & 1) != 0, (i & 2) != 0, (i & 4) != 0));

    private static double P(double p, bool b) => b ? p : 1 - p;

    /// <summary>A difference quotient of order four: of polynomials of degree four it is exact.</summary>
    private static double Slope(Func<double, double> f, double x) => ((8 * (f(x + H) - f(x - H))) - (f(x + (2 * H)) - f(x - (2 * H)))) / (12 * H);
}
