using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen;
using GradientsWithoutBackprop.Models;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>
/// Weight against node perturbation on trials of many steps (Züge, Klos and Memmesheimer 2023): a linear student of M = 2 outputs, T = 50 steps, N = 5 effective inputs. Both rules multiply the error by a and add
/// b in each trial, in the mean: a = 1 − 2η + η²(MN + 2), and b from the size of the perturbation.
/// </summary>
internal static class ResidualExperiment
{
    public const int Outputs = 2;
    public const int Steps = 50;
    public const int Effective = 5;
    public const int Unused = 2;
    public const double Rate = 0.5 / 12;
    public const double Noise = 0.1;

    private const int BatchOfTrials = 1000;

    /// <summary>What a trial multiplies the error by.</summary>
    private static readonly double Kept = 1 - 2 * Rate + Rate * Rate * (Outputs * Effective + 2);

    /// <summary>What a trial adds under weight perturbation of deviation s/√N.</summary>
    private static double WeightAddition
    {
        get
        {
            const double D = Outputs * Effective;
            return Rate * Rate * (Noise * Noise / Effective) * D * (D + 2) * (D + 4) / 8;
        }
    }

    /// <summary>What a trial adds under node perturbation of deviation s.</summary>
    private static double NodeAddition
    {
        get
        {
            const double Nodes = Outputs * Steps;
            return Rate * Rate * Noise * Noise * Effective * Outputs * (Nodes + 2) * (Nodes + 4) / (8 * Steps);
        }
    }

    public static IReadOnlyList<ResidualRow> Run(RunSettings settings, Action<string> report)
    {
        NoiseKey key = new(settings.Seed, (ulong)RandomSite.Trials);
        int trials = settings.Quick ? 4000 : 100_000;
        double weightNoise = Noise / Math.Sqrt(Effective);
        report("trials of many steps");
        return
        [
            Measure("weight perturbation", new WeightPerturbation<double>(key.Split(0).Value, weightNoise), WeightAddition, trials),
            Measure("node perturbation", new NodePerturbation<double>(key.Split(1).Value, Noise), NodeAddition, trials),
            Measure("weight perturbation, central", new CentralWeightPerturbation<double>(key.Split(2).Value, weightNoise), 0, 4000),
            Measure("node perturbation, central", new CentralNodePerturbation<double>(key.Split(3).Value, Noise), 0, 4000),
        ];
    }

    private static ResidualRow Measure<TEstimator>(string rule, TEstimator estimator, double addition, int trials)
        where TEstimator : ILayeredGradientEstimator<double>
    {
        const int Inputs = Effective + Unused;
        LinearStudent student = new(Outputs, Inputs, TrialInputs());
        double[] weights = [.. Enumerable.Repeat(1.0, Outputs * Inputs)];
        double[] gradient = new double[weights.Length];
        double[] errors = new double[trials];
        for (int t = 0; t < trials; t++)
        {
            errors[t] = student.Value(weights);
            estimator.Estimate(ref student, weights, gradient);
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] -= Rate * gradient[i];
            }
        }

        double[] batches = [.. errors.Chunk(BatchOfTrials).Skip(1).Select(batch => batch.Average())];
        (double mean, double error) = Statistics.Mean(batches);
        double residual = addition / (1 - Kept);
        List<(int Trial, double Error)> curve = [];
        List<(int Trial, double Error)> theory = [];
        int start = 0;
        foreach (int end in Checkpoints.Geometric(trials))
        {
            curve.Add((end, errors[start..end].Average()));
            theory.Add((end, Enumerable.Range(start, end - start).Average(t => residual + Math.Pow(Kept, t) * (errors[0] - residual))));
            start = end;
        }

        double drift = Enumerable.Range(0, Outputs).SelectMany(o => Enumerable.Range(Effective, Unused).Select(j => weights[o * Inputs + j] - 1)).Average(change => change * change);
        return new ResidualRow(rule, residual, mean, 1.96 * error, drift, curve, theory);
    }

    /// <summary>Sines and cosines of mean square 1, orthogonal over the trial; the unused inputs are 0.</summary>
    private static double[] TrialInputs()
    {
        const int Inputs = Effective + Unused;
        double[] x = new double[Steps * Inputs];
        for (int t = 0; t < Steps; t++)
        {
            for (int j = 0; j < Effective; j++)
            {
                double angle = 2 * Math.PI * (1 + j / 2) * t / Steps;
                x[t * Inputs + j] = Math.Sqrt(2) * (j % 2 == 0 ? Math.Cos(angle) : Math.Sin(angle));
            }
        }

        return x;
    }
}
