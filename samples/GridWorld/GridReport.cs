using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen;
using DiffGen.Samples.Report;

namespace GridWorld;

/// <summary>Shows what the agents learned.</summary>
internal static class GridReport
{
    private const double Reach = 1.96;
    private const string Arrows = "↑→↓←";

    public static Section Of(IReadOnlyList<Training> trainings)
    {
        double best = BestPolicy.Value(Experiment.World);
        Section section = new("Policy gradients with and without baselines");
        section.Add($"An agent walks through a world of {Experiment.World.Cells} cells to a goal (+1), past pits (−1); a step costs 0.04, and one in ten goes astray. Its policy is a table of logits, its moves are draws from it, and each draw answers for the rewards that follow it. Values are exact, by dynamic programming over all starts; the best policy is worth {Numbers.Fixed(best)}.");
        section.Add(Trainings(trainings));
        section.Add(new Plot("Short of the best policy, with 95 % intervals of the mean", new Axis("update"), new Axis("best value − value", Logarithmic: true), [.. trainings.Select(training => Curve(training, best))]));
        section.Add($"The likeliest moves of an agent with the baseline '{trainings[^2].Name}'; # is a wall, G the goal, P a pit.");
        section.Add(Map(trainings[^2]));
        return section;
    }

    /// <summary>Where the trainings stand.</summary>
    public static DataTable Trainings(IReadOnlyList<Training> trainings)
    {
        DataTable table = new($"Value of the policy, {Agent.PlaysPerUpdate} plays an update", "baseline", "agents", "at first", "half way", "in the end", "standard error");
        foreach (Training training in trainings)
        {
            int last = training.Agents[0].Curve.Count - 1;
            double error = training.At(last).Error;
            table.Add(training.Name, Numbers.Count(training.Agents.Count), Numbers.Fixed(training.At(0).Mean), Numbers.Fixed(training.At(last / 2).Mean), Numbers.Fixed(training.At(last).Mean), double.IsNaN(error) ? "" : Numbers.Fixed(error));
        }

        return table;
    }

    public static Section OfEstimates(LabReport atFirst, LabReport later, int updates)
    {
        Section section = new("The estimates themselves");
        section.Add($"At two policies, against the gradient by dynamic programming. The bias is the largest of all components, in standard errors of {Numbers.Count(later.Samples)} estimates: chance alone makes it about 3.");
        section.Add(Estimates("At first, when all moves are as likely", atFirst));
        section.Add(Estimates($"After {Numbers.Count(updates)} updates by the exact gradient", later));
        return section;
    }

    private static DataTable Estimates(string title, LabReport report)
    {
        DataTable table = new(title, "baseline", "plays an estimate", "bias seen, in standard errors", "variance", "variance × plays");
        foreach ((LabRow row, PolicyGradient source) in report.Rows.Zip(Experiment.Sources()))
        {
            table.Add(row.Name, Numbers.Count(source.Plays), Numbers.Fixed(row.Z, 1), Numbers.Fixed(row.Variance), Numbers.Fixed(row.Variance * source.Plays));
        }

        return table;
    }

    /// <summary>The likeliest move in each cell.</summary>
    private static DataTable Map(Training training)
    {
        World world = Experiment.World;
        int columns = world.Map[0].Length;
        DataTable table = new("Moves", ["row", .. Enumerable.Range(1, columns).Select(Numbers.Count)]);
        for (int row = 0; row < world.Map.Count; row++)
        {
            List<string> cells = [Numbers.Count(row + 1)];
            for (int column = 0; column < columns; column++)
            {
                ReadOnlySpan<double> logits = training.Agents[0].Policy.Slice(World.Moves * ((row * columns) + column), World.Moves);
                int move = 0;
                for (int other = 1; other < World.Moves; other++)
                {
                    move = logits[other] > logits[move] ? other : move;
                }

                char kind = world.Map[row][column];
                cells.Add((kind == '.' ? Arrows[move] : kind).ToString());
            }

            table.Add([.. cells]);
        }

        return table;
    }

    private static Series Curve(Training training, double best)
    {
        return new Series(training.Name, [.. Enumerable.Range(0, training.Agents[0].Curve.Count).Select(i =>
        {
            (double mean, double error) = training.At(i);
            return new PlotPoint(i * training.UpdatesPerMeasurement, best - mean, best - mean - (Reach * error), best - mean + (Reach * error));
        })]);
    }
}
