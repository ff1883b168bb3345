using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class Exponential
{
    internal static double LogProbabilityOf(double x, double rate) => x >= 0 ? Math.Log(rate) - (rate * x) : Support.Outside(x, rate);

    internal static (double X, double Rate) LogProbabilityPartials(double x, double rate) => x < 0 ? (0, 0) : (-rate, (1 / rate) - x);

    internal static double CdfOf(double x, double rate) => !(rate > 0) ? double.NaN : x <= 0 ? 0 : -Precise.Expm1(-rate * x);

    internal static (double X, double Rate) CdfPartials(double x, double rate)
    {
        double rest = Math.Exp(-rate * x);
        return x < 0 ? (0, 0) : (rate * rest, x * rest);
    }

    internal static double EntropyOf(double rate) => 1 - Math.Log(rate);

    internal static double EntropyPartials(double rate) => -1 / rate;

    internal static double MeanOf(double rate) => rate > 0 ? 1 / rate : double.NaN;

    internal static double MeanPartials(double rate) => -1 / (rate * rate);

    internal static double VarianceOf(double rate) => rate > 0 ? 1 / (rate * rate) : double.NaN;

    internal static double VariancePartials(double rate) => -2 / (rate * rate * rate);

    internal static double PathwisePartials(double x, double rate) => -x / rate;
}
