using System;
using System.Linq;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Buffers that iterations draw into: exact over all that may be drawn, whether a buffer belongs to the iteration or hands something on.</summary>
public class ScratchTests
{
    private static readonly double[] s_logits = [0.4, -0.3, 0.9];

    [Fact]
    public void Counts_are_enumerated_in_each_iteration()
    {
        const int rounds = 4;
        const double weight = 0.7;
        double[] exact = new double[3], p = SoftMax(s_logits), g = new double[3];
        double byWeight = 0;
        for (int n = 1; n <= rounds; n++)
        {
            // E c₀c₁ = n (n − 1) p₀p₁, E c₂² = n p₂ + n (n − 1) p₂².
            byWeight += n * (n - 1) * p[0] * p[1];
            double[] byP = [weight * n * (n - 1) * p[1], weight * n * (n - 1) * p[0], n + (2 * n * (n - 1) * p[2])];
            Add(exact, byP, p);
        }

        Each(noise =>
        {
            (_, double weightGrad) = ScratchModels.CountsExpectationGradient(s_logits, weight, rounds, ref noise, g);
            Equal([byWeight, .. exact], [weightGrad, .. g]);
        });
    }

    [Fact]
    public void Vectors_are_enumerated_in_each_iteration()
    {
        const int rounds = 3;
        double[] costs = [0.3, -0.2, 0.5], p = SoftMax(s_logits), exact = new double[3], g = new double[3], byCosts = new double[3];
        double share = Enumerable.Range(1, rounds).Sum(i => 1.0 / i);
        Add(exact, [.. costs.Select(c => share * Math.Exp(c))], p);
        Each(noise =>
        {
            ScratchModels.OneHotsExpectationGradient(s_logits, costs, rounds, ref noise, g, byCosts);
            Equal([.. exact, .. costs.Select((c, k) => share * p[k] * Math.Exp(c))], [.. g, .. byCosts]);
        });
    }

    [Fact]
    public void Rankings_are_enumerated_in_each_iteration()
    {
        const int rounds = 3;
        double[] gains = [1, 2.5, -1], p = SoftMax(s_logits), exact = new double[3], g = new double[3];
        for (int a = 0; a < 3; a++)
        {
            for (int b = 0; b < 3; b++)
            {
                if (a == b)
                {
                    continue;
                }

                double likely = p[a] * p[b] / (1 - p[a]), cost = (6 * gains[a] * gains[a]) + (3 * gains[a] * gains[b]);
                for (int k = 0; k < 3; k++)
                {
                    double score = (k == a ? 1 : 0) - p[k] + (k == b ? 1 : 0) - (k == a ? 0 : p[k] / (1 - p[a]));
                    exact[k] += likely * cost * score;
                }
            }
        }

        Each(noise =>
        {
            ScratchModels.RankingsExpectationGradient(s_logits, gains, rounds, ref noise, g);
            Equal(exact, g);
        });
    }

    /// <summary>Σ over two counts of (λ² + λ)(1 + c₁) with λ = rate (1 + c₀), three times.</summary>
    [Fact]
    public void A_count_behind_them_is_measured()
    {
        double[] logits = [0.4, -0.3], g = new double[2];
        const double rate = 0.6, h = 1e-3;
        double Exact(double first, double rate)
        {
            double p = 1 / (1 + Math.Exp(logits[1] - first));
            return 3 * Enumerable.Range(0, 3).Sum(c => Math.Exp(Distributions.Binomial.LogProbability(c, 2, p)) * ((rate * (1 + c) * rate * (1 + c)) + (rate * (1 + c))) * (3 - c));
        }

        Estimates.AreUnbiased(n => ScratchModels.ArrivalsExpectationGradient(logits, rate, 3, ref n, g).RateGrad, Slope(x => Exact(logits[0], x), rate, h), 60_000);
        Estimates.AreUnbiased(
            n =>
            {
                ScratchModels.ArrivalsExpectationGradient(logits, rate, 3, ref n, g);
                return g[0];
            },
            Slope(x => Exact(x, rate), logits[0], h),
            400_000);
    }

    [Fact]
    public void Coins_of_an_iteration()
    {
        const double p = 0.4, q = 0.9;
        const int rounds = 2;
        double[] mean = Estimates.Expectation(
            noise =>
            {
                (double value, double pGrad, double qGrad) = ScratchModels.CoinsExpectationGradient(p, q, rounds, ref noise);
                return [value, pGrad, qGrad];
            },
            noise =>
            {
                string draws = "";
                double likely = 1;
                for (int i = 0; i < rounds; i++)
                {
                    bool a = Sample.Bernoulli(p, ref noise);
                    double next = q / (2 + (a ? 1.0 : -0.5));
                    bool b = Sample.Bernoulli(next, ref noise);
                    draws += (a ? "1" : "0") + (b ? "1" : "0");
                    likely *= (a ? p : 1 - p) * (b ? next : 1 - next);
                }

                return (draws, likely);
            });

        // 3 (p (r₁ 4 + (1 − r₁) 0.09) − 0.5 (1 − p)(r₀ 4 + (1 − r₀) 0.09)) with r₁ = q/3, r₀ = q/1.5.
        double one = (3.91 * q / 3) + 0.09, none = (3.91 * q / 1.5) + 0.09;
        Equal([3 * ((p * one) - (0.5 * (1 - p) * none)), 3 * (one + (0.5 * none)), 3 * ((p * 3.91 / 3) - (0.5 * (1 - p) * 3.91 / 1.5))], mean);

        // The coins of an iteration answer for its own cost: a cost of the other iteration would add to the variance. Var g = Σ Var gᵢ.
        (_, double deviation, double error) = Estimates.Moments(n => ScratchModels.CoinsExpectationGradient(p, q, rounds, ref n).QGrad, 40_000);
        Assert.InRange(deviation * deviation, Variance() - (5 * error), Variance() + (5 * error));

        static double Variance()
        {
            double sum = 0;
            for (int i = 1; i <= rounds; i++)
            {
                double first = 0, second = 0;
                foreach ((double h, double likely) in ((double, double)[])[(1.0, p), (-0.5, 1 - p)])
                {
                    double r = q / (2 + h), slope = 1 / (2 + h);
                    foreach ((double x, double with, double score) in ((double, double, double)[])[(2.0, r, slope / r), (0.3, 1 - r, -slope / (1 - r))])
                    {
                        double estimate = h * x * x * i * score;
                        first += likely * with * estimate;
                        second += likely * with * estimate * estimate;
                    }
                }

                sum += second - (first * first);
            }

            return sum;
        }
    }

