using System;
using DiffGen.Programs.Harness;
using Xunit;

namespace DiffGen.Programs.Kalman;

public class KalmanFilterTests
{
    [Fact]
    public void Gradient_is_that_of_the_sensitivity_equations()
    {
        double[] p = Track.Parameters;
        (double value, TrackingModel modelGrad, double positionGrad, double speedGrad) = KalmanFilter.LogLikelihoodGradient(Model(p), p[5], p[6], Track.Measurements);
        (double expectedValue, double[] expected) = FilterSensitivities.At(p, Track.Times, Track.Measured);
        Comparison.Close("value", expectedValue, value, 1e-12);
        Comparison.Close("gradient", expected, [.. Parts(modelGrad), positionGrad, speedGrad], 1e-12);
    }

    [Fact]
    public void Reverse_scales_with_the_cotangent()
    {
        double[] p = Track.Parameters;
        TrackingModel modelGrad = KalmanFilter.LogLikelihoodVjp(Model(p), p[5], p[6], Track.Measurements, -2).ModelGrad;
        double[] expected = FilterSensitivities.At(p, Track.Times, Track.Measured).Gradient;
        Comparison.Close("gradient", Array.ConvertAll(expected[..5], x => -2 * x), Parts(modelGrad), 1e-12);
    }

    [Fact]
    public void Tangent_is_gradient_times_direction()
    {
        double[] p = Track.Parameters, d = Sampled.Uniform(3, p.Length);
        double tangent = KalmanFilter.LogLikelihoodJvp(Model(p), p[5], p[6], Track.Measurements, Model(d), d[5], d[6]).Tangent;
        Comparison.Close("tangent", Dense.Dot(FilterSensitivities.At(p, Track.Times, Track.Measured).Gradient, d), tangent, 1e-12);
    }

    private static TrackingModel Model(double[] p) => new(p[0], p[1], p[2], p[3], p[4]);

    private static double[] Parts(TrackingModel model) => [model.Damping, model.Acceleration, model.PositionError, model.SpeedError, model.Spread];
}
