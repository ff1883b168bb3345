using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class Gumbel
{
    internal static double LogProbabilityOf(double x, double mu, double scale)
    {
        double z = (x - mu) / scale;
        return scale > 0 ? -z - Math.Exp(-z) - Math.Log(scale) : double.NaN;
    }

    internal static (double X, double Mu, double Scale) LogProbabilityPartials(double x, double mu, double scale)
    {
        double z = (x - mu) / scale, slope = Precise.Expm1(-z);
        return (slope / scale, -slope / scale, (-1 - (z * slope)) / scale);
    }

    internal static double CdfOf(double x, double mu, double scale)
    {
        double z = (x - mu) / scale;
        return scale > 0 ? Math.Exp(-Math.Exp(-z)) : double.NaN;
    }

    internal static (double X, double Mu, double Scale) CdfPartials(double x, double mu, double scale)
    {
        double z = (x - mu) / scale, density = Math.Exp(-z - Math.Exp(-z)) / scale;
        return (density, -density, -z * density);
    }

    internal static double EntropyOf(double mu, double scale) => (0 * mu) + 1 + GammaFunctions.EulerGamma + Math.Log(scale);

    internal static (double Mu, double Scale) EntropyPartials(double mu, double scale) => (0 * mu, 1 / scale);

    internal static double MeanOf(double mu, double scale) => scale > 0 ? mu + (GammaFunctions.EulerGamma * scale) : double.NaN;

    internal static (double Mu, double Scale) MeanPartials(double mu, double scale) => (1, GammaFunctions.EulerGamma);

    internal static double VarianceOf(double mu, double scale) => scale > 0 ? Math.PI * Math.PI / 6 * scale * scale : double.NaN;

    internal static (double Mu, double Scale) VariancePartials(double mu, double scale) => (0, Math.PI * Math.PI / 3 * scale);

    internal static (double Mu, double Scale) PathwisePartials(double x, double mu, double scale) => (1, (x - mu) / scale);
}
