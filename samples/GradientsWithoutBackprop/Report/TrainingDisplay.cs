using System;
using GradientsWithoutBackprop.Experiments;
using Spectre.Console;

namespace GradientsWithoutBackprop.Report;

/// <summary>Shows a training while it goes on: a live table on a terminal, a line per epoch anywhere else.</summary>
internal static class TrainingDisplay
{
    /// <summary>Runs a training and shows it meanwhile.</summary>
    public static T Show<T>(IAnsiConsole console, Func<ITrainingObserver, T> training)
    {
        return console.Profile.Capabilities.Interactive && console.Profile.Capabilities.Ansi
            ? console.Live(new Text("")).Start(context => training(new LiveTraining(context)))
            : training(new TrainingLines(console));
    }
}
