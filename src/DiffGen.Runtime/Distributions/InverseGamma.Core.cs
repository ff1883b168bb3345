using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class InverseGamma
{
    internal static double LogProbabilityOf(double x, double shape, double scale)
    {
        if (!(shape > 0))
        {
            return double.NaN;
        }

        double logX = Math.Log(x);
        return x > 0 && scale > 0 ? Gamma.LogPower(shape, scale / x, Math.Log(scale) - logX) - logX : Support.Outside(x, scale);
    }

    internal static (double X, double Shape, double Scale) LogProbabilityPartials(double x, double shape, double scale)
    {
        double z = scale / x;
        return x <= 0 ? (0, 0, 0) : ((z - shape - 1) / x, Gamma.ShapeScore(shape, z, Math.Log(scale) - Math.Log(x)), (shape - z) / scale);
    }

    internal static double CdfOf(double x, double shape, double scale) => !(scale > 0 && shape > 0) ? double.NaN
        : x <= 0 ? 0 : IncompleteGamma.Regularized(shape, scale / x).Upper;

    internal static (double X, double Shape, double Scale) CdfPartials(double x, double shape, double scale)
    {
        if (x <= 0)
        {
            return (0, 0, 0);
        }

        double logZ = Math.Log(scale) - Math.Log(x), slope = Math.Exp(Gamma.LogPower(shape, scale / x, logZ));
        return (slope / x, slope == 0 ? 0 : slope * IncompleteGamma.LogQuantileByShape(shape, logZ), -slope / scale);
    }

    /// <summary>−3/2 ln a + ½ ln 2π + s + (a + 1) d + ln scale, with s the error of Stirling's formula and d = ln a − ψ(a).</summary>
    internal static double EntropyOf(double shape, double scale) => (-1.5 * Math.Log(shape)) + GammaFunctions.HalfLogTwoPi + GammaFunctions.StirlingError(shape)
        + ((shape + 1) * GammaFunctions.LogMinusDigamma(shape)) + Math.Log(scale);

    internal static (double Shape, double Scale) EntropyPartials(double shape, double scale) => (-Gamma.TrigammaExcess(shape) - GammaFunctions.Trigamma(shape), 1 / scale);

    internal static double MeanOf(double shape, double scale) => !(shape > 0 && scale > 0) ? double.NaN : shape <= 1 ? double.PositiveInfinity : scale / (shape - 1);

    internal static (double Shape, double Scale) MeanPartials(double shape, double scale) =>
        shape > 1 ? (-scale / ((shape - 1) * (shape - 1)), 1 / (shape - 1)) : (double.NaN, double.NaN);

    internal static double VarianceOf(double shape, double scale) => !(shape > 0 && scale > 0) ? double.NaN
        : shape <= 2 ? double.PositiveInfinity : scale * scale / ((shape - 1) * (shape - 1) * (shape - 2));

    internal static (double Shape, double Scale) VariancePartials(double shape, double scale)
    {
        double variance = VarianceOf(shape, scale);
        return shape > 2 ? (-variance * ((2 / (shape - 1)) + (1 / (shape - 2))), 2 * variance / scale) : (double.NaN, double.NaN);
    }

    internal static (double Shape, double Scale) PathwisePartials(double x, double shape, double scale) =>
        (-x * IncompleteGamma.LogQuantileByShape(shape, Math.Log(scale) - Math.Log(x)), x / scale);
}
