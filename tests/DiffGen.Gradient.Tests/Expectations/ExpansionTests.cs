using System;
using System.Linq;
using Golden.Expectations;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>MuProp: the mean of [c(x) − c(m) − c′(m) (x − m)] s + c′(m) m′ is the gradient, whatever else is drawn; its variance has a closed form for one coin.</summary>
public class ExpansionTests
{
    private const double H = 1e-4;

    /// <summary>(b − 0.45)² at θ = 0.3: the gradient 0.021 with a variance of 0.0287, more than that of the plain score, 0.0156. At θ = ½ the expansion explains nothing.</summary>
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void One_coin(double theta)
    {
        const double t = 0.45;
        double logit = Math.Log(theta / (1 - theta)), exact = theta * (1 - theta) * (1 - (2 * t));
        double[] moments = Estimates.Expectation(
            noise =>
            {
                Noise same = noise;
                double g = Expansions.TargetExpectationGradient(logit, t, ref noise).LogitGrad, score = Alternatives.TargetByScoreExpectationGradient(logit, t, ref same).LogitGrad;
                return [g, g * g, score, score * score];
            },
            noise => Sample.Bernoulli(theta, ref noise) ? ("1", theta) : ("0", 1 - theta));
        double slope = 2 * (theta - t), center = (theta - t) * (theta - t), mean = 0, second = 0, withoutMean = 0;
        foreach (bool b in new[] { false, true })
        {
            double x = b ? 1 : 0, left = (((x - t) * (x - t)) - center - (slope * (x - theta))) * (x - theta), g = left + (slope * theta * (1 - theta)), p = P(theta, b);
            mean += p * g;
            second += p * g * g;
            withoutMean += p * left;
        }

        Assert.Equal(exact, mean, 14);
        Assert.Equal(exact, moments[0], 12);
        Assert.Equal(second - (mean * mean), moments[1] - (moments[0] * moments[0]), 12);
        if (theta == 0.3)
        {
            Assert.Equal(0.021, moments[0], 12);
            Assert.Equal(0.0287, moments[1] - (moments[0] * moments[0]), 4);
            Assert.Equal(0.021, moments[2], 12);
            Assert.Equal(0.0156, moments[3] - (moments[2] * moments[2]), 4);
            Assert.True(Math.Abs(withoutMean - exact) > 0.05, "the test would not see that the term of the mean is dropped");
        }
    }

    /// <summary>Two layers: the expansion is that of the network of means.</summary>
    [Fact]
    public void Layers_of_coins()
    {
        const double p = 0.35;
        double[] w = [0.7, -0.4, 0.5, 0.9], g = new double[4];
        double[] mean = Estimates.Expectation(
            noise =>
            {
                (double value, double pGrad) = Expansions.LayersExpectationGradient(p, w, ref noise, g);
                return [value, pGrad, .. g];
            },
            noise =>
            {
                bool x = Sample.Bernoulli(p, ref noise), y = Sample.Bernoulli(p * p, ref noise);
                double logit = Logit(w, x, y);
                bool top = Sample.BernoulliLogit(logit, ref noise);
                return ($"{x}{y}{top}", P(p, x) * P(p * p, y) * P(Sigmoid(logit), top));
            });
        Assert.Equal(Layers(p, w), mean[0], 12);
        Assert.Equal(Slope(v => Layers(v, w), p), mean[1], 10);
        for (int k = 0; k < 4; k++)
        {
            int at = k;
            Assert.Equal(Slope(v => Layers(p, [.. w.Select((x, i) => i == at ? v : x)]), w[k]), mean[2 + k], 10);
        }
    }

    /// <summary>The network of means is no part of the variance where the cost is linear in every draw: no estimate differs from another by a first-order term.</summary>
    [Fact]
    public void A_linear_cost_leaves_no_variance()
    {
        for (ulong seed = 0; seed < 30; seed++)
        {
            var noise = new Noise(seed);
            (_, double aGrad, double rateGrad) = Expansions.LinearExpectationGradient(0.4, 1.7, ref noise);
            Assert.Equal(2 * 0.5, aGrad, 12);
            Assert.Equal(0.5, rateGrad, 12);
        }
    }

    [Fact]
    public void A_later_draw_that_is_an_index()
    {
        double[] a = [1, 2, 0.5], g = new double[3];
        const double p = 0.4;
        double Cost(double p, double[] a) => new[] { false, true }.Sum(b =>
        {
            double x = b ? 1 : 0, q = 0.25 + (0.5 * x * p);
            double[] weights = [(1 - q) * (1 - q), 2 * q * (1 - q), q * q];
            return P(p, b) * (weights.Select((w, k) => w * a[k] * (x + a[k])).Sum() + Math.Sin(x));
        });
        Estimates.AreUnbiased(n => Expansions.PickedExpectationGradient(p, a, ref n, g).PGrad, Slope(v => Cost(v, a), p), 120_000);
        for (int k = 0; k < 3; k++)
        {
            int at = k;
            Estimates.AreUnbiased(
                n =>
                {
                    Expansions.PickedExpectationGradient(p, a, ref n, g);
                    return g[at];
                },
                Slope(v => Cost(p, [.. a.Select((x, i) => i == at ? v : x)]), a[k]),
                40_000,
                hasPower: false);
        }
    }

