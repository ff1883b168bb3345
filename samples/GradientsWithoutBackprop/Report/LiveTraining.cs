using System;
using System.Diagnostics;
using System.Linq;
using DiffGen.Samples.Report;
using GradientsWithoutBackprop.Experiments;
using Spectre.Console;

namespace GradientsWithoutBackprop.Report;

/// <summary>A table that follows a training: one row per run, redrawn ten times a second.</summary>
internal sealed class LiveTraining(LiveDisplayContext context) : ITrainingObserver
{
    private const int CurveWidth = 40;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private long _drawn;

    public void Report(TrainingProgress progress)
    {
        if (progress.Ended || _drawn == 0 || Stopwatch.GetElapsedTime(_drawn) > Pause)
        {
            context.UpdateTarget(Draw(progress));
            _drawn = Stopwatch.GetTimestamp();
        }
    }

    private static Table Draw(TrainingProgress progress)
    {
        Table table = new() { Title = new TableTitle(Markup.Escape($"{progress.Title}: step {Numbers.Count(progress.Step)} of {Numbers.Count(progress.Steps)}, {Numbers.Percent(progress.Done)} done")) };
        table.AddColumn("gradients by");
        table.AddColumn("learning rate");
        table.AddColumn("loss");
        table.AddColumn(new TableColumn("loss so far").Width(CurveWidth));
        table.AddColumn("loss, held back");
        table.AddColumn("accuracy, held back");
        table.AddColumn("time in steps");
        foreach (ITrainingRun run in progress.Runs)
        {
            Measurement? last = run.Measurements.Count > 0 ? run.Measurements[^1] : null;
            table.AddRow(
                run.Method,
                Numbers.Short(run.LearningRate),
                Numbers.Fixed(double.IsNaN(run.RunningLoss) && last is Measurement measured ? measured.TrainingLoss : run.RunningLoss),
                Numbers.Curve(run.Measurements.Select(measurement => measurement.TrainingLoss), CurveWidth),
                last is null ? "" : Numbers.Fixed(last.Value.HeldBackLoss),
                last is null ? "" : Numbers.Percent(last.Value.Accuracy),
                Numbers.Fixed(run.Seconds, 1) + " s");
        }

        return table;
    }
}
