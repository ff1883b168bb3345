using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class StudentT
{
    internal static double LogProbabilityOf(double x, double nu, double mu, double sigma)
    {
        double z = (x - mu) / sigma, root = z / Math.Sqrt(nu);
        return nu > 0 && sigma > 0
            ? GammaFunctions.HalfStepLogGamma(0.5 * nu) - GammaFunctions.HalfLogTwoPi - Math.Log(sigma) - (0.5 * (nu + 1) * Cauchy.LogOnePlusSquare(root))
            : double.NaN;
    }

    internal static (double X, double Nu, double Mu, double Sigma) LogProbabilityPartials(double x, double nu, double mu, double sigma)
    {
        double z = (x - mu) / sigma, root = z / Math.Sqrt(nu), slope = -(nu + 1) / Math.Sqrt(nu) * Cauchy.Ratio(root);
        return (slope / sigma, StudentTFunctions.Score(nu, root * root), -slope / sigma, (-1 - (z * slope)) / sigma);
    }

    internal static double CdfOf(double x, double nu, double mu, double sigma) => nu > 0 && sigma > 0 ? StudentTFunctions.Cdf(nu, (x - mu) / sigma).Lower : double.NaN;

    internal static (double X, double Nu, double Mu, double Sigma) CdfPartials(double x, double nu, double mu, double sigma)
    {
        double z = (x - mu) / sigma, density = Math.Exp(LogProbabilityOf(x, nu, mu, sigma));
        return density == 0 ? (0, 0, 0, 0) : (density, -density * sigma * StudentTFunctions.QuantileByFreedom(nu, z), -density, -z * density);
    }

    /// <summary>½ (nu + 1) (κ + 1/nu) + ½ ln 2π − l + ln sigma, with κ = ψ((nu + 1)/2) − ψ(nu/2) − 1/nu and l = ln Γ((nu + 1)/2) − ln Γ(nu/2) − ½ ln(nu/2).</summary>
    internal static double EntropyOf(double nu, double mu, double sigma) => (0 * mu)
        + (0.5 * (nu + 1) * (GammaFunctions.HalfStepDigamma(0.5 * nu) + (1 / nu))) + GammaFunctions.HalfLogTwoPi - GammaFunctions.HalfStepLogGamma(0.5 * nu) + Math.Log(sigma);

    internal static (double Nu, double Mu, double Sigma) EntropyPartials(double nu, double mu, double sigma)
    {
        double byNu = nu < 200
            ? (0.5 / nu) + (0.25 * (nu + 1) * (GammaFunctions.Trigamma(0.5 * (nu + 1)) - GammaFunctions.Trigamma(0.5 * nu)))
            : Series.Polynomial(1 / nu, [0, 0, -1, -0.5, 0.5, 0.5, -1.5]);
        return (byNu, 0 * mu, 1 / sigma);
    }

    internal static double MeanOf(double nu, double mu, double sigma) => nu > 1 && sigma > 0 ? mu : double.NaN;

    internal static (double Nu, double Mu, double Sigma) MeanPartials(double nu, double mu, double sigma) => nu > 1 ? (0, 1, 0) : (double.NaN, double.NaN, double.NaN);

    internal static double VarianceOf(double nu, double mu, double sigma) => !(nu > 1 && sigma > 0) ? double.NaN
        : nu <= 2 ? double.PositiveInfinity : sigma * sigma * (nu / (nu - 2));

    internal static (double Nu, double Mu, double Sigma) VariancePartials(double nu, double mu, double sigma) => nu > 2
        ? (-2 * sigma * sigma / ((nu - 2) * (nu - 2)), 0, 2 * sigma * (nu / (nu - 2)))
        : (double.NaN, double.NaN, double.NaN);

    internal static (double Nu, double Mu, double Sigma) PathwisePartials(double x, double nu, double mu, double sigma)
    {
        double z = (x - mu) / sigma;
        return (sigma * StudentTFunctions.QuantileByFreedom(nu, z), 1, z);
    }
}
