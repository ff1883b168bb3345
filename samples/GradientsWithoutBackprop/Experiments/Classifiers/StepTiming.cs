using System;
using System.Diagnostics;
using DiffGen;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>Times single training steps: the loss alone, with its gradient, with a forward gradient, and with the update besides.</summary>
internal static class StepTiming
{
    /// <summary>Runs behind a median.</summary>
    public const int Runs = 31;

    private const int WarmUpRuns = 3;

    /// <summary>Times steps on a loss; the parameters are not changed.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="vectorised">Evaluates the same loss in vectorised code.</param>
    /// <param name="parameters">Where it is evaluated.</param>
    /// <param name="seed">The seed of the forward gradient and of the resampling behind the intervals.</param>
    /// <param name="runs">Runs behind a median.</param>
    public static StepTimes Measure<TObjective>(TObjective loss, Func<float> vectorised, ReadOnlySpan<float> parameters, ulong seed, int runs = Runs)
        where TObjective : IObjective<float>, allows ref struct
    {
        Backpropagation<float> backpropagation = new();
        ForwardGradient<float> forward = new(seed, DirectionNoise.Rademacher);
        Sgd<float> optimizer = new(parameters.Length, 0);
        float[] moved = parameters.ToArray();
        float[] gradient = new float[parameters.Length];
        double[][] seconds = [new double[runs], new double[runs], new double[runs], new double[runs], new double[runs], new double[runs]];

        // In turn, so that whatever else the machine does meets all of them alike.
        for (int run = -WarmUpRuns; run < runs; run++)
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
                        vectorised();
                        break;
                    case 4:
                        backpropagation.Estimate(ref loss, moved, gradient);
                        optimizer.Step(moved, gradient);
                        break;
                    default:
                        forward.Estimate(ref loss, moved, gradient);
                        optimizer.Step(moved, gradient);
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
            Statistics.Median(seconds[3]),
            Statistics.Median(seconds[1]),
            Statistics.Median(seconds[2]),
            Quotient.Of(seconds[4], seconds[3], key),
            Quotient.Of(seconds[5], seconds[3], key),
            Quotient.Of(seconds[5], seconds[4], key));
    }
}
