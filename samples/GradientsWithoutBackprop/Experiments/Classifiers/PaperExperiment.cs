using System;
using System.Collections.Generic;
using DiffGen;
using GradientsWithoutBackprop.Models;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>
/// Trains the network 784-1024-1024-10 as Baydin et al. 2022, section 5.2, do: batches of 64, one direction a step, both kinds of gradient at the <em>same</em> learning rates 2e-5 and 2e-4, falling as e^(−i/10000).
/// </summary>
internal sealed class PaperExperiment(RunSettings settings)
{
    private const int BatchSize = 64;
    private const int HeldBack = 200;
    private const int Epochs = 4;

    private static readonly double[] LearningRates = [2e-5, 2e-4];

    public IReadOnlyList<PaperOutcome> Train(ITrainingObserver observer)
    {
        List<PaperOutcome> outcomes = [];
        foreach (double rate in LearningRates)
        {
            NoiseKey weights = Key(RandomSite.Weights);
            MiniBatches batches = new(settings.Digits.Train, BatchSize, Key(RandomSite.Order));
            int steps = settings.Quick ? 3 : Math.Max(1, batches.PerEpoch) * (settings.Epochs ?? Epochs);
            ForwardGradient<float> forward = new(Key(RandomSite.Directions).Value);
            IReadOnlyList<ITrainingRun> runs =
            [
                new TrainingRun<PaperNetworkModel, PaperNetwork.LossObjective, Backpropagation<float>>("backpropagation", default, rate, weights),
                new TrainingRun<PaperNetworkModel, PaperNetwork.LossObjective, ForwardGradient<float>>("forward gradients", forward, rate, weights),
            ];
            SideBySide.Train($"{PaperNetworkModel.Name}, rate {rate:0e-0}", runs, batches, settings.Digits.HeldBack.First(settings.Quick ? 20 : HeldBack), Checkpoints.Geometric(steps), observer);
            outcomes.Add(new PaperOutcome(rate, steps, runs));
        }

        return outcomes;
    }

    private NoiseKey Key(RandomSite site)
    {
        return new NoiseKey(settings.Seed, (ulong)site).Split(1);
    }
}
