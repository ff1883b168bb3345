using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class NegativeBinomial
{
    private static bool IsWrong(double r, double p) => !(r > 0 && p > 0 && p <= 1);

    internal static double LogProbabilityOf(int x, double r, double p) => IsWrong(r, p) ? double.NaN : x < 0 ? double.NegativeInfinity
        : x == 0 ? r * Math.Log(p)
        : GammaFunctions.LogBinomial(r, x + r, p, 1 - p) + Math.Log(r / (x + r));

    internal static (double R, double P) LogProbabilityPartials(int x, double r, double p)
    {
        if (x <= 0)
        {
            return x < 0 ? (0, 0) : (Math.Log(p), r / p);
        }

        return (Math.Log(p) + DigammaStep(r, x), (r / p) - (x / (1 - p)));
    }

    /// <summary>ψ(r + k) − ψ(r): 1/r + 1/(r + 1) + … for few terms.</summary>
    private static double DigammaStep(double r, int k)
    {
        if (k > 20)
        {
            return GammaFunctions.DigammaStep(r, k);
        }

        double sum = 0;
        for (int i = k - 1; i >= 0; i--)
        {
            sum += 1 / (r + i);
        }

        return sum;
    }

    internal static double CdfOf(int x, double r, double p) => IsWrong(r, p) ? double.NaN : x < 0 ? 0 : IncompleteBeta.Regularized(r, x + 1.0, p, 1 - p).Lower;

    internal static (double R, double P) CdfPartials(int x, double r, double p)
    {
        if (x < 0)
        {
            return (0, 0);
        }

        (double byP, double byR, _) = Beta.CdfPartials(p, r, x + 1.0);
        return (byR, byP);
    }

    internal static double MeanOf(double r, double p) => IsWrong(r, p) ? double.NaN : r * (1 - p) / p;

    internal static (double R, double P) MeanPartials(double r, double p) => ((1 - p) / p, -r / p / p);

    internal static double VarianceOf(double r, double p) => IsWrong(r, p) ? double.NaN : r * (1 - p) / p / p;

    internal static (double R, double P) VariancePartials(double r, double p) => ((1 - p) / p / p, -r * (2 - p) / p / p / p);
}
