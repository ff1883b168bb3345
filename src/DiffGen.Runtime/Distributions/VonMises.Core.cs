using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class VonMises
{
    internal static double LogProbabilityOf(double x, double mu, double kappa)
    {
        double sine = Math.Sin(0.5 * (x - mu));
        return kappa >= 0 ? (-2 * kappa * sine * sine) - Math.Log(2 * Math.PI * BesselFunctions.ScaledI0(kappa)) : double.NaN;
    }

    internal static (double X, double Mu, double Kappa) LogProbabilityPartials(double x, double mu, double kappa)
    {
        double sine = Math.Sin(0.5 * (x - mu)), slope = -kappa * Math.Sin(x - mu);
        return (slope, -slope, BesselFunctions.Ratio(kappa).Complement - (2 * sine * sine));
    }

    /// <summary>The angle from mu to x, in [−π, π].</summary>
    private static double Turn(double x, double mu) => Math.IEEERemainder(x - mu, 2 * Math.PI);

    internal static double CdfOf(double x, double mu, double kappa) => kappa >= 0 ? VonMisesFunctions.Cdf(kappa, Turn(x, mu)) : double.NaN;

    internal static (double X, double Mu, double Kappa) CdfPartials(double x, double mu, double kappa)
    {
        double density = Math.Exp(LogProbabilityOf(x, mu, kappa));
        return (density, -density, density == 0 ? 0 : -density * VonMisesFunctions.QuantileByConcentration(kappa, Turn(x, mu)));
    }

    internal static double EntropyOf(double mu, double kappa) => kappa >= 0
        ? (0 * mu) + Math.Log(2 * Math.PI * BesselFunctions.ScaledI0(kappa)) + (kappa * BesselFunctions.Ratio(kappa).Complement)
        : double.NaN;

    internal static (double Mu, double Kappa) EntropyPartials(double mu, double kappa) => (0 * mu, -kappa * BesselFunctions.RatioSlope(kappa));

    internal static double MeanOf(double mu, double kappa) => kappa >= 0 ? mu : double.NaN;

    internal static (double Mu, double Kappa) MeanPartials(double mu, double kappa) => (1, 0);

    internal static double VarianceOf(double mu, double kappa) => kappa >= 0 ? BesselFunctions.Ratio(kappa).Complement : double.NaN;

    internal static (double Mu, double Kappa) VariancePartials(double mu, double kappa) => (0 * mu, -BesselFunctions.RatioSlope(kappa));

    internal static (double Mu, double Kappa) PathwisePartials(double x, double mu, double kappa) => (1, VonMisesFunctions.QuantileByConcentration(kappa, Turn(x, mu)));
}
