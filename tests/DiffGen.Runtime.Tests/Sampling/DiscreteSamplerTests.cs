using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace DiffGen.Runtime.Tests.Sampling;

public sealed class DiscreteSamplerTests
{
    private const int Count = 100_000;

    [Theory]
    [InlineData(0.3)]
    [InlineData(3)]
    [InlineData(9.9)]
    [InlineData(10.1)]
    [InlineData(77.7)]
    public void Poisson(double lambda)
    {
        int[] draws = new int[Count];
        Noise noise = new(1);
        Sample.Poisson(lambda, draws, ref noise);
        Func<int, double> probability = k => Math.Exp((k * Math.Log(lambda)) - lambda - LogFactorial(k));
        AssertDistribution(draws, probability);
        AssertMean(draws, lambda, lambda);
    }

    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(20, 0.02)]
    [InlineData(20, 0.9)]
    [InlineData(50, 0.25)]
    [InlineData(200, 0.5)]
    [InlineData(1000, 0.97)]
    public void Binomial(int n, double p)
    {
        double[] probabilities = new double[Count];
        Array.Fill(probabilities, p);
        int[] draws = new int[Count];
        Noise noise = new(2);
        Sample.Binomial(n, probabilities, draws, ref noise);
        Assert.All(draws, x => Assert.InRange(x, 0, n));
        AssertDistribution(draws, k => k > n ? 0 : Math.Exp(LogFactorial(n) - LogFactorial(k) - LogFactorial(n - k) + (k * Math.Log(p)) + ((n - k) * Math.Log(1 - p))));
        AssertMean(draws, n * p, n * p * (1 - p));
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(0.02)]
    public void Geometric(double p)
    {
        int[] draws = new int[Count];
        Noise noise = new(3);
        Sample.Geometric(p, draws, ref noise);
        AssertDistribution(draws, k => p * Math.Pow(1 - p, k));
        AssertMean(draws, (1 - p) / p, (1 - p) / (p * p));
    }

    [Theory]
    [InlineData(3, 0.4)]
    [InlineData(0.5, 0.05)]
    public void NegativeBinomial(double r, double p)
    {
        int[] draws = new int[Count];
        Noise noise = new(4);
        Sample.NegativeBinomial(r, p, draws, ref noise);
        double[] probabilities = new double[2000];
        probabilities[0] = Math.Pow(p, r);
        for (int k = 1; k < probabilities.Length; k++)
        {
            probabilities[k] = probabilities[k - 1] * (k - 1 + r) / k * (1 - p);
        }

        AssertDistribution(draws, k => probabilities[k]);
        AssertMean(draws, r * (1 - p) / p, r * (1 - p) / (p * p));
    }

    [Fact]
    public void Bernoulli_and_its_logit_form()
    {
        double[] draws = new double[Count], logits = new double[Count];
        Noise noise = new(5), same = noise;
        Sample.Bernoulli(0.3, draws, ref noise);
        Assert.All(draws, x => Assert.True(x is 0 or 1));
        Assert.InRange((draws.Sum() - (0.3 * Count)) / Math.Sqrt(0.21 * Count), -5, 5);
        Sample.BernoulliLogit(Math.Log(0.3 / 0.7), logits, ref same);
        Assert.Equal(draws, logits);
        Noise scalar = new(5);
        Assert.All(draws, x => Assert.Equal(x == 1, Sample.Bernoulli(0.3, ref scalar)));
        Assert.False(Sample.BernoulliLogit(double.NegativeInfinity, ref noise));
        Assert.True(Sample.BernoulliLogit(double.PositiveInfinity, ref noise));
        Assert.False(Sample.Bernoulli(0.0, ref noise));
        Assert.True(Sample.Bernoulli(1.0, ref noise));
    }

    [Fact]
    public void Categories_come_up_with_the_softmax_of_their_logits()
    {
        double[] logits = [Math.Log(2) + 700, double.NegativeInfinity, Math.Log(3) + 700, Math.Log(5) + 700, -700];
        double[] probabilities = [0.2, 0, 0.3, 0.5, 0];
        int[] draws = new int[Count];
        Noise noise = new(6), oneHot = noise;
        double[] vector = new double[5];
        for (int i = 0; i < draws.Length; i++)
        {
            draws[i] = Sample.Categorical(logits.AsSpan(), ref noise);
            Sample.OneHot(logits, vector, ref oneHot);
            Assert.Equal(1, vector[draws[i]]);
            Assert.Equal(1, vector.Sum());
        }

        AssertDistribution(draws, k => probabilities[k]);
        Assert.DoesNotContain(1, draws);
        Assert.DoesNotContain(4, draws);
    }

    [Fact]
    public void Multinomial_counts_are_binomial_and_add_up()
    {
        double[] logits = [700 + Math.Log(0.5), double.NegativeInfinity, 700 + Math.Log(0.2), 700 + Math.Log(0.3), -700];
        int[] counts = new int[5];
        List<int> third = [];
        double product = 0;
        Noise noise = new(7);
        const int n = 40;
        for (int i = 0; i < Count; i++)
        {
            Sample.Multinomial(n, logits.AsSpan(), counts, ref noise);
            Assert.Equal(n, counts.Sum());
            Assert.Equal(0, counts[1] + counts[4]);
            third.Add(counts[3]);
            product += (counts[2] - 8.0) * (counts[3] - 12.0);
        }

        double[] binomial = [.. Enumerable.Range(0, n + 1).Select(k => Math.Exp(LogFactorial(n) - LogFactorial(k) - LogFactorial(n - k) + (k * Math.Log(0.3)) + ((n - k) * Math.Log(0.7))))];
        AssertDistribution([.. third], k => binomial[k]);
        Statistics.AssertMoments([.. third], binomial);
        // The covariance is −n p q = −2.4; the deviation of a product of two such counts is below 8.
        Assert.InRange(((product / Count) + 2.4) / (8 / Math.Sqrt(Count)), -5, 5);
    }

    /// <summary>The marginal of the first of two categories with concentrations (1, 1) is uniform on 0 … n; with (2, 1) it is 2(k + 1)/((n + 1)(n + 2)).</summary>
    [Fact]
    public void Dirichlet_multinomial_counts()
    {
        Noise noise = new(8);
        const int n = 12;
        int[] counts = new int[2], uniform = new int[Count], rising = new int[Count];
        for (int i = 0; i < Count; i++)
        {
            Sample.DirichletMultinomial(n, [1.0, 1.0], counts, ref noise);
            uniform[i] = counts[0];
            Sample.DirichletMultinomial(n, [2.0, 1.0], counts, ref noise);
            rising[i] = counts[0];
            Assert.Equal(n, counts.Sum());
        }

        AssertDistribution(uniform, k => k > n ? 0 : 1.0 / (n + 1));
        AssertDistribution(rising, k => k > n ? 0 : 2 * (k + 1.0) / ((n + 1.0) * (n + 2)));
        Statistics.AssertMoments(uniform, [.. Enumerable.Range(0, n + 1).Select(_ => 1.0 / (n + 1))]);
        Statistics.AssertMoments(rising, [.. Enumerable.Range(0, n + 1).Select(k => 2 * (k + 1.0) / ((n + 1.0) * (n + 2)))]);
    }

    /// <summary>The six permutations of three items, and the first place alone.</summary>
    [Fact]
    public void Rankings_come_up_with_their_probabilities()
    {
        double[] w = [0.2, 0.3, 0.5];
        double[] logits = [.. w.Select(v => Math.Log(v))];
        Noise noise = new(9);
        int[] ranking = new int[3], codes = new int[Count], firsts = new int[Count];
        for (int i = 0; i < Count; i++)
        {
            Sample.PlackettLuce<double>(logits, ranking, ref noise);
            codes[i] = (ranking[0] * 2) + (ranking[1] > ranking[2] ? 1 : 0);
            Sample.PlackettLuce<double>(logits, ranking.AsSpan(0, 1), ref noise);
            firsts[i] = ranking[0];
        }

        AssertDistribution(firsts, k => w[k]);
        AssertDistribution(codes, code =>
        {
            int first = code / 2;
            int[] rest = [.. Enumerable.Range(0, 3).Where(i => i != first)];
            int second = code % 2 == 1 ? rest[1] : rest[0];
            return w[first] * w[second] / (1 - w[first]);
        });
    }

    [Fact]
    public void Extreme_parameters()
    {
        Noise noise = new(10);
        int rare = 0;
        double sum = 0, squares = 0;
        for (int i = 0; i < 100_000; i++)
        {
            rare += Sample.Poisson(1e-3, ref noise);
            double x = Sample.Poisson(1e6, ref noise) - 1e6;
            sum += x;
            squares += x * x;
            Assert.Equal(0, Sample.Poisson(1e-6, ref noise) >> 1);
            Assert.InRange(Sample.Binomial(1000, 1 - 1e-12, ref noise), 999, 1000);
            Assert.InRange(Sample.Poisson(2.1e9, ref noise), 2_099_000_000, 2_101_000_000);
            Assert.InRange(Sample.Binomial(int.MaxValue, 0.5, ref noise), 1_073_200_000, 1_074_300_000);
            Assert.True(Sample.Geometric(2.2e-8, ref noise) >= 0);
        }

        Assert.InRange((rare - 100) / 10.0, -5, 5);
        Assert.InRange(sum / 1e3 / Math.Sqrt(1e5), -5, 5);
        Assert.InRange(((squares / 1e6) - 1e5) / Math.Sqrt(2e5), -5, 5);
        Assert.Equal(0, Sample.Poisson(0.0, ref noise));
        Assert.Equal(0, Sample.Binomial(0, 0.5, ref noise));
        Assert.Equal(7, Sample.Binomial(7, 1.0, ref noise));
        Assert.Equal(0, Sample.Binomial(7, 0.0, ref noise));
        Assert.Equal(0, Sample.Geometric(1.0, ref noise));
        Assert.Equal(0, Sample.NegativeBinomial(3.0, 1.0, ref noise));
        Assert.Throws<OverflowException>(() => Negative());

        static int Negative()
        {
            Noise stream = new(1);
            return Sample.NegativeBinomial(1e12, 0.01, ref stream);
        }
    }

    /// <summary>In single precision parameters are those of double precision, rounded: where they are numbers of both, the draws are the same.</summary>
    [Fact]
    public void Single_precision_draws_the_same()
    {
        double[] logits = [0.5, -2, 1.25];
        float[] logitsSingle = [0.5f, -2, 1.25f];
        Noise noise = new(11), single = noise;
        for (int i = 0; i < 2_000; i++)
        {
            Assert.Equal(Sample.Bernoulli(0.375, ref noise), Sample.Bernoulli(0.375f, ref single));
            Assert.Equal(Sample.BernoulliLogit(-0.75, ref noise), Sample.BernoulliLogit(-0.75f, ref single));
            Assert.Equal(Sample.Categorical<double>(logits, ref noise), Sample.Categorical<float>(logitsSingle, ref single));
            Assert.Equal(Sample.Poisson(2.5, ref noise), Sample.Poisson(2.5f, ref single));
            Assert.Equal(Sample.Poisson(250.5, ref noise), Sample.Poisson(250.5f, ref single));
            Assert.Equal(Sample.Binomial(20, 0.125, ref noise), Sample.Binomial(20, 0.125f, ref single));
            Assert.Equal(Sample.Binomial(2000, 0.625, ref noise), Sample.Binomial(2000, 0.625f, ref single));
            Assert.Equal(Sample.Geometric(0.125, ref noise), Sample.Geometric(0.125f, ref single));
            Assert.Equal(Sample.NegativeBinomial(2.5, 0.25, ref noise), Sample.NegativeBinomial(2.5f, 0.25f, ref single));
        }

        Assert.Equal(noise, single);
    }

    /// <summary>P(N > 0) at 1e-12: too rare for 52 bits of a uniform near 1, but not for 64 bits near 0. The word that decides lies between.</summary>
    [Fact]
    public void Rare_events_are_decided_by_64_bits()
    {
        ulong below = (ulong)(0.9e-12 * Math.Pow(2, 64)), above = (ulong)(1.1e-12 * Math.Pow(2, 64));
        Assert.Equal((1, 0), (Poisson(below), Poisson(above)));
        Assert.Equal((true, false), (Bernoulli(below), Bernoulli(above)));
        Assert.Equal((999, 1000), (Binomial(below * 1000), Binomial(above * 1000)));

        static int Poisson(ulong word)
        {
            ScriptedWords words = new([word], default);
            return DiffGen.Sampling.Draws.Poisson(1e-12, ref words);
        }

        static bool Bernoulli(ulong word)
        {
            ScriptedWords words = new([word], default);
            return DiffGen.Sampling.Draws.Bernoulli(1e-12, ref words);
        }

        static int Binomial(ulong word)
        {
            ScriptedWords words = new([word], default);
            return DiffGen.Sampling.Draws.Binomial(1000, 1 - 1e-12, ref words);
        }
    }

    private static void AssertDistribution(int[] draws, Func<int, double> probability)
    {
        Assert.InRange(Statistics.ChiSquare(draws, probability), -Statistics.NormalBound, Statistics.NormalBound);
        // The test has the power to see it: a twentieth of the draws at the largest one, and it fails.
        int largest = draws.Max();
        int[] planted = [.. draws.Select((x, i) => i % 20 == 0 ? largest : x)];
        Assert.False(Statistics.ChiSquare(planted, probability) <= Statistics.NormalBound);
    }

    private static void AssertMean(int[] draws, double mean, double variance) =>
        Assert.InRange((draws.Average() - mean) / Math.Sqrt(variance / draws.Length), -Statistics.NormalBound, Statistics.NormalBound);

    private static double LogFactorial(int n)
    {
        double sum = 0;
        for (int k = 2; k <= n; k++)
        {
            sum += Math.Log(k);
        }

        return sum;
    }
}
