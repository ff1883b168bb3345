using System;
using System.Linq;
using Xunit;

namespace DiffGen.Runtime.Tests.Sampling;

public sealed class VectorSamplerTests
{
    private const int Count = 40_000;

    /// <summary>The marginals of a Dirichlet draw are beta draws; sum 1.</summary>
    [Fact]
    public void Dirichlet()
    {
        double[] x = new double[3], marginal = new double[Count];
        Noise noise = new(1);
        for (int i = 0; i < Count; i++)
        {
            Sample.Dirichlet([2.0, 1.0, 2.0], x, ref noise);
            Assert.Equal(1, x.Sum(), 1e-14);
            marginal[i] = x[0];
        }

        // Beta(2, 3).
        Assert.InRange(Statistics.Kolmogorov(marginal, v => v * v * (6 - (8 * v) + (3 * v * v))), 0, Statistics.KolmogorovBound);
        Sample.Dirichlet([1e-6, 1e-6, 1e-6], x, ref noise);
        Assert.All(x, v => Assert.True(v is > 0 and <= 1));
    }

    [Fact]
    public void Multivariate_normal()
    {
        // What is above the diagonal is not read.
        double[] mu = [1, -2], cholesky = [2, double.NaN, -1, 0.5], x = new double[2];
        double[] first = new double[Count], second = new double[Count], product = new double[Count];
        Noise noise = new(2);
        for (int i = 0; i < Count; i++)
        {
            Sample.MultivariateNormal(mu, cholesky, x, ref noise);
            first[i] = x[0];
            second[i] = x[1];
            product[i] = (x[0] - 1) * (x[1] + 2);
        }

        Assert.InRange(Statistics.Kolmogorov(first, v => SamplerTable.Phi((v - 1) / 2)), 0, Statistics.KolmogorovBound);
        Assert.InRange(Statistics.Kolmogorov(second, v => SamplerTable.Phi((v + 2) / Math.Sqrt(1.25))), 0, Statistics.KolmogorovBound);
        Statistics.AssertMean(-2, product);
        Assert.Equal(2ul * Count, noise.Position);
    }

    [Fact]
    public void Low_rank_normal()
    {
        double[] mu = [1, -2], factor = [2, -1], sigma = [0.5, 1], x = new double[2];
        double[] first = new double[Count], product = new double[Count];
        Noise noise = new(3);
        for (int i = 0; i < Count; i++)
        {
            Sample.LowRankNormal(mu, factor, sigma, x, ref noise);
            first[i] = x[0];
            product[i] = (x[0] - 1) * (x[1] + 2);
        }

        Assert.InRange(Statistics.Kolmogorov(first, v => SamplerTable.Phi((v - 1) / Math.Sqrt(4.25))), 0, Statistics.KolmogorovBound);
        Statistics.AssertMean(-2, product);
        Assert.Equal(3ul * Count, noise.Position);
    }

    [Fact]
    public void Normal_mixture()
    {
        double[] logits = [Math.Log(0.3), Math.Log(0.7)], mu = [-1, 2], sigma = [0.5, 1], draws = new double[Count];
        Noise noise = new(4);
        for (int i = 0; i < Count; i++)
        {
            draws[i] = Sample.NormalMixture<double>(logits, mu, sigma, ref noise);
        }

        Assert.InRange(Statistics.Kolmogorov(draws, v => (0.3 * SamplerTable.Phi((v + 1) / 0.5)) + (0.7 * SamplerTable.Phi(v - 2))), 0, Statistics.KolmogorovBound);
    }

    /// <summary>The largest element is each one with the probability of its logit, at every temperature; with two, the first is a relaxed Bernoulli draw.</summary>
    [Fact]
    public void Relaxed_one_hot()
    {
        double[] logits = [Math.Log(0.2), Math.Log(0.3), Math.Log(0.5)], x = new double[3], two = new double[2], firsts = new double[Count];
        int[] winners = new int[Count];
        Noise noise = new(5);
        for (int i = 0; i < Count; i++)
        {
            Sample.RelaxedOneHot(logits, 0.7, x, ref noise);
            Assert.Equal(1, x.Sum(), 1e-14);
            winners[i] = Array.IndexOf(x, x.Max());
            Sample.RelaxedOneHot([0.7, 0.0], 0.6, two, ref noise);
            firsts[i] = two[0];
        }

        Assert.InRange(Statistics.ChiSquare(winners, k => Math.Exp(logits[k])), -5, 5);
        Assert.InRange(Statistics.Kolmogorov(firsts, v => 1 / (1 + (Math.Exp(0.7) * Math.Pow((1 / v) - 1, 0.6)))), 0, Statistics.KolmogorovBound);
        Sample.RelaxedOneHot([0.0, 700.0, -700.0], 1e-3, x, ref noise);
        Assert.All(x, v => Assert.True(v is > 0 and <= 1));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        double[] x = new double[3], a = [1, 2, 3], matrix = [1, 0, 0, 1, 1, 0, 1, 1, 1];
        int[] counts = new int[3];
        Allocations.AssertNone(() =>
        {
            Noise noise = new(1);
            Sample.Dirichlet(a, x, ref noise);
            Sample.MultivariateNormal(a, matrix, x, ref noise);
            Sample.LowRankNormal(a, matrix, a, x, ref noise);
            Sample.RelaxedOneHot(a, 0.5, x, ref noise);
            Sample.OneHot(a, x, ref noise);
            Sample.Multinomial<double>(10, a, counts, ref noise);
            Sample.DirichletMultinomial<double>(10, a, counts, ref noise);
            Sample.PlackettLuce<double>(a, counts, ref noise);
            Sample.NormalMixture<double>(a, a, a, ref noise);
        });
    }
}
