using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class LogitBeta
{
    /// <summary>y = 1/(1 + e⁻ˣ), 1 − y and their logarithms.</summary>
    private static (double Y, double Complement, double LogY, double LogComplement) Unit(double x) =>
        (Precise.Sigmoid(x), Precise.Sigmoid(-x), -Precise.Softplus(-x), -Precise.Softplus(x));

    internal static double LogProbabilityOf(double x, double a, double b)
    {
        (double y, double rest, double logY, double logRest) = Unit(x);
        return a > 0 && b > 0 ? Beta.LogPower(a, b, y, rest, logY, logRest) : double.NaN;
    }

    internal static (double X, double A, double B) LogProbabilityPartials(double x, double a, double b)
    {
        (double y, double rest, double logY, double logRest) = Unit(x);
        return ((a * rest) - (b * y), -IncompleteBeta.MeanLogMinusLog(a, b, y, rest, logY), -IncompleteBeta.MeanLogMinusLog(b, a, rest, y, logRest));
    }

    internal static double CdfOf(double x, double a, double b)
    {
        (double y, double rest, double logY, double logRest) = Unit(x);
        return !(a > 0 && b > 0) ? double.NaN
            : x < -700 ? Math.Exp((a * logY) - Math.Log(a) - Beta.LogBeta(a, b))
            : x > 700 ? 1 - Math.Exp((b * logRest) - Math.Log(b) - Beta.LogBeta(a, b))
            : IncompleteBeta.Regularized(a, b, y, rest).Lower;
    }

    internal static (double X, double A, double B) CdfPartials(double x, double a, double b)
    {
        double density = Math.Exp(LogProbabilityOf(x, a, b));
        if (density == 0)
        {
            return (0, 0, 0);
        }

        (double byA, double byB) = PathwisePartials(x, a, b);
        return (density, -density * byA, -density * byB);
    }

    internal static double EntropyOf(double a, double b) =>
        Beta.EntropyOf(a, b) - GammaFunctions.Digamma(a) - GammaFunctions.Digamma(b) + (2 * GammaFunctions.Digamma(a + b));

    internal static (double A, double B) EntropyPartials(double a, double b)
    {
        double last = Gamma.TrigammaExcess(a + b);
        return (last - Gamma.TrigammaExcess(a), last - Gamma.TrigammaExcess(b));
    }

    internal static double MeanOf(double a, double b) => a > 0 && b > 0 ? GammaFunctions.Digamma(a) - GammaFunctions.Digamma(b) : double.NaN;

    internal static (double A, double B) MeanPartials(double a, double b) => (GammaFunctions.Trigamma(a), -GammaFunctions.Trigamma(b));

    internal static double VarianceOf(double a, double b) => a > 0 && b > 0 ? GammaFunctions.Trigamma(a) + GammaFunctions.Trigamma(b) : double.NaN;

    internal static (double A, double B) VariancePartials(double a, double b) => (GammaFunctions.Tetragamma(a), GammaFunctions.Tetragamma(b));

    internal static (double A, double B) PathwisePartials(double x, double a, double b)
    {
        (double y, double rest, double logY, double logRest) = Unit(x);
        return (IncompleteBeta.LogitQuantileByFirst(a, b, y, rest, logY), -IncompleteBeta.LogitQuantileByFirst(b, a, rest, y, logRest));
    }
}
