using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen;
using GradientsWithoutBackprop.Data;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>All kinds of gradient train one network on one task, each at the best learning rate of its own sweep, for equal steps and for equal time.</summary>
internal sealed class EstimatorExperiment(RunSettings settings)
{
    private const int BatchSize = 20;
    private const int RatesTried = 4;
    private const int TestDigits = 1000;

    /// <summary>On the task that needs no files.</summary>
    public EstimatorOutcome OnBlobs(Action<string> report)
    {
        int steps = settings.Quick ? 60 : 1000;
        return Run(Blobs.Make(Key(0)), steps, steps, settings.Quick ? 1 : 3, report);
    }

    /// <summary>On digits.</summary>
    public EstimatorOutcome OnDigits(Action<string> report)
    {
        const int Hidden = 64;
        Digits test = settings.Digits.HeldBack.First(TestDigits);
        ClassificationTask task = new(
            settings.Digits.Source,
            Digits.PixelsPerImage,
            Hidden,
            settings.Digits.Train.Images.ToArray(),
            settings.Digits.Train.Labels.ToArray(),
            test.Images.ToArray(),
            test.Labels.ToArray());
        return settings.Quick ? Run(task, 20, 10, 1, report) : Run(task, 2000, 500, 1, report);
    }

    private EstimatorOutcome Run(ClassificationTask task, int steps, int sweepSteps, int seeds, Action<string> report)
    {
        List<EstimatorRow> rows = [];
        double seconds = 0;
        foreach (Method method in Method.All)
        {
            report($"{task.Name}: {method.Name}");
            double rate = BestRate(task, method, sweepSteps);
            EstimatorRow row = Row(task, method, rate, steps, seconds, seeds);
            rows.Add(row);

            // Backpropagation comes first: its time is the time that all have.
            seconds = rows.Count == 1 ? row.SecondsPerStep * steps : seconds;
        }

        return new EstimatorOutcome(task, BatchSize, steps, seconds, seeds, rows);
    }

    private double BestRate(ClassificationTask task, Method method, int steps)
    {
        double best = 0;
        double highest = -1;
        double rate = method.FirstRate(task.ParameterCount);
        for (int k = 0; k < (settings.Quick ? 2 : RatesTried); k++, rate *= Math.Sqrt(10))
        {
            EstimatorRun run = new(task, method, rate, BatchSize, Key(1));
            run.Train(steps);
            if (run.Accuracy > highest)
            {
                highest = run.Accuracy;
                best = rate;
            }
        }

        return best;
    }

    private EstimatorRow Row(ClassificationTask task, Method method, double rate, int steps, double seconds, int seeds)
    {
        IReadOnlyList<int> checkpoints = Checkpoints.Geometric(steps);
        EstimatorRun[] bySteps = new EstimatorRun[seeds];
        double[] accuracy = new double[seeds];
        double[] accuracyInTime = new double[seeds];
        double[] stepsInTime = new double[seeds];
        for (int seed = 0; seed < seeds; seed++)
        {
            NoiseKey key = Key(2 + seed);
            bySteps[seed] = new EstimatorRun(task, method, rate, BatchSize, key);
            bySteps[seed].Train(steps, checkpoints);
            accuracy[seed] = bySteps[seed].Accuracy;

            // Without a limit yet the steps are the limit.
            EstimatorRun inTime = seconds > 0 ? new EstimatorRun(task, method, rate, BatchSize, key) : bySteps[seed];
            inTime.Train(0, seconds: seconds);
            stepsInTime[seed] = inTime.Steps;
            accuracyInTime[seed] = inTime.Accuracy;
        }

        return new EstimatorRow(
            method.Name,
            method.Bias,
            rate,
            [.. Enumerable.Range(0, checkpoints.Count).Select(k => (checkpoints[k], bySteps.Average(run => run.Curve[k].Accuracy), bySteps.Min(run => run.Curve[k].Accuracy), bySteps.Max(run => run.Curve[k].Accuracy)))],
            accuracy.Average(),
            bySteps.Sum(run => run.Seconds) / seeds / steps,
            stepsInTime.Average(),
            accuracyInTime.Average());
    }

    private NoiseKey Key(int index)
    {
        return new NoiseKey(settings.Seed, (ulong)RandomSite.Estimators).Split((ulong)index);
    }
}
