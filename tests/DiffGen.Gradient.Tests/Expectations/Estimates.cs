using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>What estimates are held to: exact sums over all outcomes, or z-tests that would see five per cent.</summary>
internal static class Estimates
{
    /// <summary>The draws of one run, in words, and their probability.</summary>
    public delegate (string Draws, double Probability) Outcome(Noise noise);

    /// <summary>Σ P(outcome) estimate(outcome), over streams until every outcome has been met.</summary>
    public static double[] Expectation(Func<Noise, double[]> estimate, Outcome outcome)
    {
        var met = new HashSet<string>();
        double covered = 0;
        double[] sum = [];
        for (ulong seed = 0; covered < 1 - 1e-12; seed++)
        {
            Assert.True(seed < 500_000, $"only {covered} of the outcomes was met");
            (string draws, double probability) = outcome(new Noise(seed));
            if (met.Add(draws))
            {
                double[] one = estimate(new Noise(seed));
                sum = [.. one.Select((g, i) => (sum.Length == 0 ? 0 : sum[i]) + (probability * g))];
                covered += probability;
            }
        }

        return sum;
    }

    /// <summary>The estimates agree with the exact value to five standard errors, and would not with one that is off by five per cent.</summary>
    public static void AreUnbiased(Func<Noise, double> estimate, double exact, int count, bool hasPower = true)
    {
        (double mean, double deviation, _) = Moments(estimate, count);
        double error = deviation / Math.Sqrt(count);
        Assert.True(double.IsFinite(mean) && Math.Abs(mean - exact) <= 5 * error, string.Create(CultureInfo.InvariantCulture, $"mean {mean}, expected {exact}, standard error {error}"));
        Assert.True(!hasPower || 0.05 * Math.Abs(exact) >= 8 * error, string.Create(CultureInfo.InvariantCulture, $"{count} estimates do not see a bias of 5 %: standard error {error}"));
    }

    /// <summary>The variance of the estimates agrees with the exact one to five standard errors.</summary>
    public static void HasVariance(Func<Noise, double> estimate, double exact, int count)
    {
        (_, double deviation, double error) = Moments(estimate, count);
        double variance = deviation * deviation;
        Assert.True(double.IsFinite(variance) && Math.Abs(variance - exact) <= 5 * error, string.Create(CultureInfo.InvariantCulture, $"variance {variance}, expected {exact}, standard error {error}"));
        Assert.True(exact >= 8 * error, string.Create(CultureInfo.InvariantCulture, $"{count} estimates do not tell a variance: standard error {error} of {exact}"));
    }

    /// <summary>Mean, standard deviation, and the standard error of the variance.</summary>
    public static (double Mean, double Deviation, double VarianceError) Moments(Func<Noise, double> estimate, int count)
    {
        double[] values = [.. Enumerable.Range(0, count).Select(i => estimate(new Noise(new NoiseKey(2024), (ulong)i * 4096)))];
        double mean = values.Average(), variance = values.Average(v => (v - mean) * (v - mean)), fourth = values.Average(v => Math.Pow(v - mean, 4));
        return (mean, Math.Sqrt(variance), Math.Sqrt((fourth - (variance * variance)) / count));
    }
}
