using System;
using System.Diagnostics;
using Spectre.Console;

namespace DiffGen.Samples.Report;

/// <summary>Shows work while it goes on: on a terminal a table that is redrawn ten times a second, in a file or a pipe a line now and then.</summary>
internal sealed class ProgressDisplay
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly IAnsiConsole _console;
    private readonly LiveDisplayContext? _table;
    private long _drawn;

    private ProgressDisplay(IAnsiConsole console, LiveDisplayContext? table)
    {
        _console = console;
        _table = table;
    }

    /// <summary>Runs <paramref name="work"/> and shows what it reports.</summary>
    public static T Show<T>(IAnsiConsole console, Func<ProgressDisplay, T> work)
    {
        return console.Profile.Capabilities.Interactive && console.Profile.Capabilities.Ansi
            ? console.Live(new Text("")).Start(context => work(new ProgressDisplay(console, context)))
            : work(new ProgressDisplay(console, null));
    }

    /// <summary>Where the work stands; drawn on a terminal, unless it has just been.</summary>
    public void Update(Func<DataTable> table)
    {
        if (_table is not null && (_drawn == 0 || Stopwatch.GetElapsedTime(_drawn) > Pause))
        {
            Draw(table());
        }
    }

    /// <summary>A part of the work is done: drawn on a terminal, said in <paramref name="line"/> elsewhere.</summary>
    public void Milestone(string line, Func<DataTable> table)
    {
        if (_table is null)
        {
            _console.Profile.Out.Writer.WriteLine(line);
        }
        else
        {
            Draw(table());
        }
    }

    private void Draw(DataTable table)
    {
        _table?.UpdateTarget(ConsoleReport.TableOf(table));
        _drawn = Stopwatch.GetTimestamp();
    }
}
