using System;

namespace DiffGen;

/// <summary>The distribution function of Student's t distribution, and the derivative of its quantile with respect to the degrees of freedom.</summary>
internal static class StudentTFunctions
{
    /// <summary>F(t) and 1 − F(t): ½ I_w(ν/2, ½) in the tail, with w = 1/(1 + t²/ν).</summary>
    public static (double Lower, double Upper) Cdf(double nu, double t)
    {
        if (double.IsInfinity(t))
        {
            return t < 0 ? (0, 1) : (1, 0);
        }

        (double w, double rest) = Weight(nu, t);
        (double tail, double body) = IncompleteBeta.Regularized(0.5 * nu, 0.5, w, rest);
        return t < 0 ? (0.5 * tail, 0.5 + (0.5 * body)) : (0.5 + (0.5 * body), 0.5 * tail);
    }

    /// <summary>w = ν/(ν + t²) and 1 − w.</summary>
    private static (double W, double Complement) Weight(double nu, double t)
    {
        double root = t / Math.Sqrt(nu);
        if (Math.Abs(root) <= 1)
        {
            double q = root * root;
            return (1 / (1 + q), q / (1 + q));
        }

        double inverse = 1 / root / root;
        return (inverse / (1 + inverse), 1 / (1 + inverse));
    }

    /// <summary>
    /// ∂t/∂ν at a fixed value of F(t): of the sign of −t. For ν ≤ 2 through w, a beta variable with ν/2 as its first shape: t (1/(2ν) − ¼ ∂ logit w/∂(ν/2)). Beyond,
    /// where the two would cancel, by the integral of the score ∂ ln f/∂ν = ½[κ − ln(1 + q) + q/(1 + q) + q/(ν(1 + q))], q = t²/ν,
    /// κ = ψ((ν + 1)/2) − ψ(ν/2) − 1/ν, over the side of t where it has one sign.
    /// </summary>
    public static double QuantileByFreedom(double nu, double t)
    {
        if (t == 0 || !double.IsFinite(t))
        {
            return t == 0 ? 0 : double.NaN;
        }

        if (nu <= 2)
        {
            (double w, double rest) = Weight(nu, t);
            return t * ((0.5 / nu) - (0.25 * IncompleteBeta.LogitQuantileByFirst(0.5 * nu, 0.5, w, rest, Math.Log(w))));
        }

        double x = Math.Abs(t), q = x / nu * x, kappa = GammaFunctions.HalfStepDigamma(0.5 * nu);
        double integral = Score(kappa, nu, q) >= 0
            ? Quadrature.HalfLine(new Inside(nu, q, kappa), 0.25)
            : Quadrature.HalfLine(new Outside(nu, q, kappa), 1 / (nu + 1 + x));
        return -t * integral;
    }

    /// <summary>∂ ln f/∂ν of the density at q = t²/ν.</summary>
    public static double Score(double nu, double q) => Score(GammaFunctions.HalfStepDigamma(0.5 * nu), nu, q);

    private static double Score(double kappa, double nu, double q) => 0.5 * (kappa - LogDefect(q) + (double.IsInfinity(q) ? 1 / nu : q / (1 + q) / nu));

    /// <summary>ln(1 + q) − q/(1 + q), with a small relative error near 0: with v = q/(1 + q) it is v²/2 + v³/3 + ….</summary>
    private static double LogDefect(double q)
    {
        if (q > 0.1)
        {
            return double.IsInfinity(q) ? q : Math.Log(1 + q) - (q / (1 + q));
        }

        double v = q / (1 + q), power = v, sum = 0;
        for (int k = 2; k < 40; k++)
        {
            power *= v;
            double next = sum + (power / k);
            if (next == sum)
            {
                break;
            }

            sum = next;
        }

        return sum;
    }

    /// <summary>The score times f(t) dt/(x f(x)) at t = x e⁻ˢ.</summary>
    private readonly struct Inside(double nu, double q, double kappa) : IIntegrand
    {
        public double At(double s)
        {
            double square = Math.Exp(-2 * s), there = q * square;
            double log = Precise.Log1p(-q * Precise.Expm1(-2 * s) / (1 + there));
            return Score(kappa, nu, there) * Math.Exp((0.5 * (nu + 1) * log) - s);
        }
    }

    /// <summary>Minus the score times f(t) dt/(x f(x)) at t = x eˢ.</summary>
    private readonly struct Outside(double nu, double q, double kappa) : IIntegrand
    {
        public double At(double s)
        {
            if (s > 300)
            {
                return 0;
            }

            double there = q * Math.Exp(2 * s);
            double log = Precise.Log1p(q * Precise.Expm1(2 * s) / (1 + q));
            return -Score(kappa, nu, there) * Math.Exp(s - (0.5 * (nu + 1) * log));
        }
    }
}
