using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen.Runtime.Tests.Distributions;
using Xunit;

namespace DiffGen.Runtime.Tests.Sampling;

/// <summary>The first four moments of 100,000 draws to five standard errors: of u = F(x) for continuous draws, whatever tails x has, and of the counts themselves. Values too rare for χ² by exact binomial bounds.</summary>
public sealed class MomentTests
{
    private const int Count = 100_000;

    public static TheoryData<int> Continuous() => [.. Enumerable.Range(0, SamplerTable.Cases.Length)];

    public static TheoryData<int> Discrete() => [.. Enumerable.Range(0, DistributionTable.Cases.Length).Where(i => DistributionTable.Cases[i].IsDiscrete)];

    /// <summary>E uᵏ = 1/(k + 1), Var uᵏ = 1/(2k + 1) − 1/(k + 1)².</summary>
    [Theory]
    [MemberData(nameof(Continuous))]
    public void Continuous_draws(int index)
    {
        SamplerCase sampler = SamplerTable.Cases[index];
        double[] draws = new double[Count];
        Noise noise = new((ulong)(300 + index));
        sampler.Fill(draws, ref noise);
        Statistics.AssertUniform([.. draws.Select(sampler.Cdf)]);

        // The power to see it: one in twenty of the draws at the median.
        double median = draws.Order().ElementAt(Count / 2);
        Assert.ThrowsAny<Exception>(() => Statistics.AssertUniform([.. draws.Select((x, i) => sampler.Cdf(i % 20 == 0 ? median : x))]));
    }

    [Theory]
    [MemberData(nameof(Continuous))]
    public void Continuous_draws_in_single_precision(int index)
    {
        SamplerCase sampler = SamplerTable.Cases[index];
        double[] u = new double[Count];
        Noise noise = new((ulong)(400 + index));
        for (int i = 0; i < Count; i++)
        {
            u[i] = sampler.Cdf(sampler.DrawSingle(ref noise));
        }

        Statistics.AssertUniform(u);
        Assert.InRange(Statistics.Kolmogorov(u, v => v), 0, Statistics.KolmogorovBound);
    }

    /// <summary>E (x − μ)ᵏ and its variance are sums over the probabilities.</summary>
    [Theory]
    [MemberData(nameof(Discrete))]
    public void Counts(int index)
    {
        DistributionCase c = DistributionTable.Cases[index];
        double[] p = Probabilities(c);
        int[] draws = Draw(c, new Noise((ulong)(500 + index)));
        Statistics.AssertMoments(draws, p);
        Statistics.AssertRare(draws, p);

        // One draw in twenty at another value.
        int largest = draws.Max();
        Assert.ThrowsAny<Exception>(() => Statistics.AssertMoments([.. draws.Select((x, i) => i % 20 == 0 ? (x + ((largest + 1) / 2)) % (largest + 1) : x)], p));
        int rare = Array.FindIndex(p, Array.IndexOf(p, p.Max()), v => v * Count < 0.01);
        if (rare >= 0)
        {
            Assert.ThrowsAny<Exception>(() => Statistics.AssertRare([.. draws.Select((x, i) => i < 6 ? rare : x)], p));
        }
    }

    /// <summary>Where hardly anything happens, exact bounds: 10⁻⁶ for a count, 10⁻¹² for a failure.</summary>
    [Fact]
    public void Rare_events()
    {
        int[] poisson = new int[Count], failures = new int[Count];
        double[] single = new double[Count];
        Noise noise = new(600);
        Sample.Poisson(1e-6, poisson, ref noise);
        for (int i = 0; i < Count; i++)
        {
            failures[i] = 1000 - Sample.Binomial(1000, 1 - 1e-12, ref noise);
            single[i] = Sample.BernoulliLogit(-700.0, ref noise) || !Sample.BernoulliLogit(700f, ref noise) ? 1 : 0;
        }

        Statistics.AssertRare(poisson, [1 - 1e-6, 1e-6]);
        Statistics.AssertRare(failures, [1 - 1e-9, 1e-9]);
        Assert.All(single, x => Assert.Equal(0, x));
        Assert.ThrowsAny<Exception>(() => Statistics.AssertRare([.. poisson.Select((x, i) => i < 6 ? 1 : x)], [1 - 1e-6, 1e-6]));
    }

    /// <summary>All probabilities above 10⁻²⁰.</summary>
    private static double[] Probabilities(DistributionCase c)
    {
        List<double> p = [];
        double total = 0;
        for (int k = 0; total < 0.5 || p[^1] > 1e-20; k++)
        {
            if (double.IsFinite(c.Upper) && k > c.Upper)
            {
                break;
            }

            p.Add(Math.Exp(c.LogProbability(k)));
            total += p[^1];
        }

        Assert.Equal(1, total, 1e-10);
        return [.. p];
    }

    private static int[] Draw(DistributionCase c, Noise noise)
    {
        double[] a = c.Parameters;
        int[] draws = new int[Count];
        for (int i = 0; i < Count; i++)
        {
            draws[i] = c.Name switch
            {
                "Bernoulli" => Sample.Bernoulli(a[0], ref noise) ? 1 : 0,
                "BernoulliLogit" => Sample.BernoulliLogit(a[0], ref noise) ? 1 : 0,
                "Geometric" => Sample.Geometric(a[0], ref noise),
                "Poisson" => Sample.Poisson(a[0], ref noise),
                "Binomial" => Sample.Binomial((int)a[0], a[1], ref noise),
                "NegativeBinomial" => Sample.NegativeBinomial(a[0], a[1], ref noise),
                _ => throw new InvalidOperationException(c.Name),
            };
        }

        return draws;
    }
}
