using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class Binomial
{
    private static bool IsWrong(int n, double p) => !(n >= 0 && p >= 0 && p <= 1);

    internal static double LogProbabilityOf(int x, int n, double p) => IsWrong(n, p) ? double.NaN
        : x < 0 || x > n ? double.NegativeInfinity : GammaFunctions.LogBinomial(x, n, p, 1 - p);

    internal static double LogProbabilityPartials(int x, int n, double p) => x < 0 || x > n ? 0
        : (x == 0 ? 0 : x / p) - (x == n ? 0 : (n - x) / (1 - p));

    internal static double CdfOf(int x, int n, double p) => IsWrong(n, p) ? double.NaN
        : x < 0 ? 0 : x >= n ? 1 : IncompleteBeta.Regularized(n - x, x + 1.0, 1 - p, p).Lower;

    /// <summary>−n times the probability of x successes among n − 1 trials.</summary>
    internal static double CdfPartials(int x, int n, double p) => x < 0 || x >= n ? 0 : -n * Math.Exp(GammaFunctions.LogBinomial(x, n - 1, p, 1 - p));

    internal static double EntropyOf(int n, double p) => Entropy(n, p).Value;

    internal static double EntropyPartials(int n, double p) => Entropy(n, p).Slope;

    /// <summary>−Σ P ln P and −Σ (dP/dp) ln P over 40 deviations on both sides.</summary>
    private static (double Value, double Slope) Entropy(int n, double p)
    {
        if (IsWrong(n, p) || p is 0 or 1)
        {
            return IsWrong(n, p) ? (double.NaN, double.NaN) : (0, n == 0 ? 0 : p == 0 ? double.PositiveInfinity : double.NegativeInfinity);
        }

        double reach = 40 + (40 * Math.Sqrt(n * p * (1 - p))), value = 0, slope = 0;
        int last = (int)Math.Min(n, (n * p) + reach);
        for (int k = (int)Math.Max(0, (n * p) - reach); k <= last; k++)
        {
            double log = LogProbabilityOf(k, n, p), probability = Math.Exp(log);
            if (probability > 0)
            {
                value -= probability * log;
                slope -= probability * LogProbabilityPartials(k, n, p) * log;
            }
        }

        return (value, slope);
    }

    internal static double MeanOf(int n, double p) => IsWrong(n, p) ? double.NaN : n * p;

    internal static double MeanPartials(int n, double p) => n + (0 * p);

    internal static double VarianceOf(int n, double p) => IsWrong(n, p) ? double.NaN : n * p * (1 - p);

    internal static double VariancePartials(int n, double p) => n * (1 - (2 * p));
}
