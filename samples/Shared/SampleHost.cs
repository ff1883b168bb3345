using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using DiffGen.Samples.Data;
using DiffGen.Samples.Report;
using Spectre.Console;

namespace DiffGen.Samples;

/// <summary>Runs a sample with one experiment: reads the command line, prints what came of it, writes the page.</summary>
internal static class SampleHost
{
    private const int WrongUse = 2;

    /// <summary>Runs the sample.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="description">The sample.</param>
    /// <param name="tell">Runs the experiment, shows its progress on the console and gives the sections of the report.</param>
    /// <returns>The exit code: 0, or 2 where the command line or a file is not what it should be.</returns>
    public static int Run(string[] arguments, SampleDescription description, Func<SampleOptions, IAnsiConsole, IReadOnlyList<Section>> tell)
    {
        Console.OutputEncoding = Encoding.UTF8;
        if (!SampleOptions.TryParse(arguments, description, out SampleOptions? options, out string? error))
        {
            Console.Error.WriteLine(error);
            Console.Error.WriteLine();
            Console.Error.WriteLine(description.Usage);
            return WrongUse;
        }

        if (options.Help)
        {
            Console.Out.WriteLine(description.Usage);
            return 0;
        }

        try
        {
            string date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            string circumstances = $"{date}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}. Seed {options.Seed}{(options.Quick ? ", quick" : "")}.";

            // A page that cannot be written is told before the experiment, not after it.
            HtmlReport.Save(options.ReportFile, description.Title, circumstances, []);
            IAnsiConsole console = Terminal.Open();
            console.WriteLine(circumstances);
            IReadOnlyList<Section> sections = tell(options, console);
            foreach (Section section in sections)
            {
                ConsoleReport.Write(console, section);
            }

            HtmlReport.Save(options.ReportFile, description.Title, circumstances, sections);
            console.WriteLine();
            console.WriteLine($"The page with tables and plots: {Path.GetFullPath(options.ReportFile)}");
            return 0;
        }
        catch (DataFileException e)
        {
            Console.Error.WriteLine(e.Message);
            return WrongUse;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The report '{options.ReportFile}' cannot be written: {e.Message}");
            return WrongUse;
        }
    }
}
