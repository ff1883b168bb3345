using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class Beta
{
    /// <summary>xᵃ yᵇ/B(a, b) in logarithms: x y times the density.</summary>
    internal static double LogPower(double a, double b, double x, double y, double logX, double logY) => Math.Min(x, y) > 1e-290
        ? Math.Log(a * (b / (a + b))) + GammaFunctions.LogBinomial(a, a + b, x, y)
        : (a * logX) + (b * logY) - LogBeta(a, b);

    /// <summary>ln B(a, b) = s(a) + s(b) − s(a + b) + a ln(a/n) + b ln(b/n) + ½ ln(2π n/(a b)), with s the error of Stirling's formula and n = a + b.</summary>
    internal static double LogBeta(double a, double b)
    {
        double n = a + b;
        return GammaFunctions.StirlingError(a) + GammaFunctions.StirlingError(b) - GammaFunctions.StirlingError(n)
            + LogShare(a, b) + LogShare(b, a) + GammaFunctions.HalfLogTwoPi + (0.5 * Math.Log(n / a / b));

        static double LogShare(double a, double b) => a > b ? -a * Precise.Log1p(b / a) : a * Math.Log(a / (a + b));
    }

    internal static double LogProbabilityOf(double x, double a, double b)
    {
        if (!(a > 0 && b > 0) || double.IsNaN(x))
        {
            return double.NaN;
        }

        if (x is > 0 and < 1)
        {
            double y = 1 - x, logX = Math.Log(x), logY = Precise.Log1p(-x);
            return LogPower(a, b, x, y, logX, logY) - logX - logY;
        }

        return x == 0 ? AtEnd(a, b) : x == 1 ? AtEnd(b, a) : double.NegativeInfinity;

        static double AtEnd(double a, double b) => a == 1 ? Math.Log(b) : a > 1 ? double.NegativeInfinity : double.PositiveInfinity;
    }

    internal static (double X, double A, double B) LogProbabilityPartials(double x, double a, double b)
    {
        if (x < 0 || x > 1)
        {
            return (0, 0, 0);
        }

        double y = 1 - x;
        return (
            (a == 1 ? 0 : (a - 1) / x) - (b == 1 ? 0 : (b - 1) / y),
            -IncompleteBeta.MeanLogMinusLog(a, b, x, y, Math.Log(x)),
            -IncompleteBeta.MeanLogMinusLog(b, a, y, x, Precise.Log1p(-x)));
    }

    internal static double CdfOf(double x, double a, double b) => IncompleteBeta.Regularized(a, b, x, 1 - x).Lower;

    internal static (double X, double A, double B) CdfPartials(double x, double a, double b)
    {
        if (!(x > 0 && x < 1))
        {
            return (x is 0 or 1 ? Math.Exp(LogProbabilityOf(x, a, b)) : 0, 0, 0);
        }

        double y = 1 - x, logX = Math.Log(x), logY = Precise.Log1p(-x), slope = Math.Exp(LogPower(a, b, x, y, logX, logY));
        return slope == 0 ? (0, 0, 0) : (
            slope / x / y,
            -slope * IncompleteBeta.LogitQuantileByFirst(a, b, x, y, logX),
            slope * IncompleteBeta.LogitQuantileByFirst(b, a, y, x, logY));
    }

    /// <summary>
    /// Each of ln Γ(c) − (c − 1) ψ(c) is ½ ln c − c + ½ ln 2π + s(c) + (c − 1) d(c), with s the error of Stirling's formula and d = ln c − ψ(c): what is large cancels on paper.
    /// </summary>
    internal static double EntropyOf(double a, double b)
    {
        double n = a + b;
        return (0.5 * Math.Log(a)) + (0.5 * Math.Log(b)) - (1.5 * Math.Log(n)) + GammaFunctions.HalfLogTwoPi
            + GammaFunctions.StirlingError(a) + GammaFunctions.StirlingError(b) - GammaFunctions.StirlingError(n)
            + ((a - 1) * GammaFunctions.LogMinusDigamma(a)) + ((b - 1) * GammaFunctions.LogMinusDigamma(b)) - ((n - 2) * GammaFunctions.LogMinusDigamma(n));
    }

    internal static (double A, double B) EntropyPartials(double a, double b)
    {
        double n = a + b, last = Gamma.TrigammaExcess(n) - (2 * GammaFunctions.Trigamma(n));
        return (last - Gamma.TrigammaExcess(a) + GammaFunctions.Trigamma(a), last - Gamma.TrigammaExcess(b) + GammaFunctions.Trigamma(b));
    }

    internal static double MeanOf(double a, double b) => a > 0 && b > 0 ? a / (a + b) : double.NaN;

    internal static (double A, double B) MeanPartials(double a, double b) => (b / (a + b) / (a + b), -a / (a + b) / (a + b));

    internal static double VarianceOf(double a, double b)
    {
        double n = a + b;
        return a > 0 && b > 0 ? a / n * (b / n) / (n + 1) : double.NaN;
    }

    internal static (double A, double B) VariancePartials(double a, double b)
    {
        double variance = VarianceOf(a, b), n = a + b, last = (2 / n) + (1 / (n + 1));
        return (variance * ((1 / a) - last), variance * ((1 / b) - last));
    }

    internal static (double A, double B) PathwisePartials(double x, double a, double b)
    {
        double y = 1 - x;
        return (
            x * y * IncompleteBeta.LogitQuantileByFirst(a, b, x, y, Math.Log(x)),
            -x * y * IncompleteBeta.LogitQuantileByFirst(b, a, y, x, Precise.Log1p(-x)));
    }
}
