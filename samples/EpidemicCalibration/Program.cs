using DiffGen.Samples;

namespace EpidemicCalibration;

/// <summary>Calibrates a stochastic epidemic to reports, by derivatives of expectations behind discrete events.</summary>
internal static class Program
{
    private static readonly SampleDescription s_sample = new("EpidemicCalibration", "An epidemic, calibrated", "epidemic-calibration.html");

    internal static int Main(string[] arguments)
    {
        return SampleHost.Run(arguments, s_sample, (options, console) => [EpidemicReport.Of(Experiment.Run(options, console))]);
    }
}
