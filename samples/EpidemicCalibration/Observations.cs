using System;
using DiffGen;

namespace EpidemicCalibration;

/// <summary>The means of the statistics over villages, and the covariance of the statistics of one village.</summary>
internal sealed record Observations(int Villages, double[] Mean, double[,] Covariance)
{
    /// <summary>Simulates villages. Village i of a stream is the same however many are simulated.</summary>
    public static Observations Simulate(Parameters parameters, int villages, Noise noise)
    {
        double[] statistics = new double[Outbreak.Statistics];
        double[,] all = new double[villages, Outbreak.Statistics];
        for (int village = 0; village < villages; village++)
        {
            Outbreak.Observe(parameters, statistics, noise.Split(village));
            for (int i = 0; i < statistics.Length; i++)
            {
                all[village, i] = statistics[i];
            }
        }

        (double[] mean, double[,] covariance) = LinearAlgebra.Moments(all);
        return new Observations(villages, mean, covariance);
    }

    /// <summary>The standard error of the mean of statistic <paramref name="i"/>.</summary>
    public double StandardError(int i)
    {
        return Math.Sqrt(Covariance[i, i] / Villages);
    }
}
