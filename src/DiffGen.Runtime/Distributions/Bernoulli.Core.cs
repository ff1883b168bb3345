using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class Bernoulli
{
    internal static double LogProbabilityOf(bool x, double p) => !(p >= 0 && p <= 1) ? double.NaN : x ? Math.Log(p) : Precise.Log1p(-p);

    internal static double LogProbabilityPartials(bool x, double p) => x ? 1 / p : -1 / (1 - p);

    internal static double ProbabilityOf(bool x, double p) => !(p >= 0 && p <= 1) ? double.NaN : x ? p : 1 - p;

    internal static double ProbabilityPartials(bool x, double p) => x ? 1 + (0 * p) : -1 + (0 * p);

    internal static double EntropyOf(double p) => p is 0 or 1 ? 0 : (-p * Math.Log(p)) - ((1 - p) * Precise.Log1p(-p));

    internal static double EntropyPartials(double p) => Precise.Log1p(-p) - Math.Log(p);

    internal static double MeanOf(double p) => p >= 0 && p <= 1 ? p : double.NaN;

    internal static double MeanPartials(double p) => 1 + (0 * p);

    internal static double VarianceOf(double p) => p >= 0 && p <= 1 ? p * (1 - p) : double.NaN;

    internal static double VariancePartials(double p) => 1 - (2 * p);
}
