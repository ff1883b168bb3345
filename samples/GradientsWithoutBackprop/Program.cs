using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using DiffGen.Samples.Data;
using DiffGen.Samples.Report;
using GradientsWithoutBackprop.Experiments;
using GradientsWithoutBackprop.Report;
using Spectre.Console;

namespace GradientsWithoutBackprop;

/// <summary>Learns with gradients that need no backpropagation, beside those that do, and reports what came of it.</summary>
internal static class Program
{
    private const int WrongUse = 2;
    private const string Title = "Gradients without backpropagation";

    internal static int Main(string[] arguments)
    {
        Console.OutputEncoding = Encoding.UTF8;
        if (!Options.TryParse(arguments, out Options? options, out string? error))
        {
            Console.Error.WriteLine(error);
            Console.Error.WriteLine();
            Console.Error.WriteLine(Options.Usage);
            return WrongUse;
        }

        if (options.Help)
        {
            Console.Out.WriteLine(Options.Usage);
            return 0;
        }

        try
        {
            Run(options, Terminal.Open());
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

    private static void Run(Options options, IAnsiConsole console)
    {
        RunSettings settings = new(ReadDigits(options), options.Seed, options.Epochs, options.Quick);
        string circumstances = Circumstances(settings);
        console.WriteLine(circumstances);

        // A page that cannot be written is told before the experiments, not after them.
        HtmlReport.Save(options.ReportFile, Title, circumstances, []);
        IReadOnlyList<Section> sections = new Story(settings, console).Tell(options.Chosen);
        HtmlReport.Save(options.ReportFile, Title, circumstances, sections);
        console.WriteLine();
        console.WriteLine($"The page with tables and plots: {Path.GetFullPath(options.ReportFile)}");
    }

    private static string Circumstances(RunSettings settings)
    {
        string date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"{date}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}. Seed {settings.Seed}{(settings.Quick ? ", quick" : "")}. "
            + $"Digits: {settings.Digits.Source}, {Numbers.Count(settings.Digits.Train.Count)} to train on, {Numbers.Count(settings.Digits.HeldBack.Count)} held back.";
    }

    private static DigitSet ReadDigits(Options options)
    {
        const int DrawnCount = 10_000;
        const int QuickCount = 500;
        DigitSet digits = options.MnistFolder is string folder
            ? DigitFiles.Read(folder)
            : DigitSet.Split("drawn digits", DrawnDigits.Draw(options.Quick ? QuickCount : DrawnCount, options.Seed));
        return options.Quick ? digits.First(QuickCount) : digits;
    }
}
