using System;
using System.Collections.Generic;
using DiffGen;
using GradientsWithoutBackprop.Data;
using GradientsWithoutBackprop.Models;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>Trains the classifiers of digits by backpropagation and by forward gradients, side by side, then times their steps.</summary>
internal sealed class DigitExperiment(DigitSet digits, int epochs, ulong seed)
{
    private static readonly TrainingPlan RegressionPlan = new(BatchSize: 32, BackpropagationRate: 0.02, Momentum: 0.9, ForwardRate: 3e-3);
    private static readonly TrainingPlan NetworkPlan = new(BatchSize: 32, BackpropagationRate: 0.05, Momentum: 0.9, ForwardRate: 1e-3);

    public ModelOutcome TrainSoftmaxRegression(ITrainingObserver observer)
    {
        return Train<SoftmaxRegressionModel, SoftmaxRegression.LossObjective>(RegressionPlan, observer);
    }

    public ModelOutcome TrainTwoLayerNetwork(ITrainingObserver observer)
    {
        return Train<TwoLayerNetworkModel, TwoLayerNetwork.LossObjective>(NetworkPlan, observer);
    }

    /// <summary>Passes through the digits that training needs: many for few digits.</summary>
    public static int DefaultEpochs(int digits)
    {
        return Math.Clamp(240_000 / digits, 3, 30);
    }

    private ModelOutcome Train<TModel, TObjective>(TrainingPlan plan, ITrainingObserver observer)
        where TModel : struct, IDigitModel<TObjective>
        where TObjective : IObjective<float>, allows ref struct
    {
        NoiseKey weights = new(seed, (ulong)RandomSite.Weights);
        NoiseKey directions = new(seed, (ulong)RandomSite.Directions);
        IReadOnlyList<ITrainingRun> runs =
        [
            new TrainingRun<TModel, TObjective, Backpropagation<float>>(
                "backpropagation",
                new Backpropagation<float>(),
                new Sgd<float>(TModel.ParameterCount, plan.BackpropagationRate, plan.Momentum),
                weights),
            new TrainingRun<TModel, TObjective, ForwardGradient<float>>(
                "forward gradients",
                new ForwardGradient<float>(directions.Value, DirectionNoise.Rademacher),
                new Sgd<float>(TModel.ParameterCount, plan.ForwardRate),
                weights),
        ];
        MiniBatches batches = new(digits.Train, plan.BatchSize, new NoiseKey(seed, (ulong)RandomSite.Order));
        SideBySide.Train(TModel.Name, runs, batches, digits.HeldBack, epochs, observer);
        StepTimes times = StepTiming.Measure<TModel, TObjective>(batches, runs[0].Parameters, plan, seed);
        return new ModelOutcome(TModel.Name, TModel.ParameterCount, plan, runs, times);
    }
}
