using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class Normal
{
    internal static double LogProbabilityOf(double x, double mu, double sigma)
    {
        double z = (x - mu) / sigma;
        return sigma > 0 ? (-0.5 * z * z) - Math.Log(sigma) - GammaFunctions.HalfLogTwoPi : double.NaN;
    }

    internal static (double X, double Mu, double Sigma) LogProbabilityPartials(double x, double mu, double sigma)
    {
        double z = (x - mu) / sigma;
        return (-z / sigma, z / sigma, ((z * z) - 1) / sigma);
    }

    internal static double CdfOf(double x, double mu, double sigma) => sigma > 0 ? ErrorFunctions.NormalCdf((x - mu) / sigma) : double.NaN;

    internal static (double X, double Mu, double Sigma) CdfPartials(double x, double mu, double sigma)
    {
        double z = (x - mu) / sigma, density = ErrorFunctions.NormalDensity(z) / sigma;
        return (density, -density, -z * density);
    }

    internal static double EntropyOf(double mu, double sigma) => (0 * mu) + 0.5 + GammaFunctions.HalfLogTwoPi + Math.Log(sigma);

    internal static (double Mu, double Sigma) EntropyPartials(double mu, double sigma) => (0 * mu, 1 / sigma);

    internal static double MeanOf(double mu, double sigma) => sigma > 0 ? mu : double.NaN;

    internal static (double Mu, double Sigma) MeanPartials(double mu, double sigma) => (1, 0);

    internal static double VarianceOf(double mu, double sigma) => sigma > 0 ? sigma * sigma : double.NaN;

    internal static (double Mu, double Sigma) VariancePartials(double mu, double sigma) => (0, 2 * sigma);

    internal static (double Mu, double Sigma) PathwisePartials(double x, double mu, double sigma) => (1, (x - mu) / sigma);
}
