using System;

namespace DiffGen;

/// <summary>
/// The distribution function of the von Mises distribution around 0, and the derivative of its quantile with respect to the concentration.
/// </summary>
internal static class VonMisesFunctions
{
    /// <summary>F(x) for x in [−π, π]: the integral of the density from the nearer one of 0 and the ends on.</summary>
    public static double Cdf(double kappa, double x)
    {
        double size = Math.Abs(x), density = 1 / (2 * Math.PI * BesselFunctions.ScaledI0(kappa));
        double end = Reach(kappa, size), sine = Math.Sin(0.5 * size);
        if (2 * kappa * sine * sine < 1)
        {
            double body = density * Quadrature.Panel(new Density(kappa, 0), 0, size);
            return 0.5 + Math.CopySign(body, x);
        }

        double tail = density * Math.Exp(-2 * kappa * sine * sine) * Quadrature.Panel(new Density(kappa, size), size, end);
        return x < 0 ? tail : 1 - tail;
    }

    /// <summary>
    /// ∂x/∂κ at a fixed value of F(x): of the sign of −x. The score ∂ ln f(t)/∂κ = cos t − A(κ) changes sign once between 0 and π; the integral is over the side of x
    /// where it has one sign.
    /// </summary>
    public static double QuantileByConcentration(double kappa, double x)
    {
        double size = Math.Abs(x), sine = Math.Sin(0.5 * size), complement = BesselFunctions.Ratio(kappa).Complement;
        double integral = complement - (2 * sine * sine) >= 0
            ? Quadrature.Panel(new Score(kappa, size, complement), 0, size)
            : -Quadrature.Panel(new Score(kappa, size, complement), size, Reach(kappa, size));
        return -Math.CopySign(integral, x);
    }

    /// <summary>Where the density has fallen to e⁻⁴⁰ of what it is at x, or π.</summary>
    private static double Reach(double kappa, double x)
    {
        double sine = Math.Sin(0.5 * x), square = (sine * sine) + (20 / kappa);
        return square < 1 ? 2 * Math.Asin(Math.Sqrt(square)) : Math.PI;
    }

    /// <summary>exp(κ (cos t − cos x))</summary>
    private readonly struct Density(double kappa, double x) : IIntegrand
    {
        public double At(double t) => Math.Exp(-2 * kappa * Math.Sin(0.5 * (t - x)) * Math.Sin(0.5 * (t + x)));
    }

    /// <summary>(cos t − A) exp(κ (cos t − cos x))</summary>
    private readonly struct Score(double kappa, double x, double complement) : IIntegrand
    {
        public double At(double t)
        {
            double sine = Math.Sin(0.5 * t);
            return (complement - (2 * sine * sine)) * Math.Exp(-2 * kappa * Math.Sin(0.5 * (t - x)) * Math.Sin(0.5 * (t + x)));
        }
    }
}
