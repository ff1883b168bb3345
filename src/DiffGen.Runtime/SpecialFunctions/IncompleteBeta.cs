using System;

namespace DiffGen;

/// <summary>
/// The distribution function of the beta distribution, and the derivative of its quantile with respect to the first shape, in double precision. x and y = 1 − x are given apart.
/// </summary>
/// <remarks>
/// Integrals over the density f on one side of x, divided by f(x): with t = x e⁻ˢ below, f(t) dt/f(x) = x exp(−a s + (b − 1) ln(1 + (x/y)(1 − e⁻ˢ))) ds, and with
/// 1 − t = y e⁻ˢ above, y exp(−b s + (a − 1) ln(1 + (y/x)(1 − e⁻ˢ))) ds. The side is chosen so that the integrand is positive.
/// </remarks>
internal static class IncompleteBeta
{
    /// <summary>I_x(a, b) and 1 − I_x(a, b), each with a small relative error.</summary>
    public static (double Lower, double Upper) Regularized(double a, double b, double x, double y)
    {
        if (double.IsNaN(a + b + x + y) || !(a > 0) || !(b > 0))
        {
            return (double.NaN, double.NaN);
        }

        if (x <= 0 || y <= 0)
        {
            return x <= 0 ? (0, 1) : (1, 0);
        }

        // x y f(x)
        double density = a * (b / (a + b)) * Math.Exp(GammaFunctions.LogBinomial(a, a + b, x, y));
        if (x * (a + b) < a)
        {
            double lower = density / y * Quadrature.HalfLine(new Side(a, b, x / y, 1, 0, 0), Scale(a, b, x / y));
            return (lower, 1 - lower);
        }

        double upper = density / x * Quadrature.HalfLine(new Side(b, a, y / x, 1, 0, 0), Scale(b, a, y / x));
        return (1 - upper, upper);
    }

    /// <summary>
    /// ∂ ln(x/y)/∂a at a fixed value of I_x(a, b) = F: −(∂F/∂a)/(x y f(x)), positive. The score ∂ ln f(t)/∂a = ln t − (ψ(a) − ψ(a + b)) changes sign once.
    /// </summary>
    public static double LogitQuantileByFirst(double a, double b, double x, double y, double logX)
    {
        if (x * (1 + b) < 1e-17)
        {
            // F = xᵃ/(a B(a, b)) to the last digit, and ψ(a) + 1/a = ψ(1 + a).
            return (GammaFunctions.Digamma1p(a) - GammaFunctions.Digamma(a + b) - logX) / a;
        }

        double distance = MeanLogMinusLog(a, b, x, y, logX);
        return distance >= 0
            ? Quadrature.HalfLine(new Side(a, b, x / y, distance, 1, 0), Scale(a, b, x / y)) / y
            : Quadrature.HalfLine(new Side(b, a, y / x, -distance, 0, 1), Scale(b, a, y / x)) / x;
    }

    /// <summary>E ln x − ln x = ψ(a) − ψ(a + b) − ln x, without cancellation where x is near the mean: ln(a/((a + b) x)) − (ln a − ψ(a)) + (ln(a + b) − ψ(a + b)).</summary>
    public static double MeanLogMinusLog(double a, double b, double x, double y, double logX)
    {
        double excess = (a * y) - (b * x), mean = (a + b) * x;
        double ratio = Math.Abs(excess) < 0.5 * mean ? Precise.Log1p(excess / mean) : Math.Log(a / (a + b)) - logX;
        return ratio - GammaFunctions.LogMinusDigamma(a) + GammaFunctions.LogMinusDigamma(a + b);
    }

    /// <summary>The first of the lengths 1/|h′(0)|, 1/√|h″(0)|, 1/odds and 1, for the exponent −h of <see cref="Side"/>.</summary>
    private static double Scale(double a, double b, double odds) =>
        1 / (1 + odds + Math.Abs(a - ((b - 1) * odds)) + Math.Sqrt(Math.Abs(b - 1) * odds * (1 + odds)));

    /// <summary>(offset + slope s + logSlope l) exp(−a s + (b − 1) l) with l = ln(1 + odds (1 − e⁻ˢ))</summary>
    private readonly struct Side(double a, double b, double odds, double offset, double slope, double logSlope) : IIntegrand
    {
        public double At(double s)
        {
            double l = Precise.Log1p(-odds * Precise.Expm1(-s));
            return (offset + (slope * s) + (logSlope * l)) * Math.Exp(((b - 1) * l) - (a * s));
        }
    }
}
