using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class Kumaraswamy
{
    /// <summary>L = ln x, M = ln(1 − xᵃ), and the odds xᵃ/(1 − xᵃ).</summary>
    private static (double Log, double LogRest, double Odds) Powers(double x, double a)
    {
        double log = Math.Log(x), rest = -Precise.Expm1(a * log);
        return (log, Precise.LogOneMinusExp(-a * log), Math.Exp(a * log) / rest);
    }

    internal static double LogProbabilityOf(double x, double a, double b)
    {
        if (!(a > 0 && b > 0) || double.IsNaN(x))
        {
            return double.NaN;
        }

        if (!(x > 0 && x < 1))
        {
            return double.NegativeInfinity;
        }

        (double log, double logRest, _) = Powers(x, a);
        return Math.Log(a) + Math.Log(b) + ((a - 1) * log) + ((b - 1) * logRest);
    }

    internal static (double X, double A, double B) LogProbabilityPartials(double x, double a, double b)
    {
        if (x <= 0 || x >= 1)
        {
            return (0, 0, 0);
        }

        (double log, double logRest, double odds) = Powers(x, a);
        return ((a - 1 - ((b - 1) * a * odds)) / x, (1 / a) + log - ((b - 1) * log * odds), (1 / b) + logRest);
    }

    internal static double CdfOf(double x, double a, double b) => !(a > 0 && b > 0) ? double.NaN
        : x <= 0 ? 0 : x >= 1 ? 1 : -Precise.Expm1(b * Powers(x, a).LogRest);

    internal static (double X, double A, double B) CdfPartials(double x, double a, double b)
    {
        if (x <= 0 || x >= 1)
        {
            return (0, 0, 0);
        }

        (double log, double logRest, double odds) = Powers(x, a);
        double survival = Math.Exp(b * logRest);
        return (survival * b * a * odds / x, survival * b * log * odds, -survival * logRest);
    }

    internal static double EntropyOf(double a, double b) =>
        1 - (1 / b) + ((1 - (1 / a)) * (GammaFunctions.Digamma1p(b) + GammaFunctions.EulerGamma)) - Math.Log(a) - Math.Log(b);

    internal static (double A, double B) EntropyPartials(double a, double b) => (
        ((GammaFunctions.Digamma1p(b) + GammaFunctions.EulerGamma) / a / a) - (1 / a),
        (1 / b / b) + ((1 - (1 / a)) * GammaFunctions.Trigamma(1 + b)) - (1 / b));

    internal static double MeanOf(double a, double b) => Moment(1, a, b).Value;

    internal static (double A, double B) MeanPartials(double a, double b)
    {
        (_, double byA, double byB) = Moment(1, a, b);
        return (byA, byB);
    }

    internal static double VarianceOf(double a, double b)
    {
        double mean = MeanOf(a, b);
        return Moment(2, a, b).Value - (mean * mean);
    }

    internal static (double A, double B) VariancePartials(double a, double b)
    {
        (double mean, double meanByA, double meanByB) = Moment(1, a, b);
        (_, double byA, double byB) = Moment(2, a, b);
        return (byA - (2 * mean * meanByA), byB - (2 * mean * meanByB));
    }

    /// <summary>E xᵐ = b B(1 + m/a, b) = Γ(1 + m/a) Γ(1 + b)/Γ(1 + m/a + b), with its partials.</summary>
    private static (double Value, double A, double B) Moment(int m, double a, double b)
    {
        if (!(a > 0 && b > 0))
        {
            return (double.NaN, double.NaN, double.NaN);
        }

        double t = m / a, value = Math.Exp(GammaFunctions.LogGamma1p(t) + GammaFunctions.LogGamma1p(b) - GammaFunctions.LogGamma1p(t + b)), last = GammaFunctions.Digamma1p(t + b);
        return (value, -value * t / a * (GammaFunctions.Digamma1p(t) - last), value * (GammaFunctions.Digamma1p(b) - last));
    }

    /// <summary>−(∂F/∂a)/f = −x ln x/a, −(∂F/∂b)/f = x ln(1 − xᵃ) (1 − xᵃ)/(a b xᵃ)</summary>
    internal static (double A, double B) PathwisePartials(double x, double a, double b)
    {
        (double log, double logRest, double odds) = Powers(x, a);
        return (-x * log / a, x * logRest / (a * b * odds));
    }
}
