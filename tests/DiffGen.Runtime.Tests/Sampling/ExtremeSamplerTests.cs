using System;
using System.Linq;
using Xunit;

namespace DiffGen.Runtime.Tests.Sampling;

/// <summary>
/// The samplers where linear space, or the formula of ordinary parameters, has no numbers left: 100,000 draws each against distribution functions written down in <see cref="ExtremeTable"/>, by Kolmogorov and Smirnov
/// and by four moments of u = F(x), and counts by χ² and their own moments.
/// </summary>
public sealed class ExtremeSamplerTests
{
    private const int Count = 100_000;

    public static TheoryData<int> Cases() => [.. Enumerable.Range(0, ExtremeTable.Cases.Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Draws_have_their_distribution(int index)
    {
        (_, ExtremeTable.Sampler draw, Func<double, double> cdf) = ExtremeTable.Cases[index];
        double[] u = new double[Count];
        Noise noise = new((ulong)(700 + index));
        for (int i = 0; i < Count; i++)
        {
            double x = draw(ref noise);
            Assert.True(double.IsFinite(x));
            u[i] = cdf(x);
        }

        Assert.InRange(Statistics.Kolmogorov(u, v => v), 0, Statistics.KolmogorovBound);
        Statistics.AssertUniform(u);

        // The power to see it: one in twenty of the draws at the median.
        double[] planted = [.. u.Select((v, i) => i % 20 == 0 ? 0.5 : v)];
        Assert.False(Statistics.Kolmogorov(planted, v => v) <= Statistics.KolmogorovBound);
        Assert.ThrowsAny<Exception>(() => Statistics.AssertUniform(planted));
    }

    /// <summary>In linear space nine of ten gamma draws of shape 10⁻⁴ are below the smallest normal number: as many as there should be are that number, and all others are what the logarithm says.</summary>
    [Fact]
    public void Gamma_draws_of_a_small_shape_in_linear_space()
    {
        const double smallest = 2.2250738585072014e-308;
        const float smallestSingle = 1.17549435e-38f;
        int below = 0, belowSingle = 0;
        Noise logarithm = new(31), linear = logarithm, logarithmOfSingle = logarithm, single = logarithm;
        for (int i = 0; i < Count; i++)
        {
            double x = Math.Exp(Sample.ExpGamma(1e-4, 1.0, ref logarithm)), y = Math.Exp(Sample.ExpGamma<double>(1e-4f, 1.0, ref logarithmOfSingle));
            Assert.Equal(Math.Max(x, smallest), Sample.Gamma(1e-4, 1.0, ref linear));
            Assert.Equal(Math.Max((float)y, smallestSingle), Sample.Gamma(1e-4f, 1f, ref single));
            below += x < smallest ? 1 : 0;
            belowSingle += y < smallestSingle ? 1 : 0;
        }

        AssertShare(below, ExtremeTable.LogGamma(1e-4)(Math.Log(smallest)));
        AssertShare(belowSingle, ExtremeTable.LogGamma(1e-4f)(Math.Log(smallestSingle)));
        Assert.True(below > 0.93 * Count, $"{below}");
    }

    /// <summary>Beta draws of two small shapes are at both ends of (0, 1), as often as they should be, and never 0 or 1.</summary>
    [Theory]
    [InlineData(1e-3, 1e-3)]
    [InlineData(1e-3, 1.5)]
    public void Beta_draws_of_small_shapes_in_linear_space(double a, double b)
    {
        const double smallest = 2.2250738585072014e-308;
        int low = 0, high = 0;
        Noise logit = new(32), linear = logit;
        for (int i = 0; i < Count; i++)
        {
            double y = Sample.LogitBeta(a, b, ref logit), x = Sample.Beta(a, b, ref linear);
            Assert.True(x is >= smallest and < 1);
            if (x == smallest)
            {
                low++;
            }
            else if (x == double.BitDecrement(1))
            {
                high++;
            }
            else
            {
                // Near 1 the rounding of x is what counts.
                Assert.Equal(y, Math.Log(x) - Math.Log(1 - x), (1e-12 * (1 + Math.Abs(y))) + (4e-16 * Math.Exp(Math.Max(y, 0))));
            }
        }

        Func<double, double> cdf = ExtremeTable.LogitBeta(a, b);
        AssertShare(low, cdf(Math.Log(smallest)));

        // 1 − x below ¾ of 2⁻⁵² is rounded to the number before 1, or to 1.
        AssertShare(high, 1 - cdf(-Math.Log(0.75 * Math.Pow(2, -52))));
    }

    /// <summary>The probabilities beside the mode, where it is 1/√(2πλ) exp(−1/(12λ) + …), by their ratios.</summary>
    [Fact]
    public void Poisson_of_a_million()
    {
        const int lambda = 1_000_000, first = lambda - 10_000;
        double[] p = new double[20_001];
        p[10_000] = Math.Exp((-1 / (12.0 * lambda)) + (1 / (360.0 * Math.Pow(lambda, 3)))) / Math.Sqrt(2 * Math.PI * lambda);
        for (int i = 1; i <= 10_000; i++)
        {
            p[10_000 + i] = p[10_000 + i - 1] * lambda / (lambda + i);
            p[10_000 - i] = p[10_000 - i + 1] * (lambda - i + 1) / lambda;
        }

        Assert.Equal(1, p.Sum(), 1e-12);
        int[] draws = new int[Count];
        Noise noise = new(33);
        Sample.Poisson(1e6, draws, ref noise);
        Check(draws);
        Noise single = new(34);
        for (int i = 0; i < Count; i++)
        {
            draws[i] = Sample.Poisson(1e6f, ref single);
        }

        Check(draws);

        // One draw in twenty at the median, and all of them by a thirtieth of the deviation too far.
        Assert.ThrowsAny<Exception>(() => Check([.. draws.Select((x, i) => i % 20 == 0 ? lambda : x)]));
        Assert.ThrowsAny<Exception>(() => Statistics.AssertMoments([.. draws.Select(x => x + 32)], p, first));

        void Check(int[] counts)
        {
            Assert.InRange(Statistics.ChiSquare(counts, k => k < first || k >= first + p.Length ? 0 : p[k - first]), -Statistics.NormalBound, Statistics.NormalBound);
            Statistics.AssertMoments(counts, p, first);
        }
    }

    /// <summary>Failures of probability 10⁻¹² in 2³¹ − 1 trials: two in a thousand draws have one.</summary>
    [Fact]
    public void Binomial_of_hardly_any_failures()
    {
        const double p = 1 - 1e-12, q = 1 - p;
        const int n = int.MaxValue;
        double[] probabilities = new double[6];
        probabilities[0] = Math.Exp(-n * q);
        for (int k = 1; k < probabilities.Length; k++)
        {
            probabilities[k] = probabilities[k - 1] * (n - k + 1.0) / k * q / p;
        }

        int[] failures = new int[Count];
        Noise noise = new(35);
        for (int i = 0; i < Count; i++)
        {
            failures[i] = n - Sample.Binomial(n, p, ref noise);
        }

        Assert.True(failures.Sum() > 150, "the test would be about nothing");
        Statistics.AssertMoments(failures, probabilities);
        Statistics.AssertRare(failures, probabilities);
        Assert.InRange(Statistics.ChiSquare(failures, k => probabilities[k]), -Statistics.NormalBound, Statistics.NormalBound);
        Assert.ThrowsAny<Exception>(() => Statistics.AssertMoments([.. failures.Select((x, i) => i < 100 ? 1 : x)], probabilities));
    }

    private static void AssertShare(int count, double probability)
    {
        if (probability * Count < 1e-3)
        {
            Assert.Equal(0, count);
            return;
        }

        Assert.InRange((count - (probability * Count)) / Math.Sqrt(probability * (1 - probability) * Count), -Statistics.NormalBound, Statistics.NormalBound);
    }
}
