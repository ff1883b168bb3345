using System;

namespace DiffGen;

/// <summary>
/// The distribution function of the gamma distribution with rate 1, and the derivative of its quantile with respect to the shape, in double precision.
/// </summary>
/// <remarks>
/// All are integrals over the density f on one side of z, divided by f(z): with t = z e⁻ˢ below and t = z (1 + u) above,
/// f(t) dt/f(z) = z exp(−(a − z) s − z (e⁻ˢ − 1 + s)) ds and z (1 + u)ᵃ⁻¹ exp(−z u) du. The side is chosen so that the integrand is
/// positive: nothing cancels, for any shape. At z ≤ 2 power series are used.
/// </remarks>
internal static class IncompleteGamma
{
    private const double SeriesLimit = 2;

    /// <summary>P(a, z) and Q(a, z) = 1 − P(a, z), each with a small relative error.</summary>
    public static (double Lower, double Upper) Regularized(double a, double z)
    {
        if (double.IsNaN(a + z) || !(a > 0))
        {
            return (double.NaN, double.NaN);
        }

        if (z <= 0 || double.IsPositiveInfinity(z))
        {
            return z <= 0 ? (0, 1) : (1, 0);
        }

        if (z <= SeriesLimit)
        {
            return BySeries(a, z);
        }

        double density = a * Math.Exp(GammaFunctions.LogPoisson(a, z));
        if (z < a)
        {
            double lower = density * Quadrature.HalfLine(new Below(a, z, 1, 0), Scale(a, z));
            return (lower, 1 - lower);
        }

        double upper = density * Quadrature.HalfLine(new Above(a, z, 1, 0), Scale(a, z));
        return (1 - upper, upper);
    }

    /// <summary>
    /// ∂ ln z/∂a at a fixed value of P(a, z) = F: −(∂F/∂a)/(z f(z)), positive. With the score ∂ ln f(t)/∂a = ln t − ψ(a), which is negative below e^ψ(a) and positive above,
    /// it is −∫₀ᶻ (ln t − ψ(a)) f(t) dt and ∫_z^∞ (ln t − ψ(a)) f(t) dt, each divided by z f(z).
    /// </summary>
    public static double LogQuantileByShape(double a, double logZ)
    {
        double z = Math.Exp(logZ);
        if (z <= SeriesLimit)
        {
            return LogQuantileBySeries(a, z, logZ);
        }

        // ψ(a) − ln z = ln(a/z) − (ln a − ψ(a)), without cancellation where z is near a.
        double ratio = Math.Abs(z - a) < 0.5 * z ? Precise.Log1p((a - z) / z) : Math.Log(a) - logZ;
        double distance = ratio - GammaFunctions.LogMinusDigamma(a);
        return distance >= 0
            ? Quadrature.HalfLine(new Below(a, z, distance, 1), Scale(a, z))
            : Quadrature.HalfLine(new Above(a, z, -distance, 1), Scale(a, z));
    }

    private static double Scale(double a, double z) => 1 / (Math.Abs(a - z) + Math.Sqrt(z));

    /// <summary>P = zᵃ e⁻ᶻ Σ zⁿ/Γ(a + n + 1); Q from (−z)ⁿ/(n! (a + n)) where P is near 1 for the smallness of a.</summary>
    private static (double Lower, double Upper) BySeries(double a, double z)
    {
        double term = 1, sum = 1;
        for (int n = 1; term > 1e-17 * sum; n++)
        {
            term *= z / (a + n);
            sum += term;
        }

        double logPower = (a * Math.Log(z)) - GammaFunctions.LogGamma1p(a), lower = Math.Exp(logPower - z) * sum;
        if (a >= z)
        {
            return (lower, 1 - lower);
        }

        // 1 − zᵃ/Γ(1 + a) [1 + a Σ_{n ≥ 1} (−z)ⁿ/(n! (a + n))]
        double power = 1, alternating = 0;
        for (int n = 1; n < 60; n++)
        {
            power *= -z / n;
            alternating += power / (a + n);
        }

        double upper = -Precise.Expm1(logPower) - (Math.Exp(logPower) * a * alternating);
        return (lower, upper);
    }

    /// <summary>
    /// −eᶻ Σ (−z)ⁿ/(n! (a + n)) [ln z − ψ(a) − 1/(a + n)], where −ψ(a) − 1/(a + n) = −ψ(1 + a) + n/(a (a + n)).
    /// </summary>
    private static double LogQuantileBySeries(double a, double z, double logZ)
    {
        double power = 1, first = 1 / a, second = 0;
        for (int n = 1; n < 60; n++)
        {
            power *= -z / n;
            first += power / (a + n);
            second += power * n / ((a + n) * (a + n));
        }

        return -Math.Exp(z) * (((logZ - GammaFunctions.Digamma1p(a)) * first) + (second / a));
    }

    /// <summary>(offset + slope s) exp(−(a − z) s − z (e⁻ˢ − 1 + s))</summary>
    private readonly struct Below(double a, double z, double offset, double slope) : IIntegrand
    {
        public double At(double s) => (offset + (slope * s)) * Math.Exp(-((a - z) * s) - (z * Precise.ExpMinusTangent(s)));
    }

    /// <summary>(offset + slope l) exp(−(z − a + 1) u − (a − 1) (u − l)) with l = ln(1 + u)</summary>
    private readonly struct Above(double a, double z, double offset, double slope) : IIntegrand
    {
        public double At(double u)
        {
            double defect = Precise.Log1pMinusIdentity(u);
            return (offset + (slope * (u + defect))) * Math.Exp(((a - 1) * defect) - ((z - a + 1) * u));
        }
    }
}
