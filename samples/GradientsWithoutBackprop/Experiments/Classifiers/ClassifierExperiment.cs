using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen;
using GradientsWithoutBackprop.Models;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>
/// Trains classifiers of digits by backpropagation and by forward gradients, side by side, each at the best learning rate of a sweep, and times their steps (Baydin et al. 2022,
/// sections 5.2 and 5.3).
/// </summary>
internal sealed class ClassifierExperiment(RunSettings settings)
{
    private const int BatchSize = 32;
    private const int HeldBack = 500;
    private const int SweepSeeds = 3;

    /// <summary>Beyond the seeds of the trainings that count.</summary>
    private const int SweepSeed = 100;

    private const string Backpropagation = "backpropagation";
    private const string Forward = "forward gradients";

    public ModelOutcome TrainSoftmaxRegression(ITrainingObserver observer)
    {
        return Train<SoftmaxRegressionModel, SoftmaxRegression.LossObjective>(Plan(5, 40, 2000, Rates(0.03, 4), Rates(3e-4, 6)), observer);
    }

    public ModelOutcome TrainTwoLayerNetwork(ITrainingObserver observer)
    {
        return Train<TwoLayerNetworkModel, TwoLayerNetwork.LossObjective>(Plan(5, 20, 2000, Rates(0.03, 4), Rates(3e-5, 6)), observer);
    }

    public ModelOutcome TrainConvolutionalNetwork(ITrainingObserver observer)
    {
        return Train<ConvolutionalNetworkModel, ConvolutionalNetwork.LossObjective>(Plan(3, 6, 500, Rates(0.03, 3), Rates(3e-5, 5)), observer);
    }

    /// <summary>How long the steps of the paper's network take, with two hidden layers of 1,024 units and batches of 64; it is not trained.</summary>
    public TimedModel TimePaperNetwork()
    {
        const int PaperBatch = 64;
        const int Depth = 2;
        int width = settings.Quick ? 128 : 1024;
        MiniBatches batches = Batches(PaperBatch, 0);
        batches.Shuffle(1);
        batches.Load(0);
        float[] images = batches.Images.ToArray();
        byte[] labels = batches.Labels.ToArray();
        float[] parameters = DeepNetworkWeights.Make(width, Depth, Key(RandomSite.Weights, 0));
        StepTimes times = StepTiming.Measure(
            new PaperNetwork.LossObjective(images, labels, width),
            () => VectorisedLosses.DeepNetwork(parameters, images, labels, width, Depth),
            parameters,
            settings.Seed,
            settings.Quick ? 5 : StepTiming.Runs);
        return new TimedModel($"network 784-{width}-{width}-10", PaperBatch, times);
    }

    /// <summary>Learning rates from one up, each √10 times the one before.</summary>
    private static double[] Rates(double first, int count)
    {
        return [.. Enumerable.Range(0, count).Select(k => first * Math.Pow(10, 0.5 * k))];
    }

    private TrainingPlan Plan(int seeds, int epochs, int sweepSteps, double[] backpropagationRates, double[] forwardRates)
    {
        int perEpoch = Math.Max(1, settings.Digits.Train.Count / BatchSize);
        int sweep = settings.Quick ? 8 : Math.Min(sweepSteps, perEpoch * 8);
        int steps = perEpoch * (settings.Epochs ?? (settings.Quick ? 1 : epochs));
        return settings.Quick
            ? new TrainingPlan(BatchSize, steps, sweep, 1, [.. backpropagationRates.Skip(1).Take(2)], [.. forwardRates.Skip(1).Take(2)])
            : new TrainingPlan(BatchSize, steps, sweep, seeds, backpropagationRates, forwardRates);
    }

