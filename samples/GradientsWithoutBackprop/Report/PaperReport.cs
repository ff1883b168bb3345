using System.Collections.Generic;
using System.Linq;
using DiffGen.Samples.Report;
using GradientsWithoutBackprop.Experiments;

namespace GradientsWithoutBackprop.Report;

/// <summary>Shows what came of the paper's network.</summary>
internal static class PaperReport
{
    /// <summary>A loss far above that of knowing nothing, log 10.</summary>
    private const double Diverged = 10;

    public static Section Of(IReadOnlyList<PaperOutcome> outcomes, ulong seed)
    {
        Section section = new("The network of the paper");
        section.Add($"{PaperNetworkModel.Name} ({Numbers.Count(PaperNetworkModel.ParameterCount)} parameters) in batches of 64, by plain SGD at the two rates of Baydin et al. 2022, the same for both kinds of gradient. Published are losses that fall about twice as fast in time by forward gradients at the lower rate, and T_f/T_b = .211 at the higher one.");
        section.Add(Results(outcomes));
        foreach (PaperOutcome outcome in outcomes)
        {
            section.Add(Losses(outcome));
        }

        section.Add("T_f/T_b is the quotient of the times in steps until the least loss on the digits held back, as published work takes it: who stops improving first wins.");
        section.Add($"Digest of all final parameters, seed {seed}: {Digest.Of(outcomes.SelectMany(outcome => outcome.Runs))}");
        return section;
    }

    private static DataTable Results(IReadOnlyList<PaperOutcome> outcomes)
    {
        DataTable table = new("Training at the paper's rates", "rate", "gradients by", "steps", "first loss, held back", "least loss", "last loss", "accuracy", "time of a step", "T_f/T_b");
        foreach (PaperOutcome outcome in outcomes)
        {
            foreach (ITrainingRun run in outcome.Runs)
            {
                table.Add(
                    Numbers.Short(outcome.LearningRate),
                    run.Method,
                    Numbers.Count(outcome.Steps),
                    Loss(run.Measurements[0]),
                    Loss(ModelOutcome.Best(run)),
                    Loss(run.Measurements[^1]),
                    Numbers.Percent(run.Measurements[^1].Accuracy),
                    Numbers.Milliseconds(run.Seconds / outcome.Steps),
                    run == outcome.Runs[1] ? Numbers.Fixed(outcome.TimeToBest, 2) : "");
            }
        }

        return table;
    }

    private static string Loss(Measurement measured)
    {
        return measured.HeldBackLoss < Diverged ? Numbers.Fixed(measured.HeldBackLoss) : "diverged";
    }

    private static Plot Losses(PaperOutcome outcome)
    {
        return new Plot(
            $"{PaperNetworkModel.Name} at {Numbers.Short(outcome.LearningRate)}: loss on the digits held back",
            new Axis("time in steps, s", Logarithmic: true),
            new Axis("loss, held back", Logarithmic: true),
            [.. outcome.Runs.Select(run => new Series(run.Method, [.. run.Measurements.Select(m => new PlotPoint(m.Seconds, m.HeldBackLoss < Diverged ? m.HeldBackLoss : double.NaN))]))]);
    }
}
