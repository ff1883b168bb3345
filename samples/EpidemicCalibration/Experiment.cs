using System;
using System.Collections.Generic;
using DiffGen;
using DiffGen.Samples;
using DiffGen.Samples.Report;
using Spectre.Console;

namespace EpidemicCalibration;

/// <summary>Villages are simulated with known parameters, which calibration is to find; then again and again, to see whether the standard errors are right.</summary>
internal static class Experiment
{
    public static readonly Parameters Truth = new(Contact: 0.35, Recovery: 0.15, Reporting: 0.5);
    public static readonly Parameters Start = new(Contact: 0.7, Recovery: 0.4, Reporting: 0.8);
    public const int Villages = 200;

    private const int ObservationSite = 0;
    private const int CalibrationSite = 1;
    private const int RepetitionSite = 2;

    public static Outcome Run(SampleOptions options, IAnsiConsole console)
    {
        Noise noise = new(options.Seed);
        Observations observed = Observations.Simulate(Truth, Villages, noise.Split(ObservationSite));
        int many = options.Quick ? 6_000 : 20_000;
        Calibration calibration = new(observed, noise.Split(CalibrationSite));
        Fit found = ProgressDisplay.Show(console, display => calibration.Run(Start, [many / 5, many / 5, many / 5, many / 5, many / 2, many], fit => Show(display, calibration, fit)));
        List<Fit> repeated = ProgressDisplay.Show(console, display => Repeat(options, noise.Split(RepetitionSite), display));
        return new Outcome(observed, calibration.Path, found, repeated);
    }

    /// <summary>Calibrates to new villages, time and again.</summary>
    private static List<Fit> Repeat(SampleOptions options, Noise noise, ProgressDisplay display)
    {
        int repetitions = options.Quick ? 3 : 40;
        const int Many = 4_000;
        List<Fit> fits = [];
        for (int r = 0; r < repetitions; r++)
        {
            Noise own = noise.Split(r);
            Observations observed = Observations.Simulate(Truth, Villages, own.Split(ObservationSite));
            fits.Add(new Calibration(observed, own.Split(CalibrationSite)).Run(Start, [Many / 4, Many / 4, Many / 4, Many / 4, Many / 2, Many], _ => { }));
            display.Milestone($"villages simulated anew and calibrated to, {r + 1} of {repetitions}: {EpidemicReport.Describe(fits[^1])}", () => EpidemicReport.Repetitions(fits));
        }

        return fits;
    }

    private static void Show(ProgressDisplay display, Calibration calibration, Fit fit)
    {
        display.Milestone($"step {calibration.Path.Count - 1}: {EpidemicReport.Describe(fit)}", () => EpidemicReport.Path(calibration.Path));
    }
}
