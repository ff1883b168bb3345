using System;
using System.Linq;
using DiffGen.Distributions;
using Xunit;

namespace DiffGen.Runtime.Tests.Baselines;

/// <summary>Score function and baselines on the categorical distribution (0.2, 0.3, 0.5) with the costs (1, 2, 4), by enumeration of all outcomes.</summary>
public sealed class BaselineTests
{
    private static readonly double[] s_probabilities = [0.2, 0.3, 0.5];
    private static readonly double[] s_costs = [1, 2, 4];
    private static readonly double[] s_gradient = [-0.36, -0.24, 0.6];

    [Theory]
    [InlineData(-10)]
    [InlineData(0)]
    [InlineData(2.8)]
    [InlineData(100)]
    public void No_baseline_moves_the_mean(double baseline)
    {
        (double[] mean, _) = Enumerate(k => s_costs[k] - baseline);
        AssertEqual(s_gradient, mean, 1e-13);
    }

    [Fact]
    public void Variances_are_those_of_the_closed_forms()
    {
        AssertEqual([0.3664, 1.2684, 1.99], Enumerate(k => s_costs[k]).Variance, 1e-12);
        Assert.Equal(0.5112, Enumerate(k => s_costs[k] - 2.8).Variance.Sum(), 1e-12);
        Assert.Equal(0.354194, Enumerate(k => s_costs[k] - 2.296774).Variance.Sum(), 1e-6);
        double[] optimal = [1.45, 2.3428571428571427, 2.8], variances = [0.03, 0.115714285714, 0.03];
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(variances[i], Enumerate(k => s_costs[k] - optimal[i]).Variance[i], 1e-12);
        }
    }

    /// <summary>Fed with outcomes in the proportion of their probabilities, the running baseline comes to b* as its decay comes to 1.</summary>
    [Fact]
    public void The_optimal_baseline_comes_to_its_closed_form()
    {
        OptimalBaseline baseline = new(3, 0.9999);
        int[] outcomes = [0, 2, 1, 2, 1, 2, 0, 2, 1, 2];
        for (int step = 0; step < 100_000; step++)
        {
            int k = outcomes[step % 10];
            baseline.Update(s_costs[k], Score(k));
        }

        Assert.Equal(1.45, baseline[0], 2e-3);
        Assert.Equal(2.342857, baseline[1], 2e-3);
        Assert.Equal(2.8, baseline[2], 2e-3);

        // One Bernoulli: b* = (1 − θ) J₁ + θ J₀ leaves no variance at all.
        const double p = 0.3, j1 = 0.3025, j0 = 0.2025;
        double best = (0.7 * j1) + (0.3 * j0);
        double whenTrue = (j1 - best) * BernoulliLogit.LogProbabilityVjp(true, Math.Log(p / 0.7), 1.0).LogitGrad, whenFalse = (j0 - best) * BernoulliLogit.LogProbabilityVjp(false, Math.Log(p / 0.7), 1.0).LogitGrad;
        Assert.Equal(0.021, whenTrue, 1e-15);
        Assert.Equal(0.021, whenFalse, 1e-15);
    }

    [Fact]
    public void The_optimal_baseline_is_plain_data()
    {
        OptimalBaseline baseline = new(2, 0.5);
        Assert.Equal((0, 0), (baseline[0], baseline[1]));
        baseline.Update(3, [2, 0]);
        Assert.Equal((3, 0), (baseline[0], baseline[1]));
        baseline.Update(1, [1, 1]);
        // (½·½·3·4 + ½·1·1)/(½·½·4 + ½·1)
        Assert.Equal(3.5 / 1.5, baseline[0], 1e-15);
        OptimalBaseline copy = baseline.Clone();
        baseline.Reset();
        Assert.Equal(0, baseline[0]);
        copy.Numerators.CopyTo(baseline.Numerators);
        copy.Denominators.CopyTo(baseline.Denominators);
        Assert.Equal(copy[0], baseline[0]);
        Assert.Equal("score", Assert.Throws<ArgumentException>(() => baseline.Update(1, [1])).ParamName);
        Assert.Equal("decay", Assert.Throws<ArgumentOutOfRangeException>(() => new OptimalBaseline(1, 1)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => new OptimalBaseline(-1, 0.5));
    }

    /// <summary>The old value keeps the mean; the planted bug, the value that holds the cost itself, scales it by the decay.</summary>
    [Fact]
    public void The_moving_average_is_read_before_it_is_updated()
    {
        MovingAverageBaseline baseline = new(0.8);
        Assert.Equal(0, baseline.Value);
        baseline.Update(5);
        baseline.Update(1);
        Assert.Equal((0.8 * 5) + (0.2 * 1), baseline.Value, 1e-15);
        Assert.Equal(2, baseline.Count);

        MovingAverageBaseline old = baseline;
        AssertEqual(s_gradient, Enumerate(k => s_costs[k] - old.Value).Mean, 1e-13);
        (double[] planted, _) = Enumerate(k =>
        {
            MovingAverageBaseline updated = old;
            updated.Update(s_costs[k]);
            return s_costs[k] - updated.Value;
        });
        AssertEqual([.. s_gradient.Select(g => 0.8 * g)], planted, 1e-13);
        baseline.Reset();
        Assert.Equal(new MovingAverageBaseline(0.8), baseline);
    }

    /// <summary>All pairs and all fours of draws: the mean is the gradient, the variance as computed; with the mean of all, itself included, the gradient is scaled by 1 − 1/K.</summary>
    [Theory]
    [InlineData(2, 1.0128)]
    [InlineData(4, 0.2540)]
    public void Leave_one_out(int k, double variance)
    {
        double[] mean = new double[3], square = new double[3], planted = new double[3], costs = new double[k], advantages = new double[k];
        int outcomes = (int)Math.Pow(3, k);
        for (int code = 0; code < outcomes; code++)
        {
            int[] draws = [.. Enumerable.Range(0, k).Select(i => code / (int)Math.Pow(3, i) % 3)];
            double probability = draws.Aggregate(1.0, (p, d) => p * s_probabilities[d]);
            for (int i = 0; i < k; i++)
            {
                costs[i] = s_costs[draws[i]];
            }

            LeaveOneOut.Subtract(costs, advantages);
            double[] estimate = new double[3], wrong = new double[3];
            for (int i = 0; i < k; i++)
            {
                double[] score = Score(draws[i]);
                for (int j = 0; j < 3; j++)
                {
                    estimate[j] += advantages[i] * score[j] / k;
                    wrong[j] += (costs[i] - costs.Average()) * score[j] / k;
                }
            }

            for (int j = 0; j < 3; j++)
            {
                mean[j] += probability * estimate[j];
                square[j] += probability * estimate[j] * estimate[j];
                planted[j] += probability * wrong[j];
            }
        }

        AssertEqual(s_gradient, mean, 1e-13);
        Assert.Equal(variance, square.Zip(mean, (s, m) => s - (m * m)).Sum(), 5e-5);
        AssertEqual([.. s_gradient.Select(g => g * (1 - (1.0 / k)))], planted, 1e-13);
        LeaveOneOut.Subtract(costs, costs);
        Assert.Equal(advantages, costs);
        Assert.Equal("costs", Assert.Throws<ArgumentException>(() => LeaveOneOut.Subtract([1], new double[1])).ParamName);
        Assert.Equal("advantages", Assert.Throws<ArgumentException>(() => LeaveOneOut.Subtract(costs, new double[1])).ParamName);
    }

    [Fact]
    public void Normalisation_divides_by_deviations_above_one_only()
    {
        ScaleNormalisation small = new(0.8), large = new(0.8);
        Assert.Equal(3, small.Normalise(3));
        double[] costs = [0.5, 0.1, 0.9, 0.4, 0.2, 0.7];
        foreach (double cost in costs)
        {
            small.Update(cost);
            large.Update(100 * cost);
        }

        Assert.Equal(1, small.Scale);
        Assert.Equal(100 * small.Mean, large.Mean, 1e-12);
        Assert.Equal(100 * Math.Sqrt(small.Variance), large.Scale, 1e-12);
        // J and 100 J come to one path up to the deviation: (J − m)/sd.
        Assert.Equal((0.3 - small.Mean) / Math.Sqrt(small.Variance), large.Normalise(30), 1e-12);
        // The first two costs: mean m + (1 − a) d, variance a (1 − a) d².
        ScaleNormalisation two = new(0.8);
        two.Update(1);
        two.Update(6);
        Assert.Equal(2, two.Mean, 1e-15);
        Assert.Equal(0.8 * 0.2 * 25, two.Variance, 1e-14);
        two.Reset();
        Assert.Equal(new ScaleNormalisation(0.8), two);
    }

    private static (double[] Mean, double[] Variance) Enumerate(Func<int, double> weight)
    {
        double[] mean = new double[3], square = new double[3];
        for (int k = 0; k < 3; k++)
        {
            double[] score = Score(k);
            for (int i = 0; i < 3; i++)
            {
                double estimate = weight(k) * score[i];
                mean[i] += s_probabilities[k] * estimate;
                square[i] += s_probabilities[k] * estimate * estimate;
            }
        }

        return (mean, [.. square.Zip(mean, (s, m) => s - (m * m))]);
    }

    private static double[] Score(int k)
    {
        double[] score = new double[3];
        Categorical.LogProbabilityVjp<double>(k, [.. s_probabilities.Select(p => Math.Log(p))], 1, score);
        return score;
    }

    private static void AssertEqual(double[] expected, double[] actual, double tolerance)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }
}
