using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen.Samples.Report;

namespace EpidemicCalibration;

/// <summary>Shows the calibration: tables, and plots of reports, of steps and of repetitions.</summary>
internal static class EpidemicReport
{
    private const double Reach = 1.96;
    private static readonly double[] s_truth = Experiment.Truth.Values;

    public static Section Of(Outcome outcome)
    {
        Section section = new("Known parameters, found again");
        section.Add($"{Outcome(outcome)} villages of {Outbreak.People} people, {Outbreak.FirstCases} of them infected at first; what is known of each is how many infections were reported in each of {Outbreak.Weeks} weeks, and whether {Outbreak.TakesOffFrom} were in all. Infections, recoveries and reports are binomial draws, so the parameters sit behind discrete events.");
        section.Add(Parameters(outcome.Found));
        section.Add(Path(outcome.Path));
        section.Add($"Simulated and observed means are {Numbers.Fixed(outcome.Path[^1].Distance, 1)} apart before the last step (chi-squared, {Outbreak.Statistics - EpidemicCalibration.Parameters.Count} degrees of freedom).");
        section.Add(Reports(outcome));
        section.Add(Steps(outcome));
        section.Add($"Calibrated to other villages with the same parameters, {outcome.Repeated.Count} times from the same start: estimates should scatter as the standard errors say.");
        section.Add(Repetitions(outcome.Repeated));
        section.Add(Scatter(outcome));
        return section;
    }

    public static string Describe(Fit fit)
    {
        return string.Join(", ", fit.Parameters.Values.Select((value, p) => $"{EpidemicCalibration.Parameters.Names[p]} {Numbers.Fixed(value)} ± {Numbers.Fixed(fit.StandardErrors[p])}"));
    }

    /// <summary>The steps so far.</summary>
    public static DataTable Path(IReadOnlyList<Fit> path)
    {
        DataTable table = new("Gauss-Newton", ["step", .. EpidemicCalibration.Parameters.Names]);
        for (int step = 0; step < path.Count; step++)
        {
            table.Add([Numbers.Count(step), .. path[step].Parameters.Values.Select(value => Numbers.Fixed(value))]);
        }

        return table;
    }

    /// <summary>How estimates scatter, and how they should.</summary>
    public static DataTable Repetitions(IReadOnlyList<Fit> fits)
    {
        DataTable table = new($"{fits.Count} calibrations", "parameter", "true", "mean estimate", "deviation of the estimates", "mean standard error", "within 1.96 of them");
        for (int p = 0; p < s_truth.Length; p++)
        {
            double mean = fits.Average(fit => fit.Parameters.Values[p]);
            double deviation = Math.Sqrt(fits.Sum(fit => Math.Pow(fit.Parameters.Values[p] - mean, 2)) / Math.Max(1, fits.Count - 1));
            int within = fits.Count(fit => Math.Abs(fit.Parameters.Values[p] - s_truth[p]) <= Reach * fit.StandardErrors[p]);
            table.Add(EpidemicCalibration.Parameters.Names[p], Numbers.Fixed(s_truth[p], 2), Numbers.Fixed(mean), Numbers.Fixed(deviation, 4), Numbers.Fixed(fits.Average(fit => fit.StandardErrors[p]), 4), $"{within} of {fits.Count}");
        }

        return table;
    }

    private static string Outcome(Outcome outcome)
    {
        return Numbers.Count(outcome.Observed.Villages);
    }

    private static DataTable Parameters(Fit found)
    {
        DataTable table = new("Found", "parameter", "true", "found", "standard error", "off by, in standard errors");
        double[] values = found.Parameters.Values;
        for (int p = 0; p < values.Length; p++)
        {
            table.Add(EpidemicCalibration.Parameters.Names[p], Numbers.Fixed(s_truth[p], 2), Numbers.Fixed(values[p]), Numbers.Fixed(found.StandardErrors[p], 4), Numbers.Fixed((values[p] - s_truth[p]) / found.StandardErrors[p], 2));
        }

        return table;
    }

    private static Plot Reports(Outcome outcome)
    {
        PlotPoint[] observed = [.. Enumerable.Range(0, Outbreak.Weeks).Select(week => Interval(week + 1, outcome.Observed.Mean[week], outcome.Observed.StandardError(week)))];
        return new Plot("Reports in a village, mean of all", new Axis("week"), new Axis("reports"),
        [
            new Series("observed, with 95 % interval", observed),
            new Series("simulated, calibrated", Week(outcome.Path[^1])),
            new Series("simulated, at the start", Week(outcome.Path[0])),
        ]);

        static PlotPoint[] Week(Fit fit)
        {
            return [.. Enumerable.Range(0, Outbreak.Weeks).Select(week => new PlotPoint(week + 1, fit.Simulated[week]))];
        }
    }

    private static Plot Steps(Outcome outcome)
    {
        return new Plot("Steps of the calibration", new Axis("step"), new Axis("parameter / its true value"),
        [
            .. EpidemicCalibration.Parameters.Names.Select((name, p) => new Series(name, [.. outcome.Path.Select((fit, step) => Relative(step, fit, p))])),
        ]);
    }

    private static Plot Scatter(Outcome outcome)
    {
        return new Plot("Calibrated to other villages, with 95 % intervals", new Axis("repetition"), new Axis("parameter / its true value"),
        [
            .. EpidemicCalibration.Parameters.Names.Select((name, p) => new Series(name, [.. outcome.Repeated.Select((fit, r) => Relative(r + 1 + (0.25 * (p - 1)), fit, p))], SeriesKind.Dots)),
        ]);
    }

    private static PlotPoint Relative(double x, Fit fit, int p)
    {
        return Interval(x, fit.Parameters.Values[p] / s_truth[p], fit.StandardErrors[p] / s_truth[p]);
    }

    private static PlotPoint Interval(double x, double y, double standardError)
    {
        return new PlotPoint(x, y, y - (Reach * standardError), y + (Reach * standardError));
    }
}
