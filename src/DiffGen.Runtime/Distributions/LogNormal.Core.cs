using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class LogNormal
{
    internal static double LogProbabilityOf(double x, double mu, double sigma) =>
        x > 0 ? Normal.LogProbabilityOf(Math.Log(x), mu, sigma) - Math.Log(x) : Support.Outside(x, sigma);

    internal static (double X, double Mu, double Sigma) LogProbabilityPartials(double x, double mu, double sigma)
    {
        if (x <= 0)
        {
            return (0, 0, 0);
        }

        double z = (Math.Log(x) - mu) / sigma;
        return (((-z / sigma) - 1) / x, z / sigma, ((z * z) - 1) / sigma);
    }

    internal static double CdfOf(double x, double mu, double sigma) => x <= 0 ? 0 : Normal.CdfOf(Math.Log(x), mu, sigma);

    internal static (double X, double Mu, double Sigma) CdfPartials(double x, double mu, double sigma)
    {
        if (x <= 0)
        {
            return (0, 0, 0);
        }

        (double y, double byMu, double bySigma) = Normal.CdfPartials(Math.Log(x), mu, sigma);
        return (y / x, byMu, bySigma);
    }

    internal static double EntropyOf(double mu, double sigma) => mu + Normal.EntropyOf(mu, sigma);

    internal static (double Mu, double Sigma) EntropyPartials(double mu, double sigma) => (1, 1 / sigma);

    internal static double MeanOf(double mu, double sigma) => sigma > 0 ? Math.Exp(mu + (0.5 * sigma * sigma)) : double.NaN;

    internal static (double Mu, double Sigma) MeanPartials(double mu, double sigma)
    {
        double mean = MeanOf(mu, sigma);
        return (mean, sigma * mean);
    }

    internal static double VarianceOf(double mu, double sigma)
    {
        double square = sigma * sigma;
        return sigma > 0 ? Precise.Expm1(square) * Math.Exp((2 * mu) + square) : double.NaN;
    }

    internal static (double Mu, double Sigma) VariancePartials(double mu, double sigma)
    {
        double square = sigma * sigma;
        return (2 * VarianceOf(mu, sigma), 2 * sigma * Math.Exp((2 * mu) + square) * ((2 * Precise.Expm1(square)) + 1));
    }

    internal static (double Mu, double Sigma) PathwisePartials(double x, double mu, double sigma) => (x, x * (Math.Log(x) - mu) / sigma);
}
