using System;
using System.Collections.Generic;
using System.Linq;
using GradientsWithoutBackprop.Experiments;
using Spectre.Console;

namespace GradientsWithoutBackprop.Report;

/// <summary>Prints what came of the trainings, and how long their steps take.</summary>
internal static class TrainingReport
{
    public static void Write(IAnsiConsole console, IReadOnlyList<ModelOutcome> outcomes)
    {
        WriteResults(console, outcomes);
        WriteTimes(console, outcomes);
        WriteQuotients(console, outcomes);
    }

    private static void WriteResults(IAnsiConsole console, IReadOnlyList<ModelOutcome> outcomes)
    {
        Table table = Tables.New("Training", "model", "gradients by", "first loss", "last loss", "least loss, held back", "reached after", "accuracy, held back");
        foreach (ModelOutcome outcome in outcomes)
        {
            foreach (ITrainingRun run in outcome.Runs)
            {
                Measurement best = Best(run);
                table.AddRow(
                    $"{outcome.Model} ({Numbers.Count(outcome.ParameterCount)} parameters)",
                    run.Method,
                    Numbers.Fixed(run.Measurements[0].TrainingLoss),
                    Numbers.Fixed(run.Measurements[^1].TrainingLoss),
                    Numbers.Fixed(best.HeldBackLoss),
                    $"{Numbers.Fixed(best.Seconds, 2)} s, epoch {best.Epoch}",
                    Numbers.Percent(run.Measurements[^1].Accuracy));
            }
        }

        console.Write(table);
        console.WriteLine();
    }

    private static void WriteTimes(IAnsiConsole console, IReadOnlyList<ModelOutcome> outcomes)
    {
        Table table = Tables.New($"Time of one step, median of {StepTiming.Runs} interleaved runs", "model", "batch", "loss", "loss and gradient", "loss and forward gradient");
        foreach (ModelOutcome outcome in outcomes)
        {
            table.AddRow(
                outcome.Model,
                Numbers.Count(outcome.Plan.BatchSize),
                Numbers.Milliseconds(outcome.Times.Loss),
                Numbers.Milliseconds(outcome.Times.Gradient),
                Numbers.Milliseconds(outcome.Times.Forward));
        }

        console.Write(table);
        console.WriteLine();
    }

    private static void WriteQuotients(IAnsiConsole console, IReadOnlyList<ModelOutcome> outcomes)
    {
        Table table = Tables.New("Cost of a training step: R = (gradient and update) / loss, with 95 % intervals", "model", "R_b, backpropagation", "R_f, forward gradient", "R_f / R_b", "T_f / T_b");
        foreach (ModelOutcome outcome in outcomes)
        {
            table.AddRow(
                outcome.Model,
                Interval(outcome.Times.Backpropagation),
                Interval(outcome.Times.ForwardGradient),
                Numbers.Fixed(outcome.Times.ForwardGradient.Value / outcome.Times.Backpropagation.Value, 2),
                Numbers.Fixed(Best(outcome.Runs[1]).Seconds / Best(outcome.Runs[0]).Seconds, 2));
        }

        console.Write(table);
        console.WriteLine("T: time in steps until the least loss on the digits held back.");
        console.WriteLine();
    }

    private static Measurement Best(ITrainingRun run)
    {
        return run.Measurements.MinBy(measured => double.IsNaN(measured.HeldBackLoss) ? double.PositiveInfinity : measured.HeldBackLoss);
    }

    private static string Interval(Quotient quotient)
    {
        return $"{Numbers.Fixed(quotient.Value, 2)} ({Numbers.Fixed(quotient.Low, 2)} to {Numbers.Fixed(quotient.High, 2)})";
    }
}
