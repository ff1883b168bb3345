using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class Uniform
{
    internal static double LogProbabilityOf(double x, double lower, double upper) => !(lower < upper) || double.IsNaN(x) ? double.NaN
        : x >= lower && x <= upper ? -Math.Log(upper - lower) : double.NegativeInfinity;

    internal static (double X, double Lower, double Upper) LogProbabilityPartials(double x, double lower, double upper) =>
        x >= lower && x <= upper ? (0, 1 / (upper - lower), -1 / (upper - lower)) : (0, 0, 0);

    internal static double CdfOf(double x, double lower, double upper) => lower < upper ? Math.Clamp((x - lower) / (upper - lower), 0, 1) : double.NaN;

    internal static (double X, double Lower, double Upper) CdfPartials(double x, double lower, double upper)
    {
        if (x < lower || x > upper)
        {
            return (0, 0, 0);
        }

        double width = upper - lower;
        return (1 / width, -(upper - x) / width / width, -(x - lower) / width / width);
    }

    internal static double EntropyOf(double lower, double upper) => lower < upper ? Math.Log(upper - lower) : double.NaN;

    internal static (double Lower, double Upper) EntropyPartials(double lower, double upper) => (-1 / (upper - lower), 1 / (upper - lower));

    internal static double MeanOf(double lower, double upper) => lower < upper ? (0.5 * lower) + (0.5 * upper) : double.NaN;

    internal static (double Lower, double Upper) MeanPartials(double lower, double upper) => (0.5, 0.5);

    internal static double VarianceOf(double lower, double upper) => lower < upper ? (upper - lower) * (upper - lower) / 12 : double.NaN;

    internal static (double Lower, double Upper) VariancePartials(double lower, double upper) => (-(upper - lower) / 6, (upper - lower) / 6);

    internal static (double Lower, double Upper) PathwisePartials(double x, double lower, double upper) => ((upper - x) / (upper - lower), (x - lower) / (upper - lower));
}
