using System.Collections.Generic;
using System.Linq;
using DiffGen.Samples.Report;
using GradientsWithoutBackprop.Experiments;

namespace GradientsWithoutBackprop.Report;

/// <summary>Shows what came of the classifiers.</summary>
internal static class ClassifierReport
{
    /// <summary>A loss far above that of knowing nothing, log 10.</summary>
    private const double Diverged = 10;

    public static Section Of(IReadOnlyList<ModelOutcome> outcomes, TimedModel paper, ulong seed)
    {
        Section section = new("Classifiers of digits");
        section.Add("A forward gradient is the slope of the loss along one random direction (signs), times the direction: right in the mean, with a variance that grows with the number of parameters. Both kinds of gradient train the same models by plain SGD at rates that fall as e^(−i/10000), each at the best rate of its own sweep: the one whose worst of three short trainings is best.");
        section.Add(Results(outcomes));
        foreach (ModelOutcome outcome in outcomes)
        {
            section.Add(Rates(outcome));
            section.Add(Losses(outcome));
        }

        section.Add(Times(outcomes, paper));
        section.Add(Costs(outcomes, paper));
        section.Add("R: time of gradient and update over time of the loss, medians of interleaved runs with 95 % bootstrap intervals. The loss that it is measured by is vectorised by hand: the models are plain loops, which stay as they are written when they are called, while their derivatives are vectorised by the compiler. Published (Baydin et al. 2022, PyTorch on a GPU): R_f 2.435, R_b 4.389, R_f/R_b .555 for logistic regression; 2.46, 4.17, .592 for the network 784-1024-1024-10; 1.434, 2.211, .649 for a convolutional network. By the count of products forward mode costs 2 (a first layer 1) and backpropagation 3 (a first layer 2). Layers of the convolutional network are marked [Checkpoint]: reverse mode calls them as they are written, and runs them again, which is the most of its R_b.");
        section.Add(TrainingTimes(outcomes));
        section.Add("T: time in steps until the least loss on the digits held back, as published work takes it (T_f/T_b: .553 for logistic regression, .211 for the network, .514 for the convolutional network): who stops improving first wins. The other columns ask what a user asks: how long and how many steps until both have the loss that the worse of the two ends with at best. Means over seeds with 95 % intervals.");
        section.Add($"Digest of all final parameters, seed {seed}: {Digest.Of(outcomes.SelectMany(outcome => outcome.Seeds).SelectMany(runs => runs))}");
        return section;
    }

    private static DataTable Results(IReadOnlyList<ModelOutcome> outcomes)
    {
        DataTable table = new("Training, means over seeds", "model", "gradients by", "best rate", "steps", "least loss, held back", "accuracy, held back", "diverged", "time in steps");
        foreach (ModelOutcome outcome in outcomes)
        {
            for (int kind = 0; kind < 2; kind++)
            {
                ITrainingRun[] runs = [.. outcome.Seeds.Select(seed => seed[kind])];
                table.Add(
                    $"{outcome.Model} ({Numbers.Count(outcome.ParameterCount)} parameters)",
                    runs[0].Method,
                    Numbers.Short(runs[0].LearningRate),
                    Numbers.Count(outcome.Plan.Steps),
                    Numbers.Fixed(runs.Average(run => ModelOutcome.Best(run).HeldBackLoss)),
                    Numbers.Percent(runs.Average(run => run.Measurements[^1].Accuracy)),
                    $"{runs.Count(run => !(run.Measurements[^1].HeldBackLoss < Diverged))} of {runs.Length}",
                    Numbers.Fixed(runs.Average(run => run.Seconds), 1) + " s");
            }
        }

        return table;
    }

