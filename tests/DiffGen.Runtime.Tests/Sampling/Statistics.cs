using System;
using System.Linq;
using Xunit;

namespace DiffGen.Runtime.Tests.Sampling;

/// <summary>Test statistics, and the bounds that a right sampler passes with a probability of at least 1 − 10⁻⁶ at a random seed.</summary>
internal static class Statistics
{
    /// <summary>2 exp(−2 b²) = 10⁻⁶.</summary>
    public const double KolmogorovBound = 2.694;

    /// <summary>P(|z| > 5) = 6·10⁻⁷.</summary>
    public const double NormalBound = 5;

    /// <summary>√n times the largest distance of the empirical distribution function from F (two-sided; exact for a continuous F).</summary>
    public static double Kolmogorov(double[] draws, Func<double, double> cdf)
    {
        double[] sorted = [.. draws];
        Array.Sort(sorted);
        double distance = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double f = cdf(sorted[i]);
            Assert.True(f is >= 0 and <= 1, $"F({sorted[i]:R}) is {f:R}.");
            distance = Math.Max(distance, Math.Max(f - ((double)i / sorted.Length), ((i + 1.0) / sorted.Length) - f));
        }

        return distance * Math.Sqrt(sorted.Length);
    }

    /// <summary>
    /// Pearson's χ² of the counts of 0, 1, 2, … against their probabilities, as a standard normal z by Wilson and Hilferty. Values are pooled from both ends
    /// until at least 10 are expected.
    /// </summary>
    public static double ChiSquare(int[] draws, Func<int, double> probability)
    {
        int largest = draws.Max(), n = draws.Length;
        double chi = 0, expected = 0, total = 0;
        int cells = 0, observed = 0, seen = 0;
        int[] counts = new int[largest + 1];
        foreach (int draw in draws)
        {
            counts[draw]++;
        }

        for (int k = 0; k <= largest; k++)
        {
            double p = probability(k);
            expected += n * p;
            total += p;
            observed += counts[k];
            seen += counts[k];
            if (expected >= 10 && n * (1 - total) >= 10)
            {
                chi += (observed - expected) * (observed - expected) / expected;
                cells++;
                expected = 0;
                observed = 0;
            }
        }

        expected += n * (1 - total);
        observed += n - seen;
        chi += (observed - expected) * (observed - expected) / expected;
        Assert.True(cells > 0, "one cell only");
        double freedom = cells;
        return (Math.Cbrt(chi / freedom) - (1 - (2 / (9 * freedom)))) / Math.Sqrt(2 / (9 * freedom));
    }

    /// <summary>(mean − expected)/(deviation/√n); 0 where every number is the expected one to 1e-13.</summary>
    public static double Z(double[] values, double expected)
    {
        Assert.All(values, v => Assert.True(double.IsFinite(v)));
        double mean = values.Average(), variance = values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1);
        if (Math.Sqrt(variance) < 1e-13 * Math.Max(1, Math.Abs(expected)))
        {
            Assert.Equal(expected, mean, 1e-12 * Math.Max(1, Math.Abs(expected)));
            return 0;
        }

        return (mean - expected) / Math.Sqrt(variance / values.Length);
    }

    public static void AssertMean(double expected, double[] values) => Assert.InRange(Z(values, expected), -NormalBound, NormalBound);

    /// <summary>The first four moments of u = F(x), E uᵏ = 1/(k + 1), to five standard errors: Var uᵏ = 1/(2k + 1) − 1/(k + 1)².</summary>
    public static void AssertUniform(double[] u)
    {
        for (int k = 1; k <= 4; k++)
        {
            double mean = u.Average(v => Math.Pow(v, k)), exact = 1.0 / (k + 1), variance = (1.0 / ((2 * k) + 1)) - (exact * exact);
            Assert.InRange((mean - exact) / Math.Sqrt(variance / u.Length), -NormalBound, NormalBound);
        }
    }

    /// <summary>The mean and the central moments up to the fourth, to five standard errors; they and their variances are sums over the probabilities of first, first + 1, ….</summary>
    public static void AssertMoments(int[] draws, double[] probabilities, int first = 0)
    {
        double mu = probabilities.Select((q, i) => q * (first + i)).Sum();
        for (int k = 1; k <= 4; k++)
        {
            double Power(double x) => Math.Pow(k == 1 ? x : x - mu, k);
            double exact = probabilities.Select((q, i) => q * Power(first + i)).Sum(), variance = probabilities.Select((q, i) => q * Math.Pow(Power(first + i) - exact, 2)).Sum();
            Assert.InRange((draws.Average(x => Power(x)) - exact) / Math.Sqrt(variance / draws.Length), -NormalBound, NormalBound);
        }
    }

    /// <summary>Of each value that is expected fewer than five times, and of all that have no probability here together, there are not more than one seed in a million gives.</summary>
    public static void AssertRare(int[] draws, double[] probabilities)
    {
        int n = draws.Length;
        int[] rare = [.. Enumerable.Range(0, probabilities.Length).Where(k => n * probabilities[k] < 5)];
        foreach (int k in rare)
        {
            int count = draws.Count(x => x == k);
            Assert.True(AtLeast(count, n, probabilities[k]) >= 1e-6 / probabilities.Length, $"{count} of {k}, {n * probabilities[k]} expected");
        }

        Assert.DoesNotContain(draws, x => x < 0 || x >= probabilities.Length);
    }

    /// <summary>P(at least so many of n), each with the probability p.</summary>
    private static double AtLeast(int count, int n, double p)
    {
        double below = 0, term = Math.Exp(n * Math.Log(1 - p));
        for (int k = 0; k < count; k++)
        {
            below += term;
            term *= (double)(n - k) / (k + 1) * p / (1 - p);
        }

        // Far out 1 − below has no digits: the terms behind are then what counts.
        double rest = 0;
        for (int k = count; k < count + 60 && k <= n; k++)
        {
            rest += term;
            term *= (double)(n - k) / (k + 1) * p / (1 - p);
        }

        return Math.Max(rest, below < 0.5 ? 1 - below : 0);
    }
}
