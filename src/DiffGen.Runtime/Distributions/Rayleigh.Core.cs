using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class Rayleigh
{
    internal static double LogProbabilityOf(double x, double sigma)
    {
        double z = x / sigma;
        return x >= 0 && sigma > 0 ? Math.Log(z / sigma) - (0.5 * z * z) : Support.Outside(x, sigma);
    }

    internal static (double X, double Sigma) LogProbabilityPartials(double x, double sigma)
    {
        double z = x / sigma;
        return x < 0 ? (0, 0) : ((1 / x) - (z / sigma), ((z * z) - 2) / sigma);
    }

    internal static double CdfOf(double x, double sigma)
    {
        double z = x / sigma;
        return !(sigma > 0) ? double.NaN : x <= 0 ? 0 : -Precise.Expm1(-0.5 * z * z);
    }

    internal static (double X, double Sigma) CdfPartials(double x, double sigma)
    {
        double z = x / sigma, slope = z * Math.Exp(-0.5 * z * z) / sigma;
        return x < 0 ? (0, 0) : (slope, -z * slope);
    }

    internal static double EntropyOf(double sigma) => 1 + (0.5 * GammaFunctions.EulerGamma) + Math.Log(sigma * ErrorFunctions.SqrtHalf);

    internal static double EntropyPartials(double sigma) => 1 / sigma;

    internal static double MeanOf(double sigma) => sigma > 0 ? sigma * Math.Sqrt(0.5 * Math.PI) : double.NaN;

    internal static double MeanPartials(double sigma) => (0 * sigma) + Math.Sqrt(0.5 * Math.PI);

    internal static double VarianceOf(double sigma) => sigma > 0 ? (2 - (0.5 * Math.PI)) * sigma * sigma : double.NaN;

    internal static double VariancePartials(double sigma) => (4 - Math.PI) * sigma;

    internal static double PathwisePartials(double x, double sigma) => x / sigma;
}
