using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class Gamma
{
    /// <summary>zᵃ e⁻ᶻ/Γ(a) in logarithms, with z = rate x: x times the density.</summary>
    internal static double LogPower(double shape, double z, double logZ) => shape >= 1 && z > 1e-290
        ? Math.Log(shape) + GammaFunctions.LogPoisson(shape, z)
        : (shape * logZ) - z - GammaFunctions.LogGamma(shape);

    /// <summary>ln z − ψ(a), the derivative of the log-probability with respect to the shape.</summary>
    internal static double ShapeScore(double shape, double z, double logZ) => Math.Abs(z - shape) < 0.5 * shape
        ? Precise.Log1p((z - shape) / shape) + GammaFunctions.LogMinusDigamma(shape)
        : logZ - GammaFunctions.Digamma(shape);

    internal static double LogProbabilityOf(double x, double shape, double rate)
    {
        if (!(x >= 0 && shape > 0))
        {
            return shape > 0 ? Support.Outside(x, rate) : double.NaN;
        }

        return x > 0 ? LogPower(shape, rate * x, Math.Log(rate) + Math.Log(x)) - Math.Log(x)
            : shape == 1 ? Math.Log(rate)
            : shape > 1 ? double.NegativeInfinity : double.PositiveInfinity;
    }

    internal static (double X, double Shape, double Rate) LogProbabilityPartials(double x, double shape, double rate)
    {
        double z = rate * x;
        return x < 0 ? (0, 0, 0) : (shape == 1 ? -rate : ((shape - 1) / x) - rate, ShapeScore(shape, z, Math.Log(rate) + Math.Log(x)), (shape - z) / rate);
    }

    internal static double CdfOf(double x, double shape, double rate) => rate > 0 ? IncompleteGamma.Regularized(shape, rate * x).Lower : double.NaN;

    internal static (double X, double Shape, double Rate) CdfPartials(double x, double shape, double rate)
    {
        if (x <= 0)
        {
            return (x == 0 ? Math.Exp(LogProbabilityOf(x, shape, rate)) : 0, 0, 0);
        }

        double logZ = Math.Log(rate) + Math.Log(x), slope = Math.Exp(LogPower(shape, rate * x, logZ));
        return (slope / x, slope == 0 ? 0 : -slope * IncompleteGamma.LogQuantileByShape(shape, logZ), slope / rate);
    }

    /// <summary>½ ln a + ½ ln 2π + s + (a − 1) d, with s the error of Stirling's formula and d = ln a − ψ(a): nothing cancels for large shapes.</summary>
    internal static double EntropyOf(double shape, double rate) => (0.5 * Math.Log(shape)) + GammaFunctions.HalfLogTwoPi + GammaFunctions.StirlingError(shape)
        + ((shape - 1) * GammaFunctions.LogMinusDigamma(shape)) - Math.Log(rate);

    internal static (double Shape, double Rate) EntropyPartials(double shape, double rate) => (GammaFunctions.Trigamma(shape) - TrigammaExcess(shape), -1 / rate);

    /// <summary>a ψ′(a) − 1, with a small relative error for large a.</summary>
    internal static double TrigammaExcess(double a) => a < 50
        ? (a * GammaFunctions.Trigamma(a)) - 1
        : Series.Polynomial(1 / a, [0, 1.0 / 2, 1.0 / 6, 0, -1.0 / 30, 0, 1.0 / 42]);

    internal static double MeanOf(double shape, double rate) => shape > 0 && rate > 0 ? shape / rate : double.NaN;

    internal static (double Shape, double Rate) MeanPartials(double shape, double rate) => (1 / rate, -shape / rate / rate);

    internal static double VarianceOf(double shape, double rate) => shape > 0 && rate > 0 ? shape / rate / rate : double.NaN;

    internal static (double Shape, double Rate) VariancePartials(double shape, double rate) => (1 / rate / rate, -2 * shape / rate / rate / rate);

    internal static (double Shape, double Rate) PathwisePartials(double x, double shape, double rate) =>
        (x * IncompleteGamma.LogQuantileByShape(shape, Math.Log(rate) + Math.Log(x)), -x / rate);
}
