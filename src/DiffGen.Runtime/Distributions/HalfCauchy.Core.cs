using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class HalfCauchy
{
    internal static double LogProbabilityOf(double x, double scale) =>
        x >= 0 && scale > 0 ? Math.Log(2 / Math.PI) - Cauchy.LogOnePlusSquare(x / scale) - Math.Log(scale) : Support.Outside(x, scale);

    internal static (double X, double Scale) LogProbabilityPartials(double x, double scale)
    {
        double z = x / scale, slope = -2 * Cauchy.Ratio(z);
        return x < 0 ? (0, 0) : (slope / scale, (-1 - (z * slope)) / scale);
    }

    internal static double CdfOf(double x, double scale) => !(scale > 0) ? double.NaN : x <= 0 ? 0 : 2 / Math.PI * Math.Atan(x / scale);

    internal static (double X, double Scale) CdfPartials(double x, double scale)
    {
        double z = x / scale, density = 2 / (Math.PI * scale * (1 + (z * z)));
        return x < 0 ? (0, 0) : (density, -z * density);
    }

    internal static double EntropyOf(double scale) => Math.Log(2 * Math.PI * scale);

    internal static double EntropyPartials(double scale) => 1 / scale;

    internal static double PathwisePartials(double x, double scale) => x / scale;
}
