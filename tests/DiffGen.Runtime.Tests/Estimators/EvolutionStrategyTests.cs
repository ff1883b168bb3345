using System;
using System.Linq;
using Xunit;

namespace DiffGen.Runtime.Tests.Estimators;

public sealed class EvolutionStrategyTests
{
    private static readonly double[] s_x = [1, -0.5, 0.8];

    /// <summary>1/(2Kσ) Σ F ε over the pairs, written out.</summary>
    [Fact]
    public void Antithetic_pairs_by_the_formula()
    {
        const int pairs = 5;
        const double sigma = 0.3;
        Cubic<double> objective = new(0.7);
        double[] gradient = new double[3], expected = new double[3], v = new double[3];
        EvolutionStrategy<double> strategy = new(91, sigma, pairs);
        double value = strategy.Estimate(ref objective, s_x, gradient), mean = 0;
        for (uint j = 0; j < pairs; j++)
        {
            new NoiseKey(91).FillGaussian<double>(v, 0, j);
            foreach (int sign in (int[])[1, -1])
            {
                double f = objective.Value([.. s_x.Zip(v, (x, e) => x + (sign * sigma * e))]);
                mean += f / (2 * pairs);
                for (int i = 0; i < 3; i++)
                {
                    expected[i] += f * sign * v[i] / (2 * pairs * sigma);
                }
            }
        }

        Assert.Equal(mean, value, 1e-12);
        Assert.All(gradient.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-12));

        double[] central = new double[3];
        _ = new CentralWeightPerturbation<double>(91, sigma, directions: pairs).Estimate(ref objective, s_x, central);
        Assert.Equal(central, gradient);
    }

    /// <summary>Ranks of the 2K values, −½ to ½, in the place of the values.</summary>
    [Fact]
    public void Centred_ranks_by_the_formula()
    {
        const int pairs = 4;
        const double sigma = 0.3;
        Cubic<double> objective = new(0.7);
        double[] gradient = new double[3], expected = new double[3], v = new double[3], values = new double[2 * pairs];
        RankedEvolutionStrategy<double> strategy = new(92, sigma, pairs);
        Assert.Equal(Bias.Biased, strategy.Bias);
        _ = strategy.Evaluate(ref objective, s_x, 0, values);
        _ = strategy.Estimate(ref objective, s_x, gradient);
        double[] sorted = [.. values.Order()];
        for (int j = 0; j < pairs; j++)
        {
            strategy.FillDirection(v, 0, (uint)j);
            for (int s = 0; s < 2; s++)
            {
                double rank = (Array.IndexOf(sorted, values[(2 * j) + s]) / 7.0) - 0.5;
                for (int i = 0; i < 3; i++)
                {
                    expected[i] += rank * (s == 0 ? 1 : -1) * v[i] / (2 * pairs * sigma);
                }
            }
        }

        Assert.All(gradient.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
    }

    [Fact]
    public void Ranks_do_not_change_under_an_increasing_function()
    {
        Cubic<double> objective = new(0.7);
        BlackBoxObjective<double> stretched = new(x => Math.Exp(3 * new Cubic<double>(0.7).Value(x)));
        double[] a = new double[3], b = new double[3], c = new double[3];
        RankedEvolutionStrategy<double> first = new(93, 0.3, 8), second = new(93, 0.3, 8);
        EvolutionStrategy<double> unranked = new(93, 0.3, 8);
        for (int t = 0; t < 20; t++)
        {
            _ = first.Estimate(ref objective, s_x, a);
            _ = second.Estimate(ref stretched, s_x, b);
            _ = unranked.Estimate(ref stretched, s_x, c);
            Assert.Equal(a, b);
            Assert.NotEqual(a, c);
        }
    }

    [Fact]
    public void Ties_share_their_rank_and_what_is_no_number_ranks_last()
    {
        RankedEvolutionStrategy<double> strategy = new(94, 0.5, 3);
        double[] scalars = new double[3];

        // Ranks 0, 1.5, 1.5, 3, 4, 5 of 5: −½, −.2, −.2, .1, .3, .5.
        strategy.Rank([2, 1, double.PositiveInfinity, 2, double.NaN, 0], scalars);
        double[] ranks = [-0.0, -0.3, 0.4, -0.0, 0.4, -0.5];
        Assert.All(Enumerable.Range(0, 3), j => Assert.Equal((ranks[2 * j] - ranks[(2 * j) + 1]) / 3, scalars[j], 1e-12));

        strategy.Rank([4, 4, 4, 4, 4, 4], scalars);
        Assert.Equal([0, 0, 0], scalars);
    }

    /// <summary>Ranks still point downhill: their mean has a positive part along the gradient, and another length.</summary>
    [Fact]
    public void Ranks_bias_and_descend()
    {
        double[] g = [3, -4, 0, 1, 2];
        Draws draws = Draws.Of(new RankedEvolutionStrategy<double>(95, 0.1, 8), new Linear<double>(g), new double[5], g, 10_000);
        draws.AssertBiased();
        Assert.InRange(Enumerable.Range(0, 5).Sum(i => draws.Mean(i) * g[i]), 1, double.MaxValue);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        RankedEvolutionStrategy<double> strategy = new(96, 0.5, 3);
        Cubic<double> objective = new();
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => strategy.Evaluate(ref objective, s_x, 0, new double[3])).ParamName);
        Assert.Equal("first", Assert.Throws<ArgumentOutOfRangeException>(() => strategy.Evaluate(ref objective, s_x, 2, new double[4])).ParamName);
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => strategy.Rank(new double[4], new double[3])).ParamName);
        Assert.Equal("directions", Assert.Throws<ArgumentOutOfRangeException>(() => new EvolutionStrategy<double>(1, 1, 0)).ParamName);
    }
}
