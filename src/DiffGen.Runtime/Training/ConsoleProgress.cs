using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace DiffGen.Training;

/// <summary>Writes the progress of a training as text: a line that is rewritten in place, and one that stays for every epoch.</summary>
public sealed class ConsoleProgress : ITrainingObserver
{
    private readonly TextWriter _writer;
    private readonly bool _live;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private long _last;
    private int _width;
    private bool _written;

    /// <summary>Makes the observer.</summary>
    /// <param name="writer">Where to write; null for the console.</param>
    /// <param name="live">Whether a line is rewritten in place between the epochs; null: where the console is no file.</param>
    /// <param name="interval">The least time between two rewritings; null for a tenth of a second.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public ConsoleProgress(TextWriter? writer = null, bool? live = null, TimeSpan? interval = null, TimeProvider? time = null)
    {
        _writer = writer ?? Console.Out;
        _live = live ?? (writer is null && !Console.IsOutputRedirected);
        _interval = interval ?? TimeSpan.FromSeconds(0.1);
        _time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public void Report(in TrainingProgress progress)
    {
        if (!progress.EpochEnded && (!_live || (_written && _time.GetElapsedTime(_last) < _interval)))
        {
            return;
        }

        _last = _time.GetTimestamp();
        _written = true;
        string line = Line(progress);
        if (!_live)
        {
            _writer.WriteLine(line);
            return;
        }

        // Blanks cover what a longer line before has left.
        _writer.Write('\r');
        _writer.Write(line.PadRight(_width));
        _width = line.Length;
        if (progress.EpochEnded)
        {
            _writer.WriteLine();
            _width = 0;
        }

        _writer.Flush();
    }

    /// <inheritdoc/>
    public void Restored(RestoredCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        foreach (RefusedCheckpoint refused in checkpoint.Refused)
        {
            _writer.WriteLine($"refused '{refused.Path}': {refused.Reason}");
        }

        _writer.WriteLine($"goes on from '{checkpoint.Path}'");
    }

    private static string Line(in TrainingProgress progress)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        StringBuilder line = new();
        line.Append(culture, $"epoch {progress.Epoch}/{progress.Epochs}  step {progress.Step}/{progress.Steps}  loss {progress.Loss:g5}");
        if (progress.MetricName is not null && !double.IsNaN(progress.Metric))
        {
            line.Append(culture, $"  {progress.MetricName} {progress.Metric:g5}");
        }

        if (!double.IsNaN(progress.StepsPerSecond))
        {
            line.Append(culture, $"  {progress.StepsPerSecond:g4} steps/s");
        }

        if (progress.Remaining is { } remaining && progress.Step < progress.Steps)
        {
            line.Append(culture, $"  {Clock(remaining)} left");
        }
        else
        {
            line.Append(culture, $"  {Clock(progress.Elapsed)}");
        }

        return line.ToString();
    }

    private static string Clock(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");
}