    private ModelOutcome Train<TModel, TObjective>(TrainingPlan plan, ITrainingObserver observer)
        where TModel : struct, IDigitModel<TObjective>
        where TObjective : IObjective<float>, allows ref struct
    {
        RateOutcome[] rates = Sweep<TModel, TObjective>(plan, observer);
        double backpropagationRate = Best(rates, Backpropagation);
        double forwardRate = Best(rates, Forward);
        List<IReadOnlyList<ITrainingRun>> seeds = [];
        for (int seed = 1; seed <= plan.Seeds; seed++)
        {
            IReadOnlyList<ITrainingRun> runs = [ByBackpropagation<TModel, TObjective>(backpropagationRate, seed), ByForwardGradients<TModel, TObjective>(forwardRate, seed)];
            string title = plan.Seeds > 1 ? $"{TModel.Name}, training {seed} of {plan.Seeds}" : TModel.Name;
            SideBySide.Train(title, runs, Batches(plan.BatchSize, seed), settings.Digits.HeldBack.First(HeldBack), Checkpoints.Geometric(plan.Steps), observer);
            seeds.Add(runs);
        }

        MiniBatches batch = Batches(plan.BatchSize, 0);
        batch.Shuffle(1);
        batch.Load(0);
        float[] images = batch.Images.ToArray();
        byte[] labels = batch.Labels.ToArray();
        float[] parameters = seeds[0][0].Parameters.ToArray();
        StepTimes times = StepTiming.Measure(
            TModel.LossOf(images, labels),
            () => TModel.VectorisedLoss(parameters, images, labels),
            parameters,
            settings.Seed,
            settings.Quick ? 5 : StepTiming.Runs);
        return new ModelOutcome(TModel.Name, TModel.ParameterCount, plan, rates, seeds, times);
    }

    /// <summary>Short trainings at all learning rates, side by side on the same mini-batches, from several seeds.</summary>
    private RateOutcome[] Sweep<TModel, TObjective>(TrainingPlan plan, ITrainingObserver observer)
        where TModel : struct, IDigitModel<TObjective>
        where TObjective : IObjective<float>, allows ref struct
    {
        int seeds = settings.Quick ? 1 : SweepSeeds;
        List<ITrainingRun> all = [];
        for (int seed = 1; seed <= seeds; seed++)
        {
            ITrainingRun[] runs =
            [
                .. plan.BackpropagationRates.Select(rate => ByBackpropagation<TModel, TObjective>(rate, SweepSeed + seed)),
                .. plan.ForwardRates.Select(rate => ByForwardGradients<TModel, TObjective>(rate, SweepSeed + seed)),
            ];
            string title = $"{TModel.Name}, learning rates, seed {seed} of {seeds}";
            SideBySide.Train(title, runs, Batches(plan.BatchSize, SweepSeed + seed), settings.Digits.HeldBack.First(HeldBack), [plan.SweepSteps], observer);
            all.AddRange(runs);
        }

        return
        [
            .. all.GroupBy(run => (run.Method, run.LearningRate)).Select(runs => new RateOutcome(
                runs.Key.Method,
                runs.Key.LearningRate,
                runs.Min(LastLoss),
                runs.Max(LastLoss))),
        ];
    }

    /// <summary>The loss that a training ends with; infinite where it is no number.</summary>
    private static double LastLoss(ITrainingRun run)
    {
        double loss = run.Measurements[^1].HeldBackLoss;
        return double.IsNaN(loss) ? double.PositiveInfinity : loss;
    }

    private static double Best(IEnumerable<RateOutcome> rates, string method)
    {
        return rates.Where(rate => rate.Method == method).MinBy(rate => rate.GreatestLoss)!.LearningRate;
    }

    private TrainingRun<TModel, TObjective, Backpropagation<float>> ByBackpropagation<TModel, TObjective>(double rate, int seed)
        where TModel : struct, IDigitModel<TObjective>
        where TObjective : IObjective<float>, allows ref struct
    {
        return new TrainingRun<TModel, TObjective, Backpropagation<float>>(Backpropagation, new Backpropagation<float>(), rate, Key(RandomSite.Weights, seed));
    }

    private TrainingRun<TModel, TObjective, ForwardGradient<float>> ByForwardGradients<TModel, TObjective>(double rate, int seed)
        where TModel : struct, IDigitModel<TObjective>
        where TObjective : IObjective<float>, allows ref struct
    {
        ForwardGradient<float> estimator = new(Key(RandomSite.Directions, seed).Value, DirectionNoise.Rademacher);
        return new TrainingRun<TModel, TObjective, ForwardGradient<float>>(Forward, estimator, rate, Key(RandomSite.Weights, seed));
    }

    private MiniBatches Batches(int size, int seed)
    {
        return new MiniBatches(settings.Digits.Train, size, Key(RandomSite.Order, seed));
    }

    private NoiseKey Key(RandomSite site, int seed)
    {
        return new NoiseKey(settings.Seed, (ulong)site).Split((ulong)seed);
    }
}
