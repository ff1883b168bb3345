using System;
using System.Linq;
using EpidemicCalibration;
using Xunit;

namespace DiffGen.Samples.Tests;

/// <summary>The epidemic: derivatives of its means, and the calibration by them. Seeds are fixed, limits are 5 standard errors.</summary>
public sealed class EpidemicTests
{
    private const int Outbreaks = 20_000;

    /// <summary>Against differences of simulated means at other parameters, for each statistic and parameter.</summary>
    [Fact]
    public void Derivatives_of_means()
    {
        const double Step = 0.1;
        double[] free = Experiment.Truth.Free;
        Simulations at = Simulations.Run(Experiment.Truth, Outbreaks, new Noise(3));
        double power = 0;
        for (int p = 0; p < Parameters.Count; p++)
        {
            double[] up = [.. free], down = [.. free];
            up[p] += Step;
            down[p] -= Step;
            Observations above = Observations.Simulate(Parameters.Of(up), Outbreaks, new Noise(4)), below = Observations.Simulate(Parameters.Of(down), Outbreaks, new Noise(5));
            for (int i = 0; i < Outbreak.Statistics; i++)
            {
                double difference = (above.Mean[i] - below.Mean[i]) / (2 * Step);
                double derivative = 0.5 * (at.Derivatives[i, p] + at.OtherDerivatives[i, p]);

                // The halves tell the error of their mean, roughly; the curvature of a mean adds a little to a difference.
                double error = Math.Sqrt(Math.Pow(above.StandardError(i), 2) + Math.Pow(below.StandardError(i), 2)) / (2 * Step);
                double noise = Spread(at, p) * Math.Sqrt(at.Covariance[i, i]);
                double limit = (5 * Math.Sqrt((error * error) + (noise * noise))) + (0.03 * Math.Abs(difference)) + 0.01;
                Assert.True(Math.Abs(difference - derivative) <= limit, $"{Parameters.Names[p]}, statistic {i}: {derivative}, by differences {difference} ± {limit}");
                power = Math.Max(power, Math.Abs(difference) / limit);
            }
        }

        Assert.True(power > 4, $"the limits are wide: {power}");
    }

    /// <summary>The parameters that made the villages come back from a start far off, and the simulated means are at the observed ones.</summary>
    [Fact]
    public void Known_parameters_come_back()
    {
        Observations observed = Observations.Simulate(Experiment.Truth, Experiment.Villages, new Noise(11));
        Calibration calibration = new(observed, new Noise(12));

        Fit fit = calibration.Run(Experiment.Start, [1_500, 1_500, 1_500, 1_500, 3_000, 6_000], _ => { });

        double[] found = fit.Parameters.Values, truth = Experiment.Truth.Values, start = Experiment.Start.Values;
        for (int p = 0; p < Parameters.Count; p++)
        {
            Assert.InRange((found[p] - truth[p]) / fit.StandardErrors[p], -5, 5);
            Assert.True(Math.Abs(start[p] - truth[p]) > 15 * fit.StandardErrors[p], $"{Parameters.Names[p]}: the start is not far off");
        }

        Assert.InRange(fit.Distance, 0, 30);
        Assert.True(calibration.Path[0].Distance > 1_000);
    }

    [Fact]
    public void Villages_are_the_same_however_many_there_are()
    {
        Assert.Equal(
            Observations.Simulate(Experiment.Truth, 1, new Noise(7)).Mean,
            Observations.Simulate(Experiment.Truth, 2, new Noise(7)).Mean.Zip(Second(), (mean, second) => (2 * mean) - second),
            (a, b) => Math.Abs(a - b) < 1e-9);

        static double[] Second()
        {
            double[] statistics = new double[Outbreak.Statistics];
            Outbreak.Observe(Experiment.Truth, statistics, new Noise(7).Split(1));
            return statistics;
        }
    }

    [Fact]
    public void Inverses()
    {
        double[,] inverse = LinearAlgebra.Inverse(new double[,] { { 4, 2 }, { 2, 3 } });

        Assert.Equal([0.375, -0.25, -0.25, 0.5], inverse.Cast<double>(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.False(LinearAlgebra.TryInvert(new double[,] { { 1, 2 }, { 2, 1 } }, out _));
        Assert.Throws<ArgumentException>(() => LinearAlgebra.Inverse(new double[,] { { 0 } }));
    }

    /// <summary>The standard error of the derivatives by parameter p, of statistics of deviation 1: the mean over statistics of what the halves differ by.</summary>
    private static double Spread(Simulations at, int p)
    {
        return Math.Sqrt(Enumerable.Range(0, Outbreak.Statistics).Average(i => Math.Pow(at.Derivatives[i, p] - at.OtherDerivatives[i, p], 2) / (4 * at.Covariance[i, i])));
    }
}
