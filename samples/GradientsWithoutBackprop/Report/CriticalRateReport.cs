using System.Collections.Generic;
using System.Linq;
using DiffGen.Samples.Report;
using GradientsWithoutBackprop.Experiments;

namespace GradientsWithoutBackprop.Report;

/// <summary>Shows what came of learning rates around the critical one.</summary>
internal static class CriticalRateReport
{
    public static Section Of(CriticalRateOutcome outcome)
    {
        Section section = new("The critical rate of node perturbation");
        section.Add($"A linear network {TeacherRun.Inputs}-{TeacherRun.Hidden}-{TeacherRun.Outputs} learns a linear teacher by node perturbation as the compiler makes it, one example a step. By theory (Hiratani et al. 2022) it converges up to the rate η* = {Numbers.Scientific(outcome.CriticalRate)} and diverges above. A teacher with noise makes the weights grow until half of η* is too much as well, unless their rows keep their norms.");
        section.Add(new Plot(
            "Error of the network, a run for each rate",
            new Axis("step", Logarithmic: true),
            new Axis("mean square of W₂W₁ − teacher", Logarithmic: true),
            [.. outcome.Curves.Select(curve => new Series(curve.Name, [.. curve.Errors.Select(point => new PlotPoint(point.Step, point.Error))]))]));
        DataTable table = new("Error at the end", "run", "rate", "steps", "error");
        foreach ((string name, double multiple, IReadOnlyList<(int Step, double Error)> errors) in outcome.Curves)
        {
            table.Add(name, Numbers.Scientific(multiple * outcome.CriticalRate), Numbers.Count(errors[^1].Step), double.IsInfinity(errors[^1].Error) ? "diverged" : Numbers.Scientific(errors[^1].Error));
        }

        section.Add(table);
        section.Add($"At η* itself {outcome.Diverged} of {outcome.Runs} runs diverged (one to nine in a hundred are known to).");
        return section;
    }
}
