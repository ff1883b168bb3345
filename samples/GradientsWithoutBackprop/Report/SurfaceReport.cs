using GradientsWithoutBackprop.Experiments;
using Spectre.Console;

namespace GradientsWithoutBackprop.Report;

/// <summary>Prints what came of the descents on surfaces.</summary>
internal static class SurfaceReport
{
    public static void Write(IAnsiConsole console, SurfaceOutcome outcome)
    {
        Table table = Tables.New(
            "Height of the surface after some steps",
            "surface",
            "step",
            "gradient descent",
            "published",
            $"forward gradients, median of {SurfaceExperiment.Seeds} seeds",
            "published",
            "forward / gradient",
            "in band");
        foreach (SurfaceRow row in outcome.Rows)
        {
            table.AddRow(
                row.Surface,
                Numbers.Count(row.Step),
                Numbers.Scientific(row.Descent),
                Numbers.Scientific(row.PublishedDescent),
                Numbers.Scientific(row.Forward),
                Numbers.Scientific(row.PublishedForward),
                Numbers.Fixed(row.Quotient, 2),
                row.InBand ? "yes" : "[red]no[/]");
        }

        console.Write(table);
        console.MarkupLine("In band: gradient descent within 1 % of the published height, forward gradients within a factor 2 of gradient descent.");
        console.MarkupLine($"Beale after 1,000 steps, {SurfaceExperiment.RangeSeeds} seeds: {Numbers.Scientific(outcome.Lowest)} to {Numbers.Scientific(outcome.Highest)} (published {Numbers.Scientific(SurfaceOutcome.PublishedRange.Low)} to {Numbers.Scientific(SurfaceOutcome.PublishedRange.High)}).");
        console.MarkupLine($"Beale from the steep start (1, 1.5): {outcome.Lost} of {SurfaceExperiment.LossSeeds} seeds are lost ({SurfaceOutcome.LostBand.Low} to {SurfaceOutcome.LostBand.High} expected); {outcome.LostShortened} with gradients shortened to length {Numbers.Fixed(SurfaceExperiment.LongestGradient, 0)}.");
        console.WriteLine();
    }
}
