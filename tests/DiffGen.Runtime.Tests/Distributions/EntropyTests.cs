using System;
using System.Linq;
using DiffGen.Distributions;
using Xunit;

namespace DiffGen.Runtime.Tests.Distributions;

/// <summary>Entropies without a closed form, against sums and integrals that are made in another way.</summary>
public sealed class EntropyTests
{
    /// <summary>−Σ P ln P and its derivatives −Σ s P ln P, with P by its recurrence.</summary>
    [Theory]
    [InlineData(7, 0.002)]
    [InlineData(0.3, 0.003)]
    [InlineData(0.001, 0.2)]
    [InlineData(2.5, 0.999)]
    [InlineData(900.25, 0.6)]
    [InlineData(19_000, 0.5)]
    [InlineData(30_000, 0.6)]
    [InlineData(4e6, 0.995)]
    public void Negative_binomial(double r, double p)
    {
        double q = 1 - p, mean = r * q / p, deviation = Math.Sqrt(mean / p), value = 0, byR = 0, byP = 0, total = 0;
        int first = (int)Math.Max(0, mean - (40 * deviation)), last = (int)(mean + (40 * deviation) + (60 / p)) + 40;
        for (int x = first; x <= last; x++)
        {
            (double log, double rGrad, double pGrad) = NegativeBinomial.LogProbabilityVjp(x, r, p, 1.0);
            double probability = Math.Exp(log);
            total += probability;
            if (probability > 0)
            {
                value -= probability * log;
                byR -= probability * log * rGrad;
                byP -= probability * log * pGrad;
            }
        }

        (double entropy, double rOfIt, double pOfIt) = NegativeBinomial.EntropyVjp(r, p, 1.0);
        Assert.Equal(1, total, 1e-11);
        Near(value, entropy, 2e-11);
        Near(byR * r, rOfIt * r, 1e-9);
        Near(byP, pOfIt, 1e-9);
    }

    /// <summary>One success is the geometric distribution, whose entropy is closed: −ln p − (q/p) ln q; by p it is ln q/p².</summary>
    [Theory]
    [InlineData(0.3)]
    [InlineData(1e-3)]
    [InlineData(1e-8)]
    [InlineData(1 - 1e-9)]
    public void One_success(double p)
    {
        (double value, _, double byP) = NegativeBinomial.EntropyVjp(1.0, p, 1.0);
        (double geometric, double slope) = Geometric.EntropyVjp(p, 1.0);
        Near(geometric, value, 1e-13);
        Near(slope, byP, 1e-13);
    }

    [Fact]
    public void Certain_successes_have_none()
    {
        Assert.Equal(0, NegativeBinomial.Entropy(2.0, 1.0));
        Assert.True(double.IsNaN(NegativeBinomial.Entropy(0.0, 0.5)));
        Assert.True(double.IsNaN(NegativeBinomial.Entropy(2.0, 1.5)));
        Assert.True(double.IsNaN(RelaxedBernoulli.Entropy(0.3, 0.0)));
    }

    /// <summary>−∫ f ln f over the logit y of a draw, x = 1/(1 + e⁻ʸ), by the double exponential rule.</summary>
    [Theory]
    [InlineData(0.7, 0.6)]
    [InlineData(0, 1)]
    [InlineData(-3, 0.26)]
    [InlineData(-3, 0.24)]
    [InlineData(10, 0.2)]
    [InlineData(1, 0.01)]
    [InlineData(30, 0.3)]
    [InlineData(1, 20)]
    public void Relaxed_bernoulli(double logit, double temperature)
    {
        // The density of y is τ e^(−|l|)/(1 + e^(−|l|))² with l = τ y − logit.
        // It changes near y = 0 and around the middle of the density.
        double middle = logit / temperature, width = 1 / temperature, first = Math.Min(0, middle), last = Math.Max(0, middle);
        double expected = Integral.Over(Term, double.NegativeInfinity, first, first, width) + Integral.Over(Term, first, last, 0.5 * middle, width) + Integral.Over(Term, last, double.PositiveInfinity, last, width);
        (double value, double byLogit, double byTemperature) = RelaxedBernoulli.EntropyVjp(logit, temperature, 1.0);
        Near(expected, value, 1e-9);
        Differences.AssertSlope(byLogit, v => RelaxedBernoulli.Entropy(v, temperature), logit, 0.2, "by the logit");
        Differences.AssertSlope(byTemperature, v => RelaxedBernoulli.Entropy(logit, v), temperature, 0.2 * temperature, "by the temperature");

        double Term(double y)
        {
            double l = (temperature * y) - logit, log = Math.Log(temperature) - Math.Abs(l) - (2 * Math.Log(1 + Math.Exp(-Math.Abs(l)))), density = Math.Exp(log);
            return density == 0 ? 0 : -density * (log + Math.Abs(y) + (2 * Math.Log(1 + Math.Exp(-Math.Abs(y)))));
        }
    }

    /// <summary>All counts: −Σ P ln P and −Σ (∂P) ln P.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(60)]
    public void Multinomial_counts(int n)
    {
        double[] logits = [0.3, -1.2, 0.9], exact = new double[3], grads = new double[3];
        double value = 0;
        for (int i = 0; i <= n; i++)
        {
            for (int j = 0; j <= n - i; j++)
            {
                double[] score = new double[3];
                double log = Multinomial.LogProbabilityVjp([i, j, n - i - j], logits, 1.0, score), probability = Math.Exp(log);
                value -= probability * log;
                for (int k = 0; k < 3; k++)
                {
                    exact[k] -= probability * log * score[k];
                }
            }
        }

        Near(value, Multinomial.EntropyVjp(n, logits, 1.0, grads), 1e-13);
        for (int k = 0; k < 3; k++)
        {
            Near(exact[k], grads[k], 1e-12);
        }
    }

    /// <summary>½ ln((2πe n)² p₁ p₂ p₃) + (7 − Σ 1/pᵢ)/(12 n), and what is left of the order n⁻².</summary>
    [Fact]
    public void Many_draws()
    {
        double[] p = [0.2, 0.5, 0.3], logits = [.. p.Select(x => Math.Log(x))];
        foreach (int n in (int[])[10_000, 1_000_000, 100_000_000])
        {
            double expected = Math.Log(2 * Math.PI * Math.E * n) + (0.5 * p.Sum(x => Math.Log(x))) + ((7 - p.Sum(x => 1 / x)) / 12 / n);
            Near(expected, Multinomial.Entropy<double>(n, logits), 1e-9);
        }
    }

    [Fact]
    public void Where_counts_come_down_to_others()
    {
        double[] logits = [0.3, -1.2, 0.9];
        Assert.Equal(Categorical.Entropy<double>(logits), Multinomial.Entropy<double>(1, logits), 1e-14);
        Assert.Equal(Categorical.Entropy<double>(logits), OneHot.Entropy<double>(logits));
        Assert.Equal(Binomial.Entropy(40, 1 / (1 + Math.Exp(-0.4))), Multinomial.Entropy<double>(40, [0.4, 0]), 1e-13);
        Assert.Equal(Binomial.Entropy(40, 1 / (1 + Math.Exp(-0.4))), Multinomial.Entropy<double>(40, [0.4, double.NegativeInfinity, 0]), 1e-13);
        Assert.True(double.IsNaN(Multinomial.Entropy<double>(-1, logits)));
        Assert.Equal("logits", Assert.ThrowsAny<ArgumentException>(() => Multinomial.Entropy<double>(3, [])).ParamName);
    }

    private static void Near(double expected, double actual, double tolerance) => Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"expected {expected:R}, was {actual:R}");
}