    /// <summary>E h² = p + (1 − p)/4 and E h = 1.5p − ½.</summary>
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.8)]
    public void What_is_handed_on_is_answered_for(double p)
    {
        const int rounds = 4;
        double square = p + (0.25 * (1 - p)), mean = (1.5 * p) - 0.5;
        Equal([0.49 + (9 * square), 9 * 0.75], Mean(p, rounds, (ref Noise n) => ScratchModels.HandedOnExpectationGradient(p, rounds, ref n)));
        Equal([10 * square, 7.5], Mean(p, 2, (ref Noise n) => ScratchModels.InSomeExpectationGradient(p, rounds, ref n)));

        // h₀², then (h₀ + 2h₁)² three times, where both are drawn.
        double both = square + (4 * mean * mean) + (4 * square);
        Equal([square + (3 * both), 0.75 + (3 * ((5 * 0.75) + (8 * mean * 1.5)))], Mean(p, rounds, (ref Noise n) => ScratchModels.InPartExpectationGradient(p, rounds, ref n)));
        Equal([(10 * mean) + square, 15 + 0.75], Mean(p, rounds, (ref Noise n) => ScratchModels.BehindExpectationGradient(p, rounds, ref n)));

        // E h³ = p − (1 − p)/8.
        double cube = p - (0.125 * (1 - p)), shifted = square + 1;
        Equal([(6 * cube) + (3 * shifted * shifted), (6 * 1.125) + (6 * shifted * 0.75)], Mean(p, 4, (ref Noise n) => ScratchModels.NestedExpectationGradient(p, 2, ref n)));
    }

    private delegate (double Value, double Grad) Estimate(ref Noise noise);

    /// <summary>The means over all ways of coins of one probability.</summary>
    private static double[] Mean(double p, int coins, Estimate estimate) => Estimates.Expectation(
        noise =>
        {
            (double value, double grad) = estimate(ref noise);
            return [value, grad];
        },
        noise =>
        {
            string draws = "";
            double likely = 1;
            for (int i = 0; i < coins; i++)
            {
                bool b = Sample.Bernoulli(p, ref noise);
                draws += b ? "1" : "0";
                likely *= b ? p : 1 - p;
            }

            return (draws, likely);
        });

    [Fact]
    public void Values_are_those_of_the_plain_call()
    {
        double[] g = new double[3], h = new double[3], costs = [0.3, -0.2, 0.5];
        for (ulong seed = 0; seed < 50; seed++)
        {
            Noise plain = new(seed), other = plain;
            Assert.Equal(ScratchModels.Counts(s_logits, 0.7, 3, ref plain), ScratchModels.CountsExpectationGradient(s_logits, 0.7, 3, ref other, g).Value);
            Assert.Equal(ScratchModels.OneHots(s_logits, costs, 3, ref plain), ScratchModels.OneHotsExpectationGradient(s_logits, costs, 3, ref other, g, h));
            Assert.Equal(ScratchModels.Rankings(s_logits, costs, 3, ref plain), ScratchModels.RankingsExpectationGradient(s_logits, costs, 3, ref other, g));
            Assert.Equal(ScratchModels.Arrivals(s_logits.AsSpan(0, 2), 0.4, 3, ref plain), ScratchModels.ArrivalsExpectationGradient(s_logits.AsSpan(0, 2), 0.4, 3, ref other, g.AsSpan(0, 2)).Value);
            Assert.Equal(ScratchModels.Nested(0.4, 3, ref plain), ScratchModels.NestedExpectationGradient(0.4, 3, ref other).Value);
            Assert.Equal(plain, other);
        }
    }

    private static double[] SoftMax(double[] logits) => [.. logits.Select(l => Math.Exp(l) / logits.Sum(x => Math.Exp(x)))];

    /// <summary>Adds pₖ (cₖ − Σ pⱼ cⱼ), the derivatives by the logits, of those by the probabilities.</summary>
    private static void Add(double[] sums, double[] byP, double[] p)
    {
        double mean = p.Zip(byP, (a, b) => a * b).Sum();
        for (int k = 0; k < sums.Length; k++)
        {
            sums[k] += p[k] * (byP[k] - mean);
        }
    }

    private static void Each(Action<Noise> check)
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            check(new Noise(seed));
        }
    }

    private static void Equal(double[] expected, double[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-12 * Math.Max(1, Math.Abs(expected[i])), $"{i}: expected {expected[i]:R}, was {actual[i]:R}");
        }
    }

    /// <summary>A difference of fourth order.</summary>
    private static double Slope(Func<double, double> f, double x, double h) => ((8 * (f(x + h) - f(x - h))) - (f(x + (2 * h)) - f(x - (2 * h)))) / (12 * h);
}
