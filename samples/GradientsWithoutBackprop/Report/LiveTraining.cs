using System;
using System.Diagnostics;
using System.Linq;
using GradientsWithoutBackprop.Experiments;
using Spectre.Console;

namespace GradientsWithoutBackprop.Report;

/// <summary>A table that follows a training: one column per run, redrawn ten times a second.</summary>
internal sealed class LiveTraining(LiveDisplayContext context) : ITrainingObserver
{
    private const int ColumnWidth = 25;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private long _drawn;

    public void Report(TrainingProgress progress)
    {
        if (progress.EpochEnded || _drawn == 0 || Stopwatch.GetElapsedTime(_drawn) > Pause)
        {
            context.UpdateTarget(Draw(progress));
            _drawn = Stopwatch.GetTimestamp();
        }
    }

    internal static Table Draw(TrainingProgress progress)
    {
        Table table = new() { Title = new TableTitle($"{progress.Model}: epoch {progress.Epoch} of {progress.Epochs}, {Numbers.Percent(progress.Done)} done") };
        table.AddColumn("");
        foreach (ITrainingRun run in progress.Runs)
        {
            table.AddColumn(new TableColumn($"[bold]{run.Method}[/]").Width(ColumnWidth));
        }

        AddRow("loss of this epoch", run => Numbers.Fixed(progress.EpochEnded ? run.Measurements[^1].TrainingLoss : run.RunningLoss));
        AddRow("loss so far", run => Numbers.Curve(run.Measurements.Select(measured => measured.TrainingLoss), ColumnWidth));
        AddRow("loss, held back", run => run.Measurements.Count > 0 ? Numbers.Fixed(run.Measurements[^1].HeldBackLoss) : "");
        AddRow("accuracy, held back", run => run.Measurements.Count > 0 ? Numbers.Percent(run.Measurements[^1].Accuracy) : "");
        AddRow("time in steps", run => Numbers.Fixed(run.Seconds, 1) + " s");
        return table;

        void AddRow(string name, Func<ITrainingRun, string> value)
        {
            table.AddRow([name, .. progress.Runs.Select(value)]);
        }
    }
}
