using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen;
using DiffGen.Samples.Data;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>All kinds of gradient train one network on one task, each at the best learning rate of its own sweep, for equal steps and for equal time.</summary>
internal sealed class EstimatorExperiment(RunSettings settings)
{
    private const int BatchSize = 20;
    private const int RatesTried = 5;
    private const int TimedRounds = 31;
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
        return settings.Quick ? Run(task, 20, 10, 1, report) : Run(task, 4000, 1000, 2, report);
    }

    private EstimatorOutcome Run(ClassificationTask task, int steps, int sweepSteps, int seeds, Action<string> report)
    {
        double[] secondsPerStep = TimeSteps(task);
        List<EstimatorRow> rows = [];
        for (int m = 0; m < Method.All.Count; m++)
        {
            report($"{task.Name}: {Method.All[m].Name}");
            double rate = BestRate(task, Method.All[m], sweepSteps);

            // Backpropagation comes first: all have as long as it takes for its steps.
            int stepsInTime = Math.Max(1, (int)(steps * secondsPerStep[0] / secondsPerStep[m]));
            rows.Add(Row(task, Method.All[m], rate, steps, stepsInTime, secondsPerStep[m], seeds));
        }

        return new EstimatorOutcome(task, BatchSize, steps, steps * secondsPerStep[0], seeds, rows);
    }

    /// <summary>The times of a step with each kind of gradient, medians of steps in turn, so that whatever else the machine does meets all of them alike.</summary>
    private double[] TimeSteps(ClassificationTask task)
    {
        int rounds = settings.Quick ? 5 : TimedRounds;
        EstimatorRun[] runs = [.. Method.All.Select(method => new EstimatorRun(task, method, 0, BatchSize, Key(0)))];
        double[][] seconds = [.. runs.Select(_ => new double[rounds])];
        for (int round = -2; round < rounds; round++)
        {
            for (int m = 0; m < runs.Length; m++)
            {
                runs[m].Train(runs[m].Steps + 1, []);
                if (round >= 0)
                {
                    seconds[m][round] = runs[m].LastStepSeconds;
                }
            }
        }

        return [.. seconds.Select(times => Statistics.Median(times))];
    }

    private double BestRate(ClassificationTask task, Method method, int steps)
    {
        double best = 0;
        double highest = -1;
        double rate = method.FirstRate(task.ParameterCount);
        for (int k = 0; k < (settings.Quick ? 2 : RatesTried); k++, rate *= Math.Sqrt(10))
        {
            EstimatorRun run = new(task, method, rate, BatchSize, Key(1));
            run.Train(steps, []);
            if (run.Accuracy > highest)
            {
                highest = run.Accuracy;
                best = rate;
            }
        }

        return best;
    }

    private EstimatorRow Row(ClassificationTask task, Method method, double rate, int steps, int stepsInTime, double secondsPerStep, int seeds)
    {
        IReadOnlyList<int> checkpoints = Checkpoints.Geometric(steps);
        EstimatorRun[] runs = [.. Enumerable.Range(0, seeds).Select(seed => new EstimatorRun(task, method, rate, BatchSize, Key(2 + seed)))];
        double accuracy = 0;
        double accuracyInTime = 0;
        foreach (EstimatorRun run in runs)
        {
            run.Train(Math.Min(steps, stepsInTime), checkpoints);
            double first = run.Accuracy;
            run.Train(Math.Max(steps, stepsInTime), checkpoints);
            double second = run.Accuracy;
            accuracy += (stepsInTime < steps ? second : first) / seeds;
            accuracyInTime += (stepsInTime < steps ? first : second) / seeds;
        }

        return new EstimatorRow(
            method.Name,
            method.Bias,
            rate,
            [.. Enumerable.Range(0, checkpoints.Count).Select(k => (checkpoints[k], runs.Average(run => run.Curve[k].Accuracy), runs.Min(run => run.Curve[k].Accuracy), runs.Max(run => run.Curve[k].Accuracy)))],
            accuracy,
            secondsPerStep,
            stepsInTime,
            accuracyInTime);
    }

    private NoiseKey Key(int index)
    {
        return new NoiseKey(settings.Seed, (ulong)RandomSite.Estimators).Split((ulong)index);
    }
}
