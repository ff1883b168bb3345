using System;
using System.Collections.Generic;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen.Runtime.Tests;

/// <summary>One of each rule and transform, with every kind of state in use.</summary>
internal static class EveryOptimizer
{
    public static IReadOnlyDictionary<string, Func<int, IOptimizer<R>>> Make<R>()
        where R : unmanaged, IFloatingPointIeee754<R> => new Dictionary<string, Func<int, IOptimizer<R>>>
        {
            ["Sgd"] = n => new Sgd<R>(n, 0.01, weightDecay: 0.01),
            ["Sgd momentum"] = n => new Sgd<R>(n, 0.01, momentum: 0.9, dampening: 0.1),
            ["Sgd nesterov"] = n => new Sgd<R>(n, 0.01, momentum: 0.9, nesterov: true, learningRateInside: true),
            ["Adam"] = n => new Adam<R>(n, 0.01, weightDecay: 0.01),
            ["Adam epsilon hat"] = n => new Adam<R>(n, 0.01, epsilonHat: true, epsilonRoot: 1e-6),
            ["AMSGrad raw"] = n => new Adam<R>(n, 0.01, amsgrad: Amsgrad.Raw),
            ["AMSGrad corrected"] = n => new Adam<R>(n, 0.01, amsgrad: Amsgrad.Corrected),
            ["AMSGrad uncorrected"] = n => new Adam<R>(n, 0.01, amsgrad: Amsgrad.Uncorrected),
            ["AdamW"] = n => new AdamW<R>(n, 0.01, decayTimesLearningRate: false, weightDecay: 1e-3),
            ["NAdam"] = n => new NAdam<R>(n, 0.01),
            ["RAdam"] = n => new RAdam<R>(n, 0.01),
            ["AdaMax"] = n => new AdaMax<R>(n, 0.01),
            ["AdaBelief"] = n => new AdaBelief<R>(n, 0.01, epsilon: 1e-8, weightDecay: 0.01),
            ["AdaGrad"] = n => new AdaGrad<R>(n, 0.01, learningRateDecay: 0.1),
            ["AdaDelta"] = n => new AdaDelta<R>(n),
            ["RmsProp"] = n => new RmsProp<R>(n, 0.01, momentum: 0.5, centred: true),
            ["Rprop"] = n => new Rprop<R>(n),
            ["Lion"] = n => new Lion<R>(n, 0.01, weightDecay: 0.01),
            ["Signum"] = n => new SignSgd<R>(n, 0.01, momentum: 0.9, weightDecay: 0.01),
            ["Lamb"] = n => new Lamb<R>(n, 0.01, weightDecay: 0.01),
            ["Lars"] = n => new Lars<R>(n, 0.1, weightDecay: 0.01),
            ["Yogi"] = n => new Yogi<R>(n, 0.01, weightDecay: 0.01),
            ["Adan"] = n => new Adan<R>(n, 0.01, weightDecay: 0.01),
            ["Adopt"] = n => new Adopt<R>(n, 0.01, weightDecay: 0.01),
            ["NovoGrad"] = n => new NovoGrad<R>(n, 0.01, weightDecay: 0.01),
            ["OptimisticSgd"] = n => new OptimisticSgd<R>(n, 0.01),
            ["Dog"] = n => new Dog<R>(n, relativeDistance: 1e-3, weightDecay: 0.01),
            ["Prodigy"] = n => new Prodigy<R>(n, firstDistance: 1e-3, weightDecay: 0.01),
            ["Muon"] = n => new Muon<R>(n, [new ParameterRange(0, n / 2 / 3 * 3, 3), new ParameterRange(n / 2, n / 3 / 2 * 2, n / 3 / 2)], 0.01, weightDecay: 0.01),
            ["ScheduleFreeSgd"] = n => new ScheduleFreeSgd<R>(n, 0.01, weightDecay: 0.01),
            ["ScheduleFreeAdamW"] = n => new ScheduleFreeAdamW<R>(n, 0.01, weightDecay: 0.01),
            ["noise"] = n => new OptimizerChain<R>(n, 0.01, new AddNoise<R>(new NoiseKey(5), 1e-4)),
            ["chain"] = n => new OptimizerChain<R>(
                n,
                0.01,
                new SkipNotFinite<R>(),
                new Accumulate<R>(2, mean: true),
                new ZeroNaN<R>(),
                new ClipByValue<R>(5),
                new ClipByNorm<R>(3),
                new ClipByBlockRms<R>(2),
                new ClipAdaptively<R>(0.5),
                new Centralize<R>(),
                new AverageUpdates<R>(0.5),
                new NormalizeUpdate<R>(),
                new ForGroup<R>([new(0, n / 2), new((n / 2) + 1, n - (n / 2) - 1)], new ScaleByAdam<R>(), new Lookahead<R>(2)),
                new Freeze<R>(new ParameterRange(n - 1, 1)),
                new Lookahead<R>(3),
                new WeightNorm<R>(),
                new KeepNonNegative<R>(new ParameterRange(0, 1)),
                new AverageParameters<R>(0.9))
            { Schedule = Schedule.WarmUpCosine(0.001, 0.02, 3, 30) },
        };

    /// <summary>A gradient with signs that change, sizes over some decades, and a zero.</summary>
    public static void Gradient<R>(Span<R> gradient, int step)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] = i == 1 ? R.Zero : R.CreateChecked(Math.Sin((3.7 * step) + (1.3 * i)) * Math.Pow(10, (i % 5) - 2));
        }
    }

    public static R[] Start<R>(int count)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        R[] x = new R[count];
        for (int i = 0; i < count; i++)
        {
            x[i] = R.CreateChecked(Math.Cos(i) * 2);
        }

        return x;
    }
}
