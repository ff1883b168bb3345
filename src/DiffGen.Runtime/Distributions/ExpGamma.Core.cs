using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class ExpGamma
{
    internal static double LogProbabilityOf(double x, double shape, double rate)
    {
        double logZ = Math.Log(rate) + x;
        return shape > 0 && rate > 0 ? Gamma.LogPower(shape, Math.Exp(logZ), logZ) : double.NaN;
    }

    internal static (double X, double Shape, double Rate) LogProbabilityPartials(double x, double shape, double rate)
    {
        double logZ = Math.Log(rate) + x, z = Math.Exp(logZ);
        return (shape - z, Gamma.ShapeScore(shape, z, logZ), (shape - z) / rate);
    }

    internal static double CdfOf(double x, double shape, double rate)
    {
        double logZ = Math.Log(rate) + x;
        return !(rate > 0) ? double.NaN
            : logZ < -700 ? Math.Exp((shape * logZ) - GammaFunctions.LogGamma1p(shape))
            : IncompleteGamma.Regularized(shape, Math.Exp(logZ)).Lower;
    }

    internal static (double X, double Shape, double Rate) CdfPartials(double x, double shape, double rate)
    {
        double logZ = Math.Log(rate) + x, density = Math.Exp(Gamma.LogPower(shape, Math.Exp(logZ), logZ));
        return (density, density == 0 ? 0 : -density * IncompleteGamma.LogQuantileByShape(shape, logZ), density / rate);
    }

    /// <summary>−½ ln a + ½ ln 2π + s + a d, with s the error of Stirling's formula and d = ln a − ψ(a); it does not depend on the rate.</summary>
    internal static double EntropyOf(double shape, double rate) => rate > 0
        ? (-0.5 * Math.Log(shape)) + GammaFunctions.HalfLogTwoPi + GammaFunctions.StirlingError(shape) + (shape * GammaFunctions.LogMinusDigamma(shape))
        : double.NaN;

    internal static (double Shape, double Rate) EntropyPartials(double shape, double rate) => (-Gamma.TrigammaExcess(shape), 0 * rate);

    internal static double MeanOf(double shape, double rate) => shape > 0 ? GammaFunctions.Digamma(shape) - Math.Log(rate) : double.NaN;

    internal static (double Shape, double Rate) MeanPartials(double shape, double rate) => (GammaFunctions.Trigamma(shape), -1 / rate);

    internal static double VarianceOf(double shape, double rate) => shape > 0 && rate > 0 ? GammaFunctions.Trigamma(shape) : double.NaN;

    internal static (double Shape, double Rate) VariancePartials(double shape, double rate) => (GammaFunctions.Tetragamma(shape), 0 * rate);

    internal static (double Shape, double Rate) PathwisePartials(double x, double shape, double rate) => (IncompleteGamma.LogQuantileByShape(shape, Math.Log(rate) + x), -1 / rate);
}
