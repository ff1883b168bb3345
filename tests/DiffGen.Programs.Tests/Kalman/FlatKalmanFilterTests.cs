using DiffGen.Programs.Harness;
using Xunit;

namespace DiffGen.Programs.Kalman;

public class FlatKalmanFilterTests
{
    [Fact]
    public void Gradient_is_that_of_the_sensitivity_equations()
    {
        double[] p = Track.Parameters;
        var r = FlatKalmanFilter.LogLikelihoodGradient(p[0], p[1], p[2], p[3], p[4], p[5], p[6], Track.Times, Track.Measured);
        (double value, double[] expected) = FilterSensitivities.At(p, Track.Times, Track.Measured);
        Comparison.Close("value", value, r.Value, 1e-12);
        Comparison.Close("gradient", expected, [r.DampingGrad, r.AccelerationGrad, r.PositionErrorGrad, r.SpeedErrorGrad, r.SpreadGrad, r.PositionGrad, r.SpeedGrad], 1e-12);
    }

    [Fact]
    public void To_second_order()
    {
        double[] p = Track.Parameters, d = Sampled.Uniform(2, p.Length);
        var r = FlatKalmanFilter.LogLikelihoodHvp(p[0], p[1], p[2], p[3], p[4], p[5], p[6], Track.Times, Track.Measured, d[0], d[1], d[2], d[3], d[4], d[5], d[6]);
        double[] expected = Differences.Directional(x => FilterSensitivities.At(x, Track.Times, Track.Measured).Gradient, p, d);
        Comparison.Close("tangent", Dense.Dot(FilterSensitivities.At(p, Track.Times, Track.Measured).Gradient, d), r.Tangent, 1e-12);
        Comparison.Close("Hessian product", expected, [r.DampingHvp, r.AccelerationHvp, r.PositionErrorHvp, r.SpeedErrorHvp, r.SpreadHvp, r.PositionHvp, r.SpeedHvp], 1e-9);
    }

    [Fact]
    public void Reference_agrees_with_differences()
    {
        double[] expected = Differences.Gradient(x => FlatKalmanFilter.LogLikelihood(x[0], x[1], x[2], x[3], x[4], x[5], x[6], Track.Times, Track.Measured), Track.Parameters);
        Comparison.Close("gradient", expected, FilterSensitivities.At(Track.Parameters, Track.Times, Track.Measured).Gradient, 1e-9);
    }
}
