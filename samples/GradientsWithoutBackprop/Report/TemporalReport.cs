using System.Collections.Generic;
using System.Linq;
using DiffGen.Samples.Report;
using GradientsWithoutBackprop.Experiments;

namespace GradientsWithoutBackprop.Report;

/// <summary>Shows what came of tasks that last.</summary>
internal static class TemporalReport
{
    /// <summary>Where the plot of the errors ends: below, those of central differences fall on to the rounding of their squares.</summary>
    private const double Bottom = 1e-8;

    public static Section Of(IReadOnlyList<ResidualRow> residuals, IReadOnlyList<RecurrentRow> recurrent, IReadOnlyList<RecurrentMemoryRow> memory, int units)
    {
        Section section = new("Tasks that last");
        section.Add($"A linear student of {ResidualExperiment.Outputs} outputs over {ResidualExperiment.Steps} steps, with {ResidualExperiment.Effective} effective inputs. The loss comes at the end of a trial. With M outputs, T steps and N effective inputs, weight perturbation has M·N numbers to perturb however long the trial is, node perturbation M·T; they learn at the same speed, and end at other errors (Züge, Klos and Memmesheimer 2023).");
        section.Add(new Plot(
            "Error along the trials",
            new Axis("trial", Logarithmic: true),
            new Axis("error", Logarithmic: true),
            [.. residuals.SelectMany(ErrorCurves)]));
        section.Add(Residuals(residuals));
        section.Add($"A recurrent network of {units} tanh units repeats an input of two steps before; one sequence of fresh signs a step. The nodes are the sums of each step, so the noise of node perturbation has {units} dimensions more for each step; that of weight perturbation (here a forward gradient: no step size) does not know of time. Both with signs.");
        foreach (IGrouping<int, RecurrentRow> rows in recurrent.GroupBy(row => row.TimeSteps))
        {
            section.Add(new Plot(
                $"Recurrent network, {rows.Key} steps: loss on test sequences",
                new Axis("sequence", Logarithmic: true),
                new Axis("loss", Logarithmic: true),
                [.. rows.Select(row => new Series(row.Method, [.. row.Curve.Select(point => new PlotPoint(point.Step, point.Loss))]))]));
        }

        section.Add(Trainings(recurrent));
        section.Add(new Plot(
            "Memory of a gradient of the recurrent network",
            new Axis("steps of the sequence", Logarithmic: true),
            new Axis("bytes", Logarithmic: true),
            [
                new Series("backpropagation through time", [.. memory.Select(row => new PlotPoint(row.TimeSteps, row.Backpropagation))]),
                new Series("node perturbation by the compiler", [.. memory.Select(row => new PlotPoint(row.TimeSteps, row.NodePerturbation))]),
                new Series("forward mode", [.. memory.Select(row => new PlotPoint(row.TimeSteps, row.ForwardMode))]),
            ]));
        section.Add(Memory(memory));
        section.Add("A site lies in every path from one step to the next, so the compiler undoes each step as soon as it has run: what node perturbation remembers does not grow with the sequence.");
        return section;
    }

    private static IEnumerable<Series> ErrorCurves(ResidualRow row)
    {
        yield return new Series(row.Rule, [.. row.Curve.Select(Shown)]);
        yield return new Series("theory", [.. row.Theory.Select(Shown)], SeriesKind.Theory);

        static PlotPoint Shown((int Trial, double Error) point)
        {
            return new PlotPoint(point.Trial, point.Error > Bottom ? point.Error : double.NaN);
        }
    }

    private static DataTable Residuals(IReadOnlyList<ResidualRow> rows)
    {
        DataTable table = new("Where the errors end, and the drift of weights whose inputs are 0", "rule", "residual error by theory", "measured", "± (95 %)", "mean square drift");
        foreach (ResidualRow row in rows)
        {
            table.Add(row.Rule, Numbers.Short(row.Predicted), Numbers.Short(row.Measured), Numbers.Short(row.Reach), Numbers.Short(row.Drift));
        }

        return table;
    }

    private static DataTable Trainings(IReadOnlyList<RecurrentRow> rows)
    {
        DataTable table = new("The recurrent network", "gradients by", "steps of a sequence", "numbers with noise", "best rate", "loss at the end");
        foreach (RecurrentRow row in rows)
        {
            table.Add(row.Method, Numbers.Count(row.TimeSteps), Numbers.Count(row.Perturbed), Numbers.Short(row.LearningRate), Numbers.Short(row.Loss));
        }

        return table;
    }

    private static DataTable Memory(IReadOnlyList<RecurrentMemoryRow> rows)
    {
        DataTable table = new("Memory besides parameters and gradient", "steps of the sequence", "backpropagation through time", "node perturbation", "forward mode");
        foreach (RecurrentMemoryRow row in rows)
        {
            table.Add(Numbers.Count(row.TimeSteps), Numbers.Bytes(row.Backpropagation), Numbers.Bytes(row.NodePerturbation), Numbers.Bytes(row.ForwardMode));
        }

        return table;
    }
}
