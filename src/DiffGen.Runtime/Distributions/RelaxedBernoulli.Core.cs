using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class RelaxedBernoulli
{
    /// <summary>The logit of x, and l = temperature ln(x/(1 − x)) − logit, which is a standard logistic variable.</summary>
    private static (double Logit, double Standard) Logits(double x, double logit, double temperature)
    {
        double own = Math.Log(x) - Precise.Log1p(-x);
        return (own, (temperature * own) - logit);
    }

    internal static double LogProbabilityOf(double x, double logit, double temperature)
    {
        if (!(x > 0 && x < 1))
        {
            return Support.Outside(x, temperature);
        }

        double standard = Logits(x, logit, temperature).Standard;
        return Math.Log(temperature) - Math.Log(x) - Precise.Log1p(-x) - Math.Abs(standard) - (2 * Precise.Log1p(Math.Exp(-Math.Abs(standard))));
    }

    internal static (double X, double Logit, double Temperature) LogProbabilityPartials(double x, double logit, double temperature)
    {
        if (x <= 0 || x >= 1)
        {
            return (0, 0, 0);
        }

        (double own, double standard) = Logits(x, logit, temperature);
        double slope = Math.Tanh(0.5 * standard);
        return (-((temperature * slope) + 1 - (2 * x)) / (x * (1 - x)), slope, (1 / temperature) - (own * slope));
    }

    internal static double CdfOf(double x, double logit, double temperature) => !(temperature > 0) ? double.NaN
        : x <= 0 ? 0 : x >= 1 ? 1 : Precise.Sigmoid(Logits(x, logit, temperature).Standard);

    internal static (double X, double Logit, double Temperature) CdfPartials(double x, double logit, double temperature)
    {
        if (x <= 0 || x >= 1)
        {
            return (0, 0, 0);
        }

        (double own, double standard) = Logits(x, logit, temperature);
        double slope = Precise.Sigmoid(standard) * Precise.Sigmoid(-standard);
        return (slope * temperature / (x * (1 - x)), -slope, slope * own);
    }

    internal static (double Logit, double Temperature) PathwisePartials(double x, double logit, double temperature)
    {
        double slope = x * (1 - x) / temperature;
        return ((0 * logit) + slope, -slope * (Math.Log(x) - Precise.Log1p(-x)));
    }
}