    [Fact]
    public void Behind_draws_that_score_and_that_are_enumerated()
    {
        const double p = 0.4, q = 0.6;
        Estimates.AreUnbiased(n => Expansions.MixedExpectationGradient(p, q, ref n).PGrad, Slope(v => Mixed(v, q), p), 100_000);
        Estimates.AreUnbiased(n => Expansions.MixedExpectationGradient(p, q, ref n).QGrad, Slope(v => Mixed(p, v), q), 20_000);
    }

    [Fact]
    public void Between_two_paths()
    {
        const double mu = 0.3, scale = 0.7;
        static double Cost(double mu, double scale)
        {
            double sum = 0;
            const int count = 4_000;
            for (int i = 0; i < count; i++)
            {
                double t = -8 + (16 * (i + 0.5) / count), z = mu + (0.5 * t), weight = Math.Exp(-t * t / 2) / Math.Sqrt(2 * Math.PI) * 16 / count;
                sum += weight * ((Sigmoid(z) * ((z * z) + (scale * scale) + (0.3 * z) + scale)) + ((1 - Sigmoid(z)) * ((scale * scale) + 2)));
            }

            return sum;
        }

        Estimates.AreUnbiased(n => Expansions.BetweenExpectationGradient(mu, scale, ref n).MuGrad, Slope(v => Cost(v, scale), mu), 500_000);
        Estimates.AreUnbiased(n => Expansions.BetweenExpectationGradient(mu, scale, ref n).ScaleGrad, Slope(v => Cost(mu, v), scale), 40_000);
    }

    [Fact]
    public void Counts_in_single_precision()
    {
        const double rate = 0.8, p = 0.6;
        static double Cost(double rate, double p)
        {
            double sum = 0;
            for (int i = 1; i <= 3; i++)
            {
                double poisson = Math.Exp(-rate * i);
                for (int n = 0; n < 40; n++, poisson *= rate * i / n)
                {
                    double negative = Math.Pow(p, rate);
                    for (int k = 0; k < 60; k++, negative *= (rate + k - 1) / k * (1 - p))
                    {
                        sum += poisson * negative * ((n * n * 0.1) + Math.Sqrt(1 + n + k) + (rate * k));
                    }
                }
            }

            return 0.5 * sum;
        }

        Estimates.AreUnbiased(n => Expansions.CountsExpectationGradient((float)rate, (float)p, 3, ref n).RateGrad, Slope(v => Cost(v, p), rate), 60_000);
        Estimates.AreUnbiased(n => Expansions.CountsExpectationGradient((float)rate, (float)p, 3, ref n).PGrad, Slope(v => Cost(rate, v), p), 60_000);
    }

    [Fact]
    public void Values_are_those_of_the_plain_call()
    {
        double[] w = [0.7, -0.4, 0.5, 0.9], g = new double[4], three = new double[3];
        for (ulong seed = 0; seed < 100; seed++)
        {
            Noise plain = new(seed), other = new(seed);
            Assert.Equal(Expansions.Target(0.3, 0.45, ref plain), Expansions.TargetExpectationGradient(0.3, 0.45, ref other).Value);
            Assert.Equal(Expansions.Layers(0.3, w, ref plain), Expansions.LayersExpectationGradient(0.3, w, ref other, g).Value);
            Assert.Equal(Expansions.Picked(0.3, [1, 2, 3], ref plain), Expansions.PickedExpectationGradient(0.3, [1, 2, 3], ref other, three).Value);
            Assert.Equal(Expansions.Counts(0.3f, 0.4f, 3, ref plain), Expansions.CountsExpectationGradient(0.3f, 0.4f, 3, ref other).Value);
            Assert.Equal(Expansions.Between(0.3, 0.4, ref plain), Expansions.BetweenExpectationGradient(0.3, 0.4, ref other).Value);
            Assert.Equal(Expansions.Mixed(0.3, 0.4, ref plain), Expansions.MixedExpectationGradient(0.3, 0.4, ref other).Value);
            Assert.Equal(plain, other);
        }
    }

    private static double Layers(double p, double[] w) => Enumerable.Range(0, 8).Sum(i =>
    {
        bool first = (i & 1) != 0, second = (i & 2) != 0, top = (i & 4) != 0;
        double x = first ? 1 : 0, y = second ? 1 : 0;
        return P(p, first) * P(p * p, second) * P(Sigmoid(Logit(w, first, second)), top) * (Math.Exp((w[2] * x) + ((top ? p : w[3]) * y)) + (p * x) + w[1]);
    });

    private static double Mixed(double p, double q) => Enumerable.Range(0, 16).Sum(i =>
    {
        bool a = (i & 1) != 0, b = (i & 2) != 0, z = (i & 4) != 0, c = (i & 8) != 0;
        double x = z ? 1 : 0, cost = ((c ? Math.Exp(x * p) : q) * (b ? 1.5 : 0.5)) + (a ? x : q * x * x);
        return P(p, a) * P(a ? q : p * q, b) * P(b ? p : a ? 0.3 : q * q, z) * P(0.2 + (0.5 * x * p), c) * cost;
    });

    private static double Logit(double[] w, bool first, bool second) => (w[0] * (first ? 1 : 0)) - (w[1] * (second ? 1 : 0)) + 0.1;

    private static double Sigmoid(double a) => 1 / (1 + Math.Exp(-a));

    private static double P(double p, bool b) => b ? p : 1 - p;

    /// <summary>A difference quotient of order four.</summary>
    private static double Slope(Func<double, double> f, double x) => ((8 * (f(x + H) - f(x - H))) - (f(x + (2 * H)) - f(x - (2 * H)))) / (12 * H);
}
