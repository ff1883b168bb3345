using DiffGen.Programs.Harness;
using Xunit;

namespace DiffGen.Programs.Kalman;

public class KalmanFilterReferenceTests
{
    [Fact]
    public void Reference_agrees_with_differences()
    {
        (double value, double[] gradient) = FilterSensitivities.At(Track.Parameters, Track.Times, Track.Measured);
        Comparison.Close("value", value, LogLikelihood(Track.Parameters), 1e-12);
        Comparison.Close("gradient", Differences.Gradient(LogLikelihood, Track.Parameters), gradient, 1e-9);
    }

    private static double LogLikelihood(double[] p) => KalmanFilter.LogLikelihood(new TrackingModel(p[0], p[1], p[2], p[3], p[4]), p[5], p[6], Track.Measurements);
}
