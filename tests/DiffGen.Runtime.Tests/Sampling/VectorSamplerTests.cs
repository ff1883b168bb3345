using System;
using System.Linq;
using Xunit;

namespace DiffGen.Runtime.Tests.Sampling;

public sealed class VectorSamplerTests
{
    private const int Count = 100_000;

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
        AssertDistribution(marginal, v => v * v * (6 - (8 * v) + (3 * v * v)));
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

        AssertDistribution(first, v => SamplerTable.Phi((v - 1) / 2));
        AssertDistribution(second, v => SamplerTable.Phi((v + 2) / Math.Sqrt(1.25)));
        Statistics.AssertMean(-2, product);
        Assert.Equal(2ul * Count, noise.Position);
    }

    [Fact]
    public void Low_rank_normal()
    {
        double[] mu = [1, -2], factor = [2, -1], sigma = [0.5, 1], x = new double[2];
        double[] first = new double[Count], second = new double[Count], product = new double[Count];
        Noise noise = new(3);
        for (int i = 0; i < Count; i++)
        {
            Sample.LowRankNormal(mu, factor, sigma, x, ref noise);
            first[i] = x[0];
            second[i] = x[1];
            product[i] = (x[0] - 1) * (x[1] + 2);
        }

        AssertDistribution(first, v => SamplerTable.Phi((v - 1) / Math.Sqrt(4.25)));
        AssertDistribution(second, v => SamplerTable.Phi((v + 2) / Math.Sqrt(2)));
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

        AssertDistribution(draws, v => (0.3 * SamplerTable.Phi((v + 1) / 0.5)) + (0.7 * SamplerTable.Phi(v - 2)));
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

        Assert.InRange(Statistics.ChiSquare(winners, k => Math.Exp(logits[k])), -Statistics.NormalBound, Statistics.NormalBound);
        AssertDistribution(firsts, v => 1 / (1 + (Math.Exp(0.7) * Math.Pow((1 / v) - 1, 0.6))));
        Sample.RelaxedOneHot([0.0, 700.0, -700.0], 1e-3, x, ref noise);
        Assert.All(x, v => Assert.True(v is > 0 and <= 1));
    }

    /// <summary>Draws in single precision are those of double precision at the same numbers, rounded once; counts and rankings are the same.</summary>
    [Fact]
    public void Single_precision_is_double_precision_rounded()
    {
        double[] alpha = [0.5, 2, 0.25], matrix = [1, 0, 0, 0.5, 2, 0, -1, 0.25, 0.75], x = new double[3];
        float[] alphaSingle = [.. alpha.Select(v => (float)v)], matrixSingle = [.. matrix.Select(v => (float)v)], single = new float[3];
        int[] counts = new int[3], countsSingle = new int[3];
        Noise noise = new(6), same = noise;
        for (int i = 0; i < 1000; i++)
        {
            Sample.Dirichlet<double>(alpha, x, ref noise);
            Sample.Dirichlet<float>(alphaSingle, single, ref same);
            AssertRounded();
            Sample.MultivariateNormal<double>(alpha, matrix, x, ref noise);
            Sample.MultivariateNormal<float>(alphaSingle, matrixSingle, single, ref same);
            AssertRounded();
            Sample.LowRankNormal<double>(alpha, matrix, alpha, x, ref noise);
            Sample.LowRankNormal<float>(alphaSingle, matrixSingle, alphaSingle, single, ref same);
            AssertRounded();
            Sample.RelaxedOneHot<double>(alpha, 0.5, x, ref noise);
            Sample.RelaxedOneHot<float>(alphaSingle, 0.5f, single, ref same);
            AssertRounded();
            Assert.Equal((float)Sample.NormalMixture<double>(alpha, alpha, alpha, ref noise), Sample.NormalMixture<float>(alphaSingle, alphaSingle, alphaSingle, ref same));
            Sample.Multinomial<double>(9, alpha, counts, ref noise);
            Sample.Multinomial<float>(9, alphaSingle, countsSingle, ref same);
            Assert.Equal(counts, countsSingle);
            Sample.DirichletMultinomial<double>(9, alpha, counts, ref noise);
            Sample.DirichletMultinomial<float>(9, alphaSingle, countsSingle, ref same);
            Assert.Equal(counts, countsSingle);
            Sample.PlackettLuce<double>(alpha, counts, ref noise);
            Sample.PlackettLuce<float>(alphaSingle, countsSingle, ref same);
            Assert.Equal(counts, countsSingle);
            Assert.Equal(noise, same);
        }

        void AssertRounded() => Assert.Equal([.. x.Select(v => (float)v)], single);
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

    /// <summary>Kolmogorov and Smirnov, and four moments of u = F(x); both see one draw in twenty at the median.</summary>
    private static void AssertDistribution(double[] draws, Func<double, double> cdf)
    {
        double[] u = [.. draws.Select(cdf)], planted = [.. u.Select((v, i) => i % 20 == 0 ? 0.5 : v)];
        Assert.InRange(Statistics.Kolmogorov(u, v => v), 0, Statistics.KolmogorovBound);
        Statistics.AssertUniform(u);
        Assert.False(Statistics.Kolmogorov(planted, v => v) <= Statistics.KolmogorovBound);
        Assert.ThrowsAny<Exception>(() => Statistics.AssertUniform(planted));
    }
}
