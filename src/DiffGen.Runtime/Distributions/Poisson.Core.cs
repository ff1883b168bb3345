using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class Poisson
{
    internal static double LogProbabilityOf(int x, double lambda) => !(lambda >= 0) ? double.NaN : x < 0 ? double.NegativeInfinity : GammaFunctions.LogPoisson(x, lambda);

    internal static double LogProbabilityPartials(int x, double lambda) => x < 0 ? 0 : x == 0 ? -1 + (0 * lambda) : (x - lambda) / lambda;

    internal static double CdfOf(int x, double lambda) => !(lambda >= 0) ? double.NaN : x < 0 ? 0 : lambda == 0 ? 1 : IncompleteGamma.Regularized(x + 1.0, lambda).Upper;

    internal static double CdfPartials(int x, double lambda) => x < 0 ? 0 : -Math.Exp(LogProbabilityOf(x, lambda));

    internal static double EntropyOf(double lambda) => Entropy(lambda).Value;

    internal static double EntropyPartials(double lambda) => Entropy(lambda).Slope;

    /// <summary>−Σ p ln p and −Σ (dp/dλ) ln p over 40 deviations on both sides; for large means the series ½ ln(2πeλ) − 1/(12λ) − 1/(24λ²) − 19/(360λ³) − 9/(80λ⁴).</summary>
    private static (double Value, double Slope) Entropy(double lambda)
    {
        if (!(lambda > 0))
        {
            return lambda == 0 ? (0, double.PositiveInfinity) : (double.NaN, double.NaN);
        }

        if (lambda > 1000)
        {
            double y = 1 / lambda;
            return (
                0.5 + GammaFunctions.HalfLogTwoPi + (0.5 * Math.Log(lambda)) + Series.Polynomial(y, [0, -1.0 / 12, -1.0 / 24, -19.0 / 360, -9.0 / 80]),
                Series.Polynomial(y, [0, 1.0 / 2, 1.0 / 12, 1.0 / 12, 19.0 / 120, 9.0 / 20]));
        }

        double reach = 40 * Math.Sqrt(lambda), value = 0, slope = 0;
        for (int k = (int)Math.Max(0, lambda - reach); k <= lambda + reach + 40; k++)
        {
            double log = GammaFunctions.LogPoisson(k, lambda), p = Math.Exp(log);
            value -= p * log;
            slope -= p * LogProbabilityPartials(k, lambda) * log;
        }

        return (value, slope);
    }

    internal static double MeanOf(double lambda) => lambda >= 0 ? lambda : double.NaN;

    internal static double MeanPartials(double lambda) => 1 + (0 * lambda);

    internal static double VarianceOf(double lambda) => lambda >= 0 ? lambda : double.NaN;

    internal static double VariancePartials(double lambda) => 1 + (0 * lambda);
}
