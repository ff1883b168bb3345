using System;

namespace DiffGen;

/// <summary>Special functions of real arguments, with their derivatives as companions.</summary>
/// <remarks>Computed in double precision and rounded once; the errors that are stated are those of double precision. NaN gives NaN, and so do arguments outside the domain.</remarks>
public static partial class Special
{
    internal static double LogGammaOf(double x) => GammaFunctions.LogGamma(x);

    internal static double LogGammaPartials(double x) => GammaFunctions.Digamma(x);

    internal static double DigammaOf(double x) => GammaFunctions.Digamma(x);

    internal static double DigammaPartials(double x) => GammaFunctions.Trigamma(x);

    internal static double TrigammaOf(double x) => GammaFunctions.Trigamma(x);

    internal static double TrigammaPartials(double x) => GammaFunctions.Tetragamma(x);

    internal static double LogFactorialOf(double x) => GammaFunctions.LogGamma1p(x);

    internal static double LogFactorialPartials(double x) => GammaFunctions.Digamma1p(x);

    internal static double LogBetaOf(double a, double b) => a > 0 && b > 0 ? Distributions.Beta.LogBeta(a, b) : double.NaN;

    internal static (double A, double B) LogBetaPartials(double a, double b) => (-GammaFunctions.DigammaStep(a, b), -GammaFunctions.DigammaStep(b, a));

    internal static double GammaPOf(double a, double z) => IncompleteGamma.Regularized(a, z).Lower;

    internal static (double A, double Z) GammaPPartials(double a, double z)
    {
        (double byZ, double byA, _) = Distributions.Gamma.CdfPartials(z, a, 1);
        return (byA, byZ);
    }

    internal static double GammaQOf(double a, double z) => IncompleteGamma.Regularized(a, z).Upper;

    internal static (double A, double Z) GammaQPartials(double a, double z)
    {
        (double byA, double byZ) = GammaPPartials(a, z);
        return (-byA, -byZ);
    }

    internal static double BetaIOf(double x, double a, double b) => IncompleteBeta.Regularized(a, b, x, 1 - x).Lower;

    internal static (double X, double A, double B) BetaIPartials(double x, double a, double b) => Distributions.Beta.CdfPartials(x, a, b);

    internal static double ErfOf(double x) => ErrorFunctions.Erf(x);

    internal static double ErfPartials(double x) => 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x);

    internal static double ErfcOf(double x) => ErrorFunctions.Erfc(x);

    internal static double ErfcPartials(double x) => -ErfPartials(x);

    internal static double NormalCdfOf(double x) => ErrorFunctions.NormalCdf(x);

    internal static double NormalCdfPartials(double x) => ErrorFunctions.NormalDensity(x);

    internal static double LogNormalCdfOf(double x) => ErrorFunctions.LogNormalCdf(x);

    internal static double LogNormalCdfPartials(double x) => ErrorFunctions.NormalHazard(x);

    internal static double NormalQuantileOf(double p) => ErrorFunctions.NormalQuantile(p);

    internal static double NormalQuantilePartials(double p) => 1 / ErrorFunctions.NormalDensity(ErrorFunctions.NormalQuantile(p));

    internal static double LogBesselI0Of(double x) => x >= 0 ? BesselFunctions.LogI0(x) : double.NaN;

    internal static double LogBesselI0Partials(double x) => BesselFunctions.Ratio(x).Ratio;

    internal static double BesselRatioOf(double x) => x >= 0 ? BesselFunctions.Ratio(x).Ratio : double.NaN;

    internal static double BesselRatioPartials(double x) => BesselFunctions.RatioSlope(x);
}
