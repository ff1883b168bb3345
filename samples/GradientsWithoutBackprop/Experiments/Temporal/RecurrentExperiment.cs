using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen;
using GradientsWithoutBackprop.Models;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>A recurrent network learns to repeat what it was given two steps before: by backpropagation through time, by node perturbation as the compiler makes it, and by weight perturbation (a forward gradient).</summary>
internal sealed class RecurrentExperiment(RunSettings settings)
{
    public const int Delay = 2;
    private const int TestSequences = 50;

    private readonly NoiseKey _key = new(settings.Seed, (ulong)RandomSite.Sequences);
    private readonly int _units = settings.Quick ? 4 : 16;

    /// <summary>A gradient of the loss on a sequence; the step names the noise.</summary>
    private delegate void SequenceGradient(ReadOnlySpan<double> parameters, double[] inputs, double[] targets, uint step, Span<double> gradient);

    public int Units => _units;

    private int ParameterCount => _units * (_units + 3);

    public IReadOnlyList<RecurrentRow> Train(Action<string> report)
    {
        List<RecurrentRow> rows = [];
        foreach (int timeSteps in settings.Quick ? (int[])[6] : [10, 40])
        {
            report($"recurrent network, {timeSteps} steps");
            rows.Add(Best("backpropagation through time", timeSteps, 0, 0.1, Backpropagate));
            rows.Add(Best("node perturbation by the compiler", timeSteps, _units * timeSteps, 3e-4, PerturbNodes));
            rows.Add(Best("weight perturbation", timeSteps, ParameterCount, 3e-4, PerturbWeights));
        }

        return rows;
    }

    public IReadOnlyList<RecurrentMemoryRow> MeasureMemory()
    {
        List<RecurrentMemoryRow> rows = [];
        foreach (int timeSteps in settings.Quick ? (int[])[10, 10_000] : [10, 100, 1000, 10_000])
        {
            double[] parameters = FirstParameters();
            double[] gradient = new double[parameters.Length];
            double[] inputs = new double[timeSteps];
            double[] targets = new double[timeSteps];
            Load(0, inputs, targets);
            rows.Add(new RecurrentMemoryRow(
                timeSteps,
                CallMemory.Of(() => Backpropagate(parameters, inputs, targets, 0, gradient)),
                CallMemory.Of(() => PerturbNodes(parameters, inputs, targets, 0, gradient)),
                CallMemory.Of(() => RecurrentNetwork.LossJvp(parameters, inputs, targets, _units, gradient))));
        }

        return rows;
    }

    private void Backpropagate(ReadOnlySpan<double> parameters, double[] inputs, double[] targets, uint step, Span<double> gradient)
    {
        RecurrentNetwork.LossGradient(parameters, inputs, targets, _units, gradient);
    }

    private void PerturbNodes(ReadOnlySpan<double> parameters, double[] inputs, double[] targets, uint step, Span<double> gradient)
    {
        RecurrentNetwork.LossNodeGradient(parameters, inputs, targets, _units, new NodeNoise(_key.Split(1), step, Distribution: DirectionNoise.Rademacher), gradient);
    }

    private void PerturbWeights(ReadOnlySpan<double> parameters, double[] inputs, double[] targets, uint step, Span<double> gradient)
    {
        RecurrentNetwork.LossObjective loss = new(inputs, targets, _units);
        ForwardGradient<double> estimator = new(_key.Split(2).Value, DirectionNoise.Rademacher) { Step = step };
        estimator.Estimate(ref loss, parameters, gradient);
    }

    private RecurrentRow Best(string method, int timeSteps, int perturbed, double firstRate, SequenceGradient gradient)
    {
        int tried = settings.Quick ? 2 : 5;
        return Enumerable.Range(0, tried)
            .Select(k => Train(method, timeSteps, perturbed, firstRate * Math.Pow(10, 0.5 * k), gradient))
            .MinBy(row => double.IsFinite(row.Loss) ? row.Loss : double.MaxValue)!;
    }

    private RecurrentRow Train(string method, int timeSteps, int perturbed, double rate, SequenceGradient estimate)
    {
        int steps = settings.Quick ? 200 : 10_000;
        double[] parameters = FirstParameters();
        double[] gradient = new double[parameters.Length];
        double[] inputs = new double[timeSteps];
        double[] targets = new double[timeSteps];
        List<(int Step, double Loss)> curve = [];
        uint step = 0;
        foreach (int checkpoint in Checkpoints.Geometric(steps))
        {
            for (; step < checkpoint; step++)
            {
                Load(TestSequences + step, inputs, targets);
                estimate(parameters, inputs, targets, step, gradient);
                for (int i = 0; i < parameters.Length; i++)
                {
                    parameters[i] -= rate * gradient[i];
                }
            }

            curve.Add((checkpoint, TestLoss(parameters, inputs, targets)));
        }

        return new RecurrentRow(method, timeSteps, perturbed, rate, curve[^1].Loss, curve);
    }

    private double TestLoss(ReadOnlySpan<double> parameters, double[] inputs, double[] targets)
    {
        double sum = 0;
        for (uint sequence = 0; sequence < TestSequences; sequence++)
        {
            Load(sequence, inputs, targets);
            sum += RecurrentNetwork.Loss(parameters, inputs, targets, _units);
        }

        return sum / TestSequences;
    }

    /// <summary>A sequence of signs, and the same signs two steps later.</summary>
    private void Load(uint sequence, double[] inputs, double[] targets)
    {
        _key.FillRademacher<double>(inputs, 3, 0, sequence);
        targets.AsSpan().Clear();
        inputs.AsSpan(0, inputs.Length - Delay).CopyTo(targets.AsSpan(Delay));
    }

    private double[] FirstParameters()
    {
        double[] parameters = new double[ParameterCount];
        _key.FillGaussian<double>(parameters, 4);
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] *= 0.8 / Math.Sqrt(_units);
        }

        return parameters;
    }
}
