using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class Cauchy
{
    internal static double LogProbabilityOf(double x, double mu, double scale)
    {
        double z = (x - mu) / scale;
        return scale > 0 ? -LogOnePlusSquare(z) - Math.Log(Math.PI * scale) : double.NaN;
    }

    internal static (double X, double Mu, double Scale) LogProbabilityPartials(double x, double mu, double scale)
    {
        double z = (x - mu) / scale, slope = -2 * Ratio(z);
        return (slope / scale, -slope / scale, (-1 - (z * slope)) / scale);
    }

    internal static double CdfOf(double x, double mu, double scale)
    {
        double z = (x - mu) / scale;
        return scale > 0 ? Math.Atan2(1, -z) / Math.PI : double.NaN;
    }

    internal static (double X, double Mu, double Scale) CdfPartials(double x, double mu, double scale)
    {
        double z = (x - mu) / scale, density = 1 / (Math.PI * scale * (1 + (z * z)));
        return (density, -density, -z * density);
    }

    internal static double EntropyOf(double mu, double scale) => (0 * mu) + Math.Log(4 * Math.PI) + Math.Log(scale);

    internal static (double Mu, double Scale) EntropyPartials(double mu, double scale) => (0 * mu, 1 / scale);

    internal static (double Mu, double Scale) PathwisePartials(double x, double mu, double scale) => (1, (x - mu) / scale);

    /// <summary>ln(1 + z²)</summary>
    internal static double LogOnePlusSquare(double z) => Math.Abs(z) < 1 ? Precise.Log1p(z * z) : 2 * Math.Log(double.Hypot(1, z));

    /// <summary>z/(1 + z²)</summary>
    internal static double Ratio(double z) => Math.Abs(z) < 1 ? z / (1 + (z * z)) : 1 / (z + (1 / z));
}
