using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen;
using GradientsWithoutBackprop.Models;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>The variance of estimates of a known gradient: against the number of directions, and against the noise of the second pass where there is no pass without (Cho et al. 2011).</summary>
internal static class VarianceExperiment
{
    /// <summary>The parameters.</summary>
    public const int Parameters = 16;

    private const double Sigma = 1e-3;

    /// <summary>The slopes 1, −1, 1, −1, … over √n: ‖gradient‖² is 1.</summary>
    private static readonly double[] Slopes = [.. Enumerable.Range(0, Parameters).Select(i => (i % 2 == 0 ? 1 : -1) / Math.Sqrt(Parameters))];

    /// <summary>One estimate from K directions, for K from 1 to n.</summary>
    public static IReadOnlyList<VariancePoint> OverDirections(RunSettings settings)
    {
        const double N = Parameters;
        NoiseKey key = new(settings.Seed, (ulong)RandomSite.Variances);
        List<VariancePoint> points = [];
        foreach (int k in (int[])[1, 2, 4, 8, 16])
        {
            points.Add(Measure("Gaussian directions", k, new ForwardGradient<double>(key.Split(0).Value, DirectionNoise.Gaussian, k), (N + 1) / k, settings.Quick));
            points.Add(Measure("directions of signs", k, new ForwardGradient<double>(key.Split(1).Value, DirectionNoise.Rademacher, k), (N - 1) / k, settings.Quick));
            points.Add(Measure("orthogonal directions", k, new OrthogonalForwardGradient<double>(key.Split(2).Value, k), N / k - 1, settings.Quick));
        }

        return points;
    }

    /// <summary>Two noisy passes, the second with r times the noise of the first, and the difference form.</summary>
    public static IReadOnlyList<VariancePoint> OverSecondNoise(RunSettings settings)
    {
        const double N = Parameters;
        NoiseKey key = new NoiseKey(settings.Seed, (ulong)RandomSite.Variances).Split(9);
        List<VariancePoint> points = [];
        foreach (double r in (double[])[0.25, 0.5, 1, 1.5, 2, 3])
        {
            points.Add(Measure("noise of the first pass credited", r, new TwoNoisyNodePerturbation<double>(key.Split(0).Value, Sigma, r * Sigma), N + 1 + N * r * r, settings.Quick));
        }

        points.Add(Measure("difference of both noises credited", 1, new DifferenceNodePerturbation<double>(key.Split(1).Value, Sigma), N + 1, settings.Quick));
        points.Add(Measure("a pass without noise", 0, new CleanNodePerturbation<double>(key.Split(2).Value, Sigma), N + 1, settings.Quick));
        return points;
    }

    private static VariancePoint Measure<TEstimator>(string method, double x, TEstimator estimator, double theory, bool quick)
        where TEstimator : ILayeredGradientEstimator<double>
    {
        LinearLoss loss = new(Slopes);
        double[] point = new double[Parameters];
        double[] estimate = new double[Parameters];
        double[] squares = new double[quick ? 2000 : 100_000];
        for (int t = 0; t < squares.Length; t++)
        {
            estimator.Estimate(ref loss, point, estimate);
            for (int i = 0; i < estimate.Length; i++)
            {
                squares[t] += (estimate[i] - Slopes[i]) * (estimate[i] - Slopes[i]);
            }
        }

        (double mean, double error) = Statistics.Mean(squares);
        return new VariancePoint(method, x, mean, 1.96 * error, theory);
    }
}
