using System;
using System.Collections.Generic;
using System.Linq;
using Golden.Expectations;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Draws that go by their means, and the budget of what is enumerated unasked.</summary>
public class MeanTests
{
    /// <summary>E = a (3.5 shape − 1)/4: nothing of the gradient by the shape is left to chance.</summary>
    [Fact]
    public void An_affine_cost_leaves_no_variance()
    {
        for (ulong seed = 0; seed < 50; seed++)
        {
            Noise noise = new(seed), plain = new(seed);
            (double value, _, double shapeGrad) = Means.AffineExpectationGradient(2.5, 1.5, ref noise);
            Assert.Equal(2.5 * 3.5 / 4, shapeGrad, 13);
            Assert.Equal(Means.Affine(2.5, 1.5, ref plain), value);
            Assert.Equal(plain, noise);
        }

        Estimates.AreUnbiased(n => Means.AffineExpectationGradient(2.5, 1.5, ref n).AGrad, ((3.5 * 1.5) - 1) / 4, 20_000);
    }

    /// <summary>5μ + (μ² + σ²)/4 + 2Φ((μ − 1)/σ).</summary>
    [Fact]
    public void Each_cost_by_its_own_route()
    {
        const double mu = 0.6, sigma = 0.8;
        double z = (mu - 1) / sigma, density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        Estimates.AreUnbiased(n => Means.ThreeExpectationGradient(mu, sigma, ref n).MuGrad, 5 + (0.5 * mu) + (2 * density / sigma), 40_000);
        Estimates.AreUnbiased(n => Means.ThreeExpectationGradient(mu, sigma, ref n).SigmaGrad, (0.5 * sigma) - (2 * density * z / sigma), 400_000);
    }

    [Fact]
    public void A_sum_over_iterations_that_hand_on_what_they_draw()
    {
        double exact = Enumerable.Range(0, 4).Sum(t => Enumerable.Range(0, t + 1).Sum(i => Math.Pow(0.5, t - i) * (i + 1))) * 1.5;
        for (ulong seed = 0; seed < 30; seed++)
        {
            var noise = new Noise(seed);
            Assert.Equal(exact, Means.QueueExpectationGradient(0.8f, 1.5f, 4, ref noise).RateGrad, 4);
        }
    }

    /// <summary>E[x y] = μ² + 1: were y's mean a constant, a half would be missing.</summary>
    [Fact]
    public void A_coefficient_that_decides_the_draw() => Estimates.AreUnbiased(n => Means.ProductExpectationGradient(0.7, ref n).MuGrad, 1.4, 300_000);

    /// <summary>Six runs of each of two values are within a budget of 20, eleven are not: those draws go by their scores, and the mean stays.</summary>
    [Theory]
    [InlineData(5, true)]
    [InlineData(10, false)]
    public void Within_the_budget_and_beyond(int count, bool isExact)
    {
        double[] logits = [.. Enumerable.Range(0, count).Select(i => 0.3 * Math.Sin(i))], gradient = new double[count];
        double[] p = [.. logits.Select(l => 1 / (1 + Math.Exp(-l)))], exact = [.. p.Select((v, i) => v * (1 - v) * ((1.5 * (i + 1)) - 0.25)), p.Select((v, i) => v * (i + 1)).Sum()];
        var values = new HashSet<double>();
        double[] mean = Estimates.Expectation(
            noise =>
            {
                double reward = Means.CoinsExpectationGradient(logits, 1.5, ref noise, gradient).RewardGrad;
                values.Add(Math.Round(gradient[1], 12));
                return [.. gradient, reward];
            },
            noise =>
            {
                string draws = "";
                double probability = 1;
                for (int i = 0; i < count; i++)
                {
                    bool b = Sample.BernoulliLogit(logits[i], ref noise);
                    draws += b ? "1" : "0";
                    probability *= b ? p[i] : 1 - p[i];
                }

                return (draws, probability);
            });
        for (int i = 0; i <= count; i++)
        {
            Assert.Equal(exact[i], mean[i], 11);
        }

        Assert.Equal(isExact ? 1 : 2, values.Count);
    }

    [Fact]
    public void Few_categories_and_many()
    {
        const double scale = 0.04;
        foreach (int count in new[] { 64, 65 })
        {
            double[] logits = [.. Enumerable.Range(0, count).Select(i => 0.02 * i)], gradient = new double[count], p = [.. logits.Select(Math.Exp)];
            double total = p.Sum(), mean = p.Select((v, k) => v / total * Math.Exp(-scale * k) * scale).Sum(), exact = p[9] / total * ((Math.Exp(-scale * 9) * scale) - mean);
            var values = new HashSet<double>();
            double Estimate(Noise noise)
            {
                Means.PickExpectationGradient(logits, scale, ref noise, gradient);
                return gradient[9];
            }

            if (count == 64)
            {
                Assert.All(Enumerable.Range(0, 20), seed => Assert.Equal(exact, Estimate(new Noise((ulong)seed)), 15));
                continue;
            }

            Estimates.AreUnbiased(Estimate, exact, 60_000, hasPower: false);
            Assert.True(Estimates.Moments(Estimate, 100).Deviation > 0);
        }
    }

    /// <summary>θ (1 − θ) + θ (1 − θ) (e − 1), both without variance: the two derivatives of one logit are not taken for one.</summary>
    [Fact]
    public void Two_strategies_for_one_logit()
    {
        const double logit = 0.7;
        double theta = 1 / (1 + Math.Exp(-logit));
        for (ulong seed = 0; seed < 20; seed++)
        {
            var noise = new Noise(seed);
            Assert.Equal(theta * (1 - theta) * Math.E, Means.SameLogitExpectationGradient(logit, ref noise).LogitGrad, 13);
        }
    }
}
