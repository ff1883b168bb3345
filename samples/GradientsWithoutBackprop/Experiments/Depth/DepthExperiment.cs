using System;
using System.Collections.Generic;
using DiffGen;
using GradientsWithoutBackprop.Models;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>Time and memory of steps of networks with 1 to 100 hidden layers (Baydin et al. 2022, section 5.4).</summary>
internal static class DepthExperiment
{
    public const int BatchSize = 32;

    public static int Width(bool quick)
    {
        return quick ? 16 : 128;
    }

    public static IReadOnlyList<DepthRow> Run(RunSettings settings, Action<string> report)
    {
        int[] depths = settings.Quick ? [1, 10, 100] : [1, 2, 5, 10, 20, 50, 100];
        MiniBatches batches = new(settings.Digits.Train, BatchSize, new NoiseKey(settings.Seed, (ulong)RandomSite.Order));
        batches.Shuffle(1);
        batches.Load(0);
        List<DepthRow> rows = [];
        foreach (int depth in depths)
        {
            report($"{depth} layers");
            rows.Add(Measure(depth, Width(settings.Quick), batches, settings));
        }

        return rows;
    }

    private static DepthRow Measure(int depth, int width, MiniBatches batches, RunSettings settings)
    {
        float[] parameters = DeepNetworkWeights.Make(width, depth, new NoiseKey(settings.Seed, (ulong)RandomSite.Weights));
        float[] gradient = new float[parameters.Length];
        float[] images = batches.Images.ToArray();
        byte[] labels = batches.Labels.ToArray();
        StepTimes times = StepTiming.Measure(
            new DeepNetwork.LossObjective(images, labels, width, depth),
            () => VectorisedLosses.DeepNetwork(parameters, images, labels, width, depth),
            parameters,
            settings.Seed,
            settings.Quick ? 3 : StepTiming.Runs);
        return new DepthRow(
            depth,
            parameters.Length,
            times,
            CallMemory.Of(() => DeepNetwork.LossGradient(parameters, images, labels, width, depth, gradient)),
            CallMemory.Of(() => DeepNetwork.LossJvp(parameters, images, labels, width, depth, gradient)));
    }
}
