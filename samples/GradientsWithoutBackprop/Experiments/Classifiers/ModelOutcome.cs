using System;
using System.Collections.Generic;
using System.Linq;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>What came of a model's trainings.</summary>
/// <param name="Model">The model.</param>
/// <param name="ParameterCount">How many numbers were trained.</param>
/// <param name="Plan">How.</param>
/// <param name="Rates">What each learning rate of the sweep led to.</param>
/// <param name="Seeds">For each seed the runs: by backpropagation, by forward gradients.</param>
/// <param name="Times">How long their steps take.</param>
internal sealed record ModelOutcome(string Model, int ParameterCount, TrainingPlan Plan, IReadOnlyList<RateOutcome> Rates, IReadOnlyList<IReadOnlyList<ITrainingRun>> Seeds, StepTimes Times)
{
    /// <summary>T_f/T_b: the quotient of the times until the least loss on the digits held back, as published work takes it.</summary>
    public Quotient TimeToBest => Quotient.OfPairs([.. Seeds.Select(runs => Best(runs[1]).Seconds)], [.. Seeds.Select(runs => Best(runs[0]).Seconds)]);

    /// <summary>The quotient of the times until both have the loss that the worse of the two ends with at best.</summary>
    public Quotient TimeToSameLoss => Quotient.OfPairs([.. Seeds.Select(runs => Reach(runs, 1).Seconds)], [.. Seeds.Select(runs => Reach(runs, 0).Seconds)]);

    /// <summary>The same quotient in steps.</summary>
    public Quotient StepsToSameLoss => Quotient.OfPairs([.. Seeds.Select(runs => (double)Reach(runs, 1).Step)], [.. Seeds.Select(runs => (double)Reach(runs, 0).Step)]);

    /// <summary>The measurement with the least loss on the digits held back.</summary>
    public static Measurement Best(ITrainingRun run)
    {
        return run.Measurements.MinBy(measured => double.IsNaN(measured.HeldBackLoss) ? double.PositiveInfinity : measured.HeldBackLoss);
    }

    /// <summary>The first measurement at which a run has the loss that all runs of the seed reach.</summary>
    private static Measurement Reach(IReadOnlyList<ITrainingRun> runs, int run)
    {
        double common = runs.Max(other => Best(other).HeldBackLoss);
        return runs[run].Measurements.First(measured => measured.HeldBackLoss <= common);
    }
}
