using System;
using System.Diagnostics;
using DiffGen;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>
/// Times single training steps of a model: the loss alone, with its gradient, with a forward gradient, and with the update besides.
/// </summary>
internal static class StepTiming
{
    /// <summary>Runs behind a median.</summary>
    public const int Runs = 31;

    private const int WarmUpRuns = 5;

    /// <summary>Times steps on the current batch; the parameters are not changed.</summary>
    public static StepTimes Measure<TModel, TObjective>(MiniBatches batch, ReadOnlySpan<float> parameters, TrainingPlan plan, ulong seed)
        where TModel : struct, IDigitModel<TObjective>
        where TObjective : IObjective<float>, allows ref struct
    {
        TObjective loss = TModel.LossOf(batch.Images, batch.Labels);
        Backpropagation<float> backpropagation = new();
        ForwardGradient<float> forward = new(seed, DirectionNoise.Rademacher);
        Sgd<float> momentum = new(parameters.Length, 0, plan.Momentum);
        Sgd<float> plain = new(parameters.Length, 0);
        float[] moved = parameters.ToArray();
        float[] gradient = new float[parameters.Length];
        double[][] seconds = [new double[Runs], new double[Runs], new double[Runs], new double[Runs], new double[Runs]];

        // In turn, so that whatever else the machine does meets all of them alike.
        for (int run = -WarmUpRuns; run < Runs; run++)
        {
            for (int kind = 0; kind < seconds.Length; kind++)
            {
                long start = Stopwatch.GetTimestamp();
                switch (kind)
                {
                    case 0:
                        loss.Value(moved);
                        break;
                    case 1:
                        backpropagation.Estimate(ref loss, moved, gradient);
                        break;
                    case 2:
                        forward.Estimate(ref loss, moved, gradient);
                        break;
                    case 3:
                        backpropagation.Estimate(ref loss, moved, gradient);
                        momentum.Step(moved, gradient);
                        break;
                    default:
                        forward.Estimate(ref loss, moved, gradient);
                        plain.Step(moved, gradient);
                        break;
                }

                if (run >= 0)
                {
                    seconds[kind][run] = Stopwatch.GetElapsedTime(start).TotalSeconds;
                }
            }
        }

        NoiseKey key = new(seed, (ulong)RandomSite.Resampling);
        return new StepTimes(
            Statistics.Median(seconds[0]),
            Statistics.Median(seconds[1]),
            Statistics.Median(seconds[2]),
            Quotient.Of(seconds[3], seconds[0], key),
            Quotient.Of(seconds[4], seconds[0], key));
    }
}
