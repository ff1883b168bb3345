using System;

namespace DiffGen.Distributions;

/// <content>
/// The entropy as an integral. With ln Γ(z) as Malmstén's integral and E e⁻ᵗˣ = G(t) = (1 + u)⁻ʳ, u = (q/p)(1 − e⁻ᵗ), q = 1 − p:
/// H = −r ln p − (r q/p) ln q − ∫₀^∞ (e⁻ᵗ − e⁻ʳᵗ)(1 − G)/((1 − e⁻ᵗ) t) dt, which takes as long for a mean of 10⁸ as for one of 1.
/// </content>
public static partial class NegativeBinomial
{
    internal static double EntropyOf(double r, double p) => Entropy(r, p).Value;

    internal static (double R, double P) EntropyPartials(double r, double p)
    {
        (_, double byR, double byP) = Entropy(r, p);
        return (byR, byP);
    }

    private static (double Value, double R, double P) Entropy(double r, double p)
    {
        double q = 1 - p;
        if (IsWrong(r, p) || q == 0)
        {
            return IsWrong(r, p) ? (double.NaN, double.NaN, double.NaN) : (0, 0, double.NegativeInfinity);
        }

        if (r * q > 1e4)
        {
            return NearNormal(r, p, q);
        }

        // ∂H/∂p = (r/p²) (ln q + ∫ (e⁻ᵗ − e⁻ʳᵗ) G/((1 + u) t) dt). The trapezoidal rule over ln t, where no pole is nearer than about π/2.
        double value = 0, byR = 0, byP = 0, logP = Math.Log(p), logQ = Precise.Log1p(-p), ratio = q / p;
        const double step = 0.25;
        double first = Math.Max(-700, -45 - Math.Log(Math.Max(1, r * r * ratio))), last = Math.Log(800 / Math.Min(1, r));
        for (double y = first; y < last; y += step)
        {
            double t = Math.Exp(y);
            double size = -Precise.Expm1(-t), u = ratio * size, log = Precise.Log1p(u), rest = -Precise.Expm1(-r * log), g = Math.Exp(-r * log);
            double difference = r > 1 ? -Math.Exp(-t) * Precise.Expm1(-(r - 1) * t) : Math.Exp(-r * t) * Precise.Expm1(-(1 - r) * t);
            value += difference * rest / size;
            byR += ((t * Math.Exp(-r * t) * rest) + (difference * log * g)) / size;
            byP += difference * g / (1 + u);
        }

        return ((-r * logP) - (r * ratio * logQ) - (step * value), -logP - (ratio * logQ) - (step * byR), r / p / p * (logQ + (step * byP)));
    }

    /// <summary>½ ln(2πe r q/p²) − A/12 − B²/48 − 7A²/48 + AB/8 with A the square of the skewness, (2 − p)²/(r q), and B = A + 2/r the excess of the kurtosis: what is left is of the order (r q)⁻³.</summary>
    private static (double Value, double R, double P) NearNormal(double r, double p, double q)
    {
        double a = (1 + q) * (1 + q) / r / q, b = a + (2 / r), slope = p * (1 + q) / r / q / q;
        double second = (((b * b) + (7 * a * a)) / 48) - (a * b / 8);
        return (
            0.5 + GammaFunctions.HalfLogTwoPi + (0.5 * Math.Log(r * q)) - Math.Log(p) - (a / 12) - second,
            ((0.5 + (a / 12)) / r) + (2 * second / r),
            (-0.5 / q) - (1 / p) - (slope * ((1.0 / 12) + (b / 24) + (7 * a / 24) - ((a + b) / 8))));
    }
}
