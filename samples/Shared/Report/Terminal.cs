using System;
using Spectre.Console;

namespace DiffGen.Samples.Report;

/// <summary>Where a sample prints.</summary>
internal static class Terminal
{
    /// <summary>The standard output: with colours on a terminal, plain and wide in a file or a pipe.</summary>
    public static IAnsiConsole Open()
    {
        if (!Console.IsOutputRedirected)
        {
            return AnsiConsole.Console;
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No });
        console.Profile.Width = 160;
        return console;
    }
}
