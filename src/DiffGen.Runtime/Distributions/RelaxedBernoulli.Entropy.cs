using System;

namespace DiffGen.Distributions;

/// <content>
/// The entropy as an integral: H = 2 − ln τ − E 2 ln(2 cosh(Y/2)) with Y = (logit + L)/τ the logit of a draw and L a standard logistic variable; by the logit −E tanh(Y/2)/τ, by the temperature
/// (E Y tanh(Y/2) − 1)/τ.
/// </content>
public static partial class RelaxedBernoulli
{
    internal static double EntropyOf(double logit, double temperature) => Entropy(logit, temperature).Value;

    internal static (double Logit, double Temperature) EntropyPartials(double logit, double temperature)
    {
        (_, double byLogit, double byTemperature) = Entropy(logit, temperature);
        return (byLogit, byTemperature);
    }

    private static (double Value, double Logit, double Temperature) Entropy(double logit, double temperature)
    {
        if (!(temperature > 0 && double.IsFinite(temperature) && double.IsFinite(logit)))
        {
            return (double.NaN, double.NaN, double.NaN);
        }

        (double cosh, double tanh, double product) = temperature < 0.25 ? Sharp(logit, temperature) : Flat(logit, temperature);
        return (2 - Math.Log(temperature) - cosh, -tanh / temperature, (product - 1) / temperature);
    }

    /// <summary>Over L by the trapezoidal rule: no pole is nearer than π/4.</summary>
    private static (double Cosh, double Tanh, double Product) Flat(double logit, double temperature)
    {
        double cosh = 0, tanh = 0, product = 0;
        const double step = 1.0 / 8;
        for (int k = -400; k <= 400; k++)
        {
            double l = k * step, weight = step * Precise.Sigmoid(l) * Precise.Sigmoid(-l), y = (logit + l) / temperature, half = Math.Tanh(0.5 * y);
            cosh += weight * (Math.Abs(y) + (2 * Precise.Log1p(Math.Exp(-Math.Abs(y)))));
            tanh += weight * half;
            product += weight * y * half;
        }

        return (cosh, tanh, product);
    }

    /// <summary>
    /// E|Y| = (ln(1 + eᵃ) + ln(1 + e⁻ᵃ))/τ and E sgn Y = tanh(a/2) with the logit a, and over s = |Y| what is left: 2 ln(1 + e⁻ˢ), −2/(eˢ + 1) and −2s/(eˢ + 1), where the density of L is that at τs − a and τs + a.
    /// </summary>
    private static (double Cosh, double Tanh, double Product) Sharp(double logit, double temperature)
    {
        double size = (Precise.Softplus(logit) + Precise.Softplus(-logit)) / temperature, cosh = size, tanh = Math.Tanh(0.5 * logit), product = size;
        const double step = 1.0 / 8;
        for (int k = -320; k <= 52; k++)
        {
            // Over ln s.
            double s = Math.Exp(k * step), weight = step * s * temperature, falling = Math.Exp(-s);
            double above = Density((temperature * s) - logit), below = Density((temperature * s) + logit), share = falling / (1 + falling);
            cosh += 2 * weight * Precise.Log1p(falling) * (above + below);
            tanh -= 2 * weight * share * (above - below);
            product -= 2 * weight * s * share * (above + below);
        }

        return (cosh, tanh, product);

        static double Density(double l) => Precise.Sigmoid(l) * Precise.Sigmoid(-l);
    }
}