    private static Plot Rates(ModelOutcome outcome)
    {
        return new Plot(
            $"{outcome.Model}: learning rates, {Numbers.Count(outcome.Plan.SweepSteps)} steps each, worst and range of seeds",
            new Axis("learning rate", Logarithmic: true),
            new Axis("loss, held back", Logarithmic: true),
            [.. outcome.Rates.GroupBy(rate => rate.Method).Select(rates => new Series(rates.Key, [.. rates.Select(RatePoint)]))]);
    }

    /// <summary>The worst loss with the range; nothing where a training diverged.</summary>
    private static PlotPoint RatePoint(RateOutcome rate)
    {
        return rate.GreatestLoss < Diverged ? new PlotPoint(rate.LearningRate, rate.GreatestLoss, rate.LeastLoss, rate.GreatestLoss) : new PlotPoint(rate.LearningRate, double.NaN);
    }

    private static Plot Losses(ModelOutcome outcome)
    {
        return new Plot(
            $"{outcome.Model}: loss on the digits held back" + (outcome.Seeds.Count > 1 ? $", mean and range of {outcome.Seeds.Count} seeds" : ""),
            new Axis("time in steps, s", Logarithmic: true),
            new Axis("loss, held back", Logarithmic: true),
            [.. Enumerable.Range(0, 2).Select(kind => Curve([.. outcome.Seeds.Select(seed => seed[kind])]))]);
    }

    private static Series Curve(ITrainingRun[] runs)
    {
        return new Series(
            runs[0].Method,
            [
                .. Enumerable.Range(0, runs[0].Measurements.Count).Select(k => runs.Select(run => run.Measurements[k]).ToArray()).Select(measured => new PlotPoint(
                    measured.Average(m => m.Seconds),
                    Shown(measured.Average(m => m.HeldBackLoss)),
                    measured.Min(m => m.HeldBackLoss),
                    measured.Max(m => m.HeldBackLoss))),
            ]);

        static double Shown(double loss)
        {
            return loss < Diverged ? loss : double.NaN;
        }
    }

    private static DataTable Times(IReadOnlyList<ModelOutcome> outcomes, TimedModel paper)
    {
        DataTable table = new("Time of one step, medians", "model", "batch", "loss as written", "loss, vectorised by hand", "loss and gradient", "loss and forward gradient");
        foreach (TimedModel timed in All(outcomes, paper))
        {
            table.Add(timed.Model, Numbers.Count(timed.BatchSize), Numbers.Milliseconds(timed.Times.Loss), Numbers.Milliseconds(timed.Times.VectorisedLoss), Numbers.Milliseconds(timed.Times.Gradient), Numbers.Milliseconds(timed.Times.Forward));
        }

        return table;
    }

    private static DataTable Costs(IReadOnlyList<ModelOutcome> outcomes, TimedModel paper)
    {
        DataTable table = new("Cost of a training step, with 95 % intervals", "model", "R_b, backpropagation", "R_f, forward gradient", "R_f/R_b");
        foreach (TimedModel timed in All(outcomes, paper))
        {
            table.Add(timed.Model, timed.Times.Backpropagation.ToString(), timed.Times.ForwardGradient.ToString(), timed.Times.ForwardOverBackward.ToString());
        }

        return table;
    }

    private static DataTable TrainingTimes(IReadOnlyList<ModelOutcome> outcomes)
    {
        DataTable table = new("Time of a training, forward gradients over backpropagation, with 95 % intervals", "model", "T_f/T_b, to the least loss", "time to the same loss", "steps to the same loss");
        foreach (ModelOutcome outcome in outcomes)
        {
            table.Add(outcome.Model, outcome.TimeToBest.ToString(), outcome.TimeToSameLoss.ToString(), outcome.StepsToSameLoss.ToString());
        }

        return table;
    }

    private static IEnumerable<TimedModel> All(IReadOnlyList<ModelOutcome> outcomes, TimedModel paper)
    {
        return outcomes.Select(outcome => new TimedModel(outcome.Model, outcome.Plan.BatchSize, outcome.Times)).Append(paper);
    }
}
