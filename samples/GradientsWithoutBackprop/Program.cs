using System;
using System.Collections.Generic;
using System.Text;
using GradientsWithoutBackprop.Data;
using GradientsWithoutBackprop.Experiments;
using GradientsWithoutBackprop.Report;
using Spectre.Console;

namespace GradientsWithoutBackprop;

/// <summary>Descends surfaces and trains classifiers of digits, with gradients and without backpropagation.</summary>
internal static class Program
{
    private const int WrongUse = 2;

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
            Run(options, TrainingDisplay.OpenConsole());
            return 0;
        }
        catch (DataFileException e)
        {
            Console.Error.WriteLine(e.Message);
            return WrongUse;
        }
    }

    private static void Run(Options options, IAnsiConsole console)
    {
        DigitSet digits = ReadDigits(options);
        SurfaceReport.Write(console, SurfaceExperiment.Run(options.Seed));
        console.WriteLine($"Digits: {digits.Source}, {Numbers.Count(digits.Train.Count)} to train on, {Numbers.Count(digits.HeldBack.Count)} held back.");
        DigitExperiment experiment = new(digits, options.Epochs ?? (options.Quick ? 3 : DigitExperiment.DefaultEpochs(digits.Train.Count)), options.Seed);
        List<ModelOutcome> outcomes =
        [
            TrainingDisplay.Show(console, experiment.TrainSoftmaxRegression),
            TrainingDisplay.Show(console, experiment.TrainTwoLayerNetwork),
        ];
        console.WriteLine();
        TrainingReport.Write(console, outcomes);
        console.WriteLine($"Digest of all final parameters, seed {options.Seed}: {Digest.Of(outcomes)}");
    }

    private static DigitSet ReadDigits(Options options)
    {
        const int DrawnCount = 10_000;
        const int QuickCount = 2_000;
        DigitSet digits = options.MnistFolder is string folder
            ? DigitFiles.Read(folder)
            : DigitSet.Split("drawn digits", DrawnDigits.Draw(options.Quick ? QuickCount : DrawnCount, options.Seed));
        return options.Quick ? digits.First(QuickCount) : digits;
    }
}
