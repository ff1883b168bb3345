using System.Linq;
using GradientsWithoutBackprop.Experiments;
using Spectre.Console;

namespace GradientsWithoutBackprop.Report;

/// <summary>A line per epoch, for files and pipes.</summary>
internal sealed class TrainingLines(IAnsiConsole console) : ITrainingObserver
{
    public void Report(TrainingProgress progress)
    {
        if (progress.EpochEnded)
        {
            string runs = string.Join("; ", progress.Runs.Select(Describe));
            console.Profile.Out.Writer.WriteLine($"{progress.Model}, epoch {progress.Epoch} of {progress.Epochs}: {runs}");
        }
    }

    private static string Describe(ITrainingRun run)
    {
        Measurement measured = run.Measurements[^1];
        return $"{run.Method}: loss {Numbers.Fixed(measured.TrainingLoss)}, held back {Numbers.Fixed(measured.HeldBackLoss)}, {Numbers.Percent(measured.Accuracy)}, {Numbers.Fixed(measured.Seconds, 1)} s";
    }
}
