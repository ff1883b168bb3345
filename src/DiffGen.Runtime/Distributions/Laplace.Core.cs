using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class Laplace
{
    internal static double LogProbabilityOf(double x, double mu, double scale)
    {
        double z = (x - mu) / scale;
        return scale > 0 ? -Math.Abs(z) - Math.Log(2 * scale) : double.NaN;
    }

    internal static (double X, double Mu, double Scale) LogProbabilityPartials(double x, double mu, double scale)
    {
        double z = (x - mu) / scale, slope = -Support.Sign(z);
        return (slope / scale, -slope / scale, (-1 - (z * slope)) / scale);
    }

    internal static double CdfOf(double x, double mu, double scale)
    {
        double z = (x - mu) / scale;
        return scale > 0 ? z < 0 ? 0.5 * Math.Exp(z) : 1 - (0.5 * Math.Exp(-z)) : double.NaN;
    }

    internal static (double X, double Mu, double Scale) CdfPartials(double x, double mu, double scale)
    {
        double z = (x - mu) / scale, density = 0.5 * Math.Exp(-Math.Abs(z)) / scale;
        return (density, -density, -z * density);
    }

    internal static double EntropyOf(double mu, double scale) => (0 * mu) + 1 + Math.Log(2) + Math.Log(scale);

    internal static (double Mu, double Scale) EntropyPartials(double mu, double scale) => (0 * mu, 1 / scale);

    internal static double MeanOf(double mu, double scale) => scale > 0 ? mu : double.NaN;

    internal static (double Mu, double Scale) MeanPartials(double mu, double scale) => (1, 0);

    internal static double VarianceOf(double mu, double scale) => scale > 0 ? 2 * scale * scale : double.NaN;

    internal static (double Mu, double Scale) VariancePartials(double mu, double scale) => (0, 4 * scale);

    internal static (double Mu, double Scale) PathwisePartials(double x, double mu, double scale) => (1, (x - mu) / scale);
}
