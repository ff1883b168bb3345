using System.Collections.Generic;
using System.Linq;
using DiffGen.Samples.Report;
using GradientsWithoutBackprop.Experiments;

namespace GradientsWithoutBackprop.Report;

/// <summary>Shows what came of all kinds of gradient on one task.</summary>
internal static class EstimatorReport
{
    /// <summary>The kinds of gradient in the plot; the others lie on top of their relatives.</summary>
    private static readonly string[] Shown =
    [
        "backpropagation",
        "layer by layer (INP)",
        "forward gradient, 16 directions",
        "node perturbation by the compiler",
        "activity-based (ANP)",
        "two noisy passes",
        "weight perturbation",
        "forward gradient",
    ];

    public static Section Of(IReadOnlyList<EstimatorOutcome> outcomes)
    {
        Section section = new("Estimators on one task");
        section.Add("A tanh network with one hidden layer, plain SGD on batches of 20, each kind of gradient at the best rate of its own sweep. Directions and weight perturbations are signs for all parameters, so their variance grows with the number of parameters; node perturbations are of the sums in front of the units, one draw for each example, so theirs grows with the number of nodes; layer by layer each layer has only its own nodes' variance.");
        foreach (EstimatorOutcome outcome in outcomes)
        {
            section.Add(Curves(outcome));
        }

        foreach (EstimatorOutcome outcome in outcomes)
        {
            section.Add(Table(outcome));
        }

        section.Add("Published on blobs of this kind (best of eight rates, three seeds): backpropagation .912, layer by layer .786, 16 forward gradients .700, activity-based .508, node perturbation .484, one forward gradient .252. The order is what counts. Equal time: each kind has as many steps as it can do while backpropagation does its own, by the medians of steps in turn.");
        return section;
    }

    private static Plot Curves(EstimatorOutcome outcome)
    {
        return new Plot(
            $"{outcome.Task.Name}: share of the test examples named right" + (outcome.Seeds > 1 ? $", mean and range of {outcome.Seeds} seeds" : ""),
            new Axis("step", Logarithmic: true),
            new Axis("accuracy"),
            [.. Shown.Select(name => outcome.Rows.Single(row => row.Method == name)).Select(row => new Series(row.Method, [.. row.Curve.Select(point => new PlotPoint(point.Step, point.Mean, point.Low, point.High))]))]);
    }

    private static DataTable Table(EstimatorOutcome outcome)
    {
        DataTable table = new(
            $"{outcome.Task.Name}, network {outcome.Task.Width}-{outcome.Task.Hidden}-10 ({Numbers.Count(outcome.Task.ParameterCount)} parameters)",
            "gradients by",
            "bias",
            "best rate",
            $"accuracy after {Numbers.Count(outcome.Steps)} steps",
            "one step",
            $"steps in {Numbers.Fixed(outcome.Seconds, 2)} s",
            "accuracy then");
        foreach (EstimatorRow row in outcome.Rows)
        {
            table.Add(
                row.Method,
                row.Bias.ToString(),
                Numbers.Short(row.LearningRate),
                Numbers.Percent(row.Accuracy),
                Numbers.Milliseconds(row.SecondsPerStep),
                Numbers.Count(row.StepsInTime),
                Numbers.Percent(row.AccuracyInTime));
        }

        return table;
    }
}
