using System.Linq;
using DiffGen.Samples.Report;
using GradientsWithoutBackprop.Experiments;
using Spectre.Console;

namespace GradientsWithoutBackprop.Report;

/// <summary>A line at the end of each training, for files and pipes.</summary>
internal sealed class TrainingLines(IAnsiConsole console) : ITrainingObserver
{
    public void Report(TrainingProgress progress)
    {
        if (progress.Ended)
        {
            string runs = string.Join("; ", progress.Runs.Select(Describe));
            console.Profile.Out.Writer.WriteLine($"{progress.Title}, {Numbers.Count(progress.Steps)} steps: {runs}");
        }
    }

    private static string Describe(ITrainingRun run)
    {
        Measurement measured = run.Measurements[^1];
        return $"{run.Method} at {Numbers.Short(run.LearningRate)}: held back {Numbers.Fixed(measured.HeldBackLoss)}, {Numbers.Percent(measured.Accuracy)}, {Numbers.Fixed(measured.Seconds, 1)} s";
    }
}
