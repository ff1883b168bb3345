using System;
using System.Linq;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Without a strategy, coins that are not enumerated go by their scores; of several samples without baselines they go by antithetic pairs.</summary>
public class PairTests
{
    private static readonly double[] s_x = [0.3, -0.8, 1.2];

    /// <summary>One sample is that of the score, several are those of DisARM, bit for bit.</summary>
    [Fact]
    public void One_sample_goes_by_its_score_and_several_by_pairs()
    {
        double[] own = new double[3], other = new double[3];
        bool differs = false;
        for (ulong seed = 0; seed < 30; seed++)
        {
            Noise noise = new(seed), again = noise, third = noise;
            Assert.Equal(PairModels.FoldByScoreExpectationGradient(0.4, s_x, ref again, other), PairModels.FoldExpectationGradient(0.4, s_x, ref noise, own));
            Assert.Equal(other, own);
            (noise, again) = (third, third);
            Assert.Equal(PairModels.FoldByScoreExpectationGradient(0.4, s_x, ref again, other, samples: 1), PairModels.FoldExpectationGradient(0.4, s_x, ref noise, own, samples: 1));
            (noise, again) = (third, third);
            Assert.Equal(PairModels.FoldByPairsExpectationGradient(0.4, s_x, ref again, other, samples: 3), PairModels.FoldExpectationGradient(0.4, s_x, ref noise, own, samples: 3));
            Assert.Equal(other, own);
            Assert.Equal(again, noise);
            (noise, again) = (third, third);
            (own[0], other[0]) = (0.5, 0.5);
            Assert.Equal(PairModels.FoldByPairsExpectationVjp(0.4, s_x, ref again, 0.7, other, samples: 3), PairModels.FoldExpectationVjp(0.4, s_x, ref noise, 0.7, own, samples: 3));
            Assert.Equal(other, own);
            (noise, again) = (third, third);
            differs |= PairModels.FoldByScoreExpectationGradient(0.4, s_x, ref again, other, samples: 3).LogitGrad != PairModels.FoldExpectationGradient(0.4, s_x, ref noise, own, samples: 3).LogitGrad;

            // With baselines it is the score that learns.
            (noise, again) = (third, third);
            PairModels.FoldBaselines baselines = default;
            PairModels.FoldByScoreBaselines expected = default;
            baselines.BernoulliLogit.Mean = expected.BernoulliLogit.Mean = 0.3;
            Assert.Equal(PairModels.FoldByScoreExpectationGradient(0.4, s_x, ref again, other, ref expected, samples: 3), PairModels.FoldExpectationGradient(0.4, s_x, ref noise, own, ref baselines, samples: 3));
            Assert.Equal(expected.BernoulliLogit.Mean, baselines.BernoulliLogit.Mean);
        }

        Assert.True(differs);
    }

    /// <summary>Over all pairs that two samples may draw, the mean is the gradient.</summary>
    [Theory]
    [InlineData(0.4)]
    [InlineData(0)]
    [InlineData(-1.1)]
    public void All_pairs(double logit)
    {
        double p = 1 / (1 + Math.Exp(-logit)), one = Folded(true), none = Folded(false);
        double[] mean = Estimates.Expectation(
            noise =>
            {
                double[] g = new double[3];
                (double value, double logitGrad) = PairModels.FoldExpectationGradient(logit, s_x, ref noise, g, samples: 2);
                return [value, logitGrad];
            },
            noise =>
            {
                string draws = "";
                double likely = 1;
                for (int i = 0; i < 2; i++)
                {
                    (bool first, bool second) = Distributions.BernoulliLogit.AntitheticPair(logit, ref noise);
                    draws += (first ? "1" : "0") + (second ? "1" : "0");
                    likely *= first == second ? Math.Abs((2 * p) - 1) : Math.Min(p, 1 - p);
                }

                return (draws, likely);
            });
        Assert.Equal((p * one) + ((1 - p) * none), mean[0], 12);
        Assert.Equal(p * (1 - p) * (one - none), mean[1], 12);

        static double Folded(bool coin) => Math.Pow((coin ? 1.3 : 0.4) * s_x.Aggregate(1.0, (product, x) => product * (1 + ((coin ? 0.2 : -0.3) * x))), 2);
    }

    [Fact]
    public void Coins_that_decide_coins()
    {
        const double a = 0.4, b = 0.9, h = 1e-4;
        static double Exact(double a, double b)
        {
            double[] f = [.. new[] { false, true }.Select(coin => Math.Pow((coin ? 1.3 : 0.4) * s_x.Aggregate(1.0, (product, x) => product * (1 + ((coin ? 0.2 : -0.3) * x))), 2))];
            double p = Sigmoid(a), after = Sigmoid(b), otherwise = Sigmoid(a * b), rate = Math.Exp(a);
            return (p * f[1] * ((after * f[1]) + ((1 - after) * f[0]))) + ((1 - p) * f[0] * ((otherwise * f[1]) + ((1 - otherwise) * f[0]))) + rate + (rate * rate);
        }

        double[] g = new double[3];
        Estimates.AreUnbiased(n => PairModels.TwoExpectationGradient(a, b, s_x, ref n, g, samples: 4).AGrad, Slope(x => Exact(x, b), a, h), 60_000);
        Estimates.AreUnbiased(n => PairModels.TwoExpectationGradient(a, b, s_x, ref n, g, samples: 4).BGrad, Slope(x => Exact(a, x), b, h), 60_000);

        static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
    }

    /// <summary>A difference of fourth order.</summary>
    private static double Slope(Func<double, double> f, double x, double h) => ((8 * (f(x + h) - f(x - h))) - (f(x + (2 * h)) - f(x - (2 * h)))) / (12 * h);
}
