using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class Geometric
{
    private static bool IsWrong(double p) => !(p > 0 && p <= 1);

    internal static double LogProbabilityOf(int x, double p) => IsWrong(p) ? double.NaN : x < 0 ? double.NegativeInfinity
        : x == 0 ? Math.Log(p) : Math.Log(p) + (x * Precise.Log1p(-p));

    internal static double LogProbabilityPartials(int x, double p) => x < 0 ? 0 : (1 / p) - (x == 0 ? 0 : x / (1 - p));

    internal static double CdfOf(int x, double p) => IsWrong(p) ? double.NaN : x < 0 ? 0 : -Precise.Expm1((x + 1.0) * Precise.Log1p(-p));

    internal static double CdfPartials(int x, double p) => x < 0 ? 0 : (x + 1.0) * Math.Exp(x == 0 ? 0 : x * Precise.Log1p(-p));

    internal static double EntropyOf(double p) => IsWrong(p) ? double.NaN : p == 1 ? 0 : -Math.Log(p) - ((1 - p) * Precise.Log1p(-p) / p);

    internal static double EntropyPartials(double p) => Precise.Log1p(-p) / p / p;

    internal static double MeanOf(double p) => IsWrong(p) ? double.NaN : (1 - p) / p;

    internal static double MeanPartials(double p) => -1 / p / p;

    internal static double VarianceOf(double p) => IsWrong(p) ? double.NaN : (1 - p) / p / p;

    internal static double VariancePartials(double p) => (p - 2) / p / p / p;
}
