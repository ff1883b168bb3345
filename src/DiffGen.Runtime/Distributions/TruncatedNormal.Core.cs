using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class TruncatedNormal
{
    /// <summary>The standardised ends, the logarithm of the mass between them, and the hazards φ(α)/Z and φ(β)/Z, 0 at infinite ends.</summary>
    private readonly record struct Ends(double A, double B, double LogMass, double HazardA, double HazardB)
    {
        public static Ends Of(double mu, double sigma, double lower, double upper)
        {
            double a = (lower - mu) / sigma, b = (upper - mu) / sigma, logMass = ErrorFunctions.LogNormalMass(a, b);
            return new(a, b, logMass, Hazard(a, logMass), Hazard(b, logMass));
        }

        /// <summary>(φ(α) − φ(β))/Z</summary>
        public double First => HazardA - HazardB;

        /// <summary>(α φ(α) − β φ(β))/Z</summary>
        public double Second => Times(A, HazardA) - Times(B, HazardB);

        private static double Hazard(double end, double logMass) => double.IsInfinity(end) ? 0 : Math.Exp((-0.5 * end * end) - GammaFunctions.HalfLogTwoPi - logMass);
    }

    /// <summary>end × weight, 0 where the weight is 0 and the end infinite.</summary>
    private static double Times(double end, double weight) => weight == 0 ? 0 : end * weight;

    private static bool IsWrong(double sigma, double lower, double upper) => !(sigma > 0 && lower < upper);

    internal static double LogProbabilityOf(double x, double mu, double sigma, double lower, double upper)
    {
        if (IsWrong(sigma, lower, upper) || double.IsNaN(x))
        {
            return double.NaN;
        }

        return x >= lower && x <= upper
            ? Normal.LogProbabilityOf(x, mu, sigma) - ErrorFunctions.LogNormalMass((lower - mu) / sigma, (upper - mu) / sigma)
            : double.NegativeInfinity;
    }

    internal static (double X, double Mu, double Sigma, double Lower, double Upper) LogProbabilityPartials(double x, double mu, double sigma, double lower, double upper)
    {
        if (x < lower || x > upper)
        {
            return (0, 0, 0, 0, 0);
        }

        double z = (x - mu) / sigma;
        Ends ends = Ends.Of(mu, sigma, lower, upper);
        return (-z / sigma, (z - ends.First) / sigma, ((z * z) - 1 - ends.Second) / sigma, ends.HazardA / sigma, -ends.HazardB / sigma);
    }

    internal static double CdfOf(double x, double mu, double sigma, double lower, double upper)
    {
        if (IsWrong(sigma, lower, upper) || double.IsNaN(x))
        {
            return double.NaN;
        }

        return x <= lower ? 0 : x >= upper ? 1 : Math.Exp(ErrorFunctions.LogNormalMass((lower - mu) / sigma, (x - mu) / sigma) - ErrorFunctions.LogNormalMass((lower - mu) / sigma, (upper - mu) / sigma));
    }

    internal static (double X, double Mu, double Sigma, double Lower, double Upper) CdfPartials(double x, double mu, double sigma, double lower, double upper)
    {
        if (x <= lower || x >= upper)
        {
            return (0, 0, 0, 0, 0);
        }

        double density = Math.Exp(LogProbabilityOf(x, mu, sigma, lower, upper));
        (double byMu, double bySigma, double byLower, double byUpper) = PathwisePartials(x, mu, sigma, lower, upper);
        return (density, -density * byMu, -density * bySigma, -density * byLower, -density * byUpper);
    }

    internal static double EntropyOf(double mu, double sigma, double lower, double upper)
    {
        Ends ends = Ends.Of(mu, sigma, lower, upper);
        return IsWrong(sigma, lower, upper) ? double.NaN : 0.5 + GammaFunctions.HalfLogTwoPi + Math.Log(sigma) + ends.LogMass + (0.5 * ends.Second);
    }

    internal static (double Mu, double Sigma, double Lower, double Upper) EntropyPartials(double mu, double sigma, double lower, double upper)
    {
        Ends ends = Ends.Of(mu, sigma, lower, upper);
        double byA = ends.HazardA == 0 ? 0 : ends.HazardA * ((0.5 * (1 + ends.Second - (ends.A * ends.A))) - 1);
        double byB = ends.HazardB == 0 ? 0 : -ends.HazardB * ((0.5 * (1 + ends.Second - (ends.B * ends.B))) - 1);
        (double byMu, double bySigma, double byLower, double byUpper) = ByEnds(ends, sigma, byA, byB);
        return (byMu, (1 / sigma) + bySigma, byLower, byUpper);
    }

    internal static double MeanOf(double mu, double sigma, double lower, double upper) =>
        IsWrong(sigma, lower, upper) ? double.NaN : mu + (sigma * Ends.Of(mu, sigma, lower, upper).First);

    internal static (double Mu, double Sigma, double Lower, double Upper) MeanPartials(double mu, double sigma, double lower, double upper)
    {
        Ends ends = Ends.Of(mu, sigma, lower, upper);
        (double byMu, double bySigma, double byLower, double byUpper) = ByEnds(ends, sigma, FirstByA(ends), FirstByB(ends));
        return (1 + (sigma * byMu), ends.First + (sigma * bySigma), sigma * byLower, sigma * byUpper);
    }

    internal static double VarianceOf(double mu, double sigma, double lower, double upper)
    {
        Ends ends = Ends.Of(mu, sigma, lower, upper);
        return IsWrong(sigma, lower, upper) ? double.NaN : sigma * sigma * (1 + ends.Second - (ends.First * ends.First));
    }

    internal static (double Mu, double Sigma, double Lower, double Upper) VariancePartials(double mu, double sigma, double lower, double upper)
    {
        Ends ends = Ends.Of(mu, sigma, lower, upper);
        double byA = ends.HazardA == 0 ? 0 : (ends.HazardA * (1 + ends.Second - (ends.A * ends.A))) - (2 * ends.First * FirstByA(ends));
        double byB = ends.HazardB == 0 ? 0 : (-ends.HazardB * (1 + ends.Second - (ends.B * ends.B))) - (2 * ends.First * FirstByB(ends));
        (double byMu, double bySigma, double byLower, double byUpper) = ByEnds(ends, sigma, byA, byB);
        double square = sigma * sigma;
        return (square * byMu, (2 * sigma * (1 + ends.Second - (ends.First * ends.First))) + (square * bySigma), square * byLower, square * byUpper);
    }

    private static double FirstByA(Ends ends) => ends.HazardA == 0 ? 0 : ends.HazardA * (ends.First - ends.A);

    private static double FirstByB(Ends ends) => ends.HazardB == 0 ? 0 : -ends.HazardB * (ends.First - ends.B);

    /// <summary>From derivatives with respect to α = (lower − mu)/sigma and β to those with respect to the parameters.</summary>
    private static (double Mu, double Sigma, double Lower, double Upper) ByEnds(Ends ends, double sigma, double byA, double byB) =>
        (-(byA + byB) / sigma, -(Times(ends.A, byA) + Times(ends.B, byB)) / sigma, byA / sigma, byB / sigma);

    /// <summary>With F the distribution function at x, the ends move x by (1 − F) φ(α)/φ(z) and F φ(β)/φ(z).</summary>
    internal static (double Mu, double Sigma, double Lower, double Upper) PathwisePartials(double x, double mu, double sigma, double lower, double upper)
    {
        double z = (x - mu) / sigma, a = (lower - mu) / sigma, b = (upper - mu) / sigma, logMass = ErrorFunctions.LogNormalMass(a, b);
        double byLower = Move(a, ErrorFunctions.LogNormalMass(z, b)), byUpper = Move(b, ErrorFunctions.LogNormalMass(a, z));
        return (1 - byLower - byUpper, z - Times(a, byLower) - Times(b, byUpper), byLower, byUpper);

        double Move(double end, double log) => double.IsInfinity(end) ? 0 : Math.Exp((0.5 * (z - end) * (z + end)) + log - logMass);
    }
}
