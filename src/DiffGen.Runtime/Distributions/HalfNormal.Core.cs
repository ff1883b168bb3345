using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class HalfNormal
{
    internal static double LogProbabilityOf(double x, double sigma) =>
        x >= 0 ? Normal.LogProbabilityOf(x, 0, sigma) + Math.Log(2) : Support.Outside(x, sigma);

    internal static (double X, double Sigma) LogProbabilityPartials(double x, double sigma)
    {
        if (x < 0)
        {
            return (0, 0);
        }

        double z = x / sigma;
        return (-z / sigma, ((z * z) - 1) / sigma);
    }

    internal static double CdfOf(double x, double sigma) => !(sigma > 0) ? double.NaN : x <= 0 ? 0 : ErrorFunctions.Erf(x / sigma * ErrorFunctions.SqrtHalf);

    internal static (double X, double Sigma) CdfPartials(double x, double sigma)
    {
        if (x < 0)
        {
            return (0, 0);
        }

        double z = x / sigma, density = 2 * ErrorFunctions.NormalDensity(z) / sigma;
        return (density, -z * density);
    }

    internal static double EntropyOf(double sigma) => 0.5 + (0.5 * Math.Log(0.5 * Math.PI)) + Math.Log(sigma);

    internal static double EntropyPartials(double sigma) => 1 / sigma;

    internal static double MeanOf(double sigma) => sigma > 0 ? sigma * Math.Sqrt(2 / Math.PI) : double.NaN;

    internal static double MeanPartials(double sigma) => (0 * sigma) + Math.Sqrt(2 / Math.PI);

    internal static double VarianceOf(double sigma) => sigma > 0 ? sigma * sigma * (1 - (2 / Math.PI)) : double.NaN;

    internal static double VariancePartials(double sigma) => 2 * sigma * (1 - (2 / Math.PI));

    internal static double PathwisePartials(double x, double sigma) => x / sigma;
}
