using System.Collections.Generic;
using System.Linq;
using DiffGen.Samples.Report;
using GradientsWithoutBackprop.Experiments;

namespace GradientsWithoutBackprop.Report;

/// <summary>Shows what depth costs.</summary>
internal static class DepthReport
{
    public static Section Of(IReadOnlyList<DepthRow> rows, int width)
    {
        Section section = new("Depth");
        section.Add($"Networks 784-{width}-…-{width}-10 with 1 to 100 hidden layers, batches of {DepthExperiment.BatchSize}. Two buffers take turns in the forward pass. Reverse mode keeps the input of each layer and runs the layer again ([Checkpoint]); forward mode carries a tangent along and keeps nothing. (Recordings grow by doubling.) R is measured by a loss vectorised by hand. By the count of products a layer costs forward mode 2 (the first 1) and backpropagation 3 where it records, 4 where it runs the layer again; what exceeds that is the code's doing, not the method's: the rule of a scalar product in reverse mode copies its operands, the rows of the weights, and that is the most of R_b.");
        section.Add(new Plot(
            "Cost of a step over the loss",
            new Axis("hidden layers", Logarithmic: true),
            new Axis("R", Logarithmic: true),
            [
                new Series("R_b, backpropagation", [.. rows.Select(row => Point(row.Depth, row.Times.Backpropagation))]),
                new Series("R_f, forward gradient", [.. rows.Select(row => Point(row.Depth, row.Times.ForwardGradient))]),
                new Series("R_f/R_b", [.. rows.Select(row => Point(row.Depth, row.Times.ForwardOverBackward))]),
            ]));
        section.Add(new Plot(
            "Memory besides parameters and gradient",
            new Axis("hidden layers", Logarithmic: true),
            new Axis("bytes", Logarithmic: true),
            [
                new Series("backpropagation", [.. rows.Select(row => new PlotPoint(row.Depth, row.GradientBytes))]),
                new Series("forward mode", [.. rows.Select(row => new PlotPoint(row.Depth, row.ForwardBytes))]),
            ]));
        section.Add(Table(rows));
        section.Add("Published: R_f/R_b below 1 at every depth (PyTorch, 1 to 100 layers of 1,024).");
        return section;
    }

    private static DataTable Table(IReadOnlyList<DepthRow> rows)
    {
        DataTable table = new("Cost of a step and memory, with 95 % intervals", "hidden layers", "parameters", "loss, vectorised", "R_b", "R_f", "R_f/R_b", "memory, backpropagation", "memory, forward mode");
        foreach (DepthRow row in rows)
        {
            table.Add(
                Numbers.Count(row.Depth),
                Numbers.Count(row.ParameterCount),
                Numbers.Milliseconds(row.Times.VectorisedLoss),
                row.Times.Backpropagation.ToString(),
                row.Times.ForwardGradient.ToString(),
                row.Times.ForwardOverBackward.ToString(),
                Numbers.Bytes(row.GradientBytes),
                Numbers.Bytes(row.ForwardBytes));
        }

        return table;
    }

    private static PlotPoint Point(double x, Quotient quotient)
    {
        return new PlotPoint(x, quotient.Value, quotient.Low, quotient.High);
    }
}
