using System;

namespace DiffGen.Benchmarks.HandWritten;

/// <summary>The Greeks of a European call by their formulas, and the sensitivities of an Asian call path by path.</summary>
internal static class OptionGradients
{
    public static void Calls(
        ReadOnlySpan<double> spot,
        ReadOnlySpan<double> strike,
        ReadOnlySpan<double> rate,
        ReadOnlySpan<double> volatility,
        ReadOnlySpan<double> years,
        Span<double> value,
        Span<double> delta,
        Span<double> strikeGrad,
        Span<double> rho,
        Span<double> vega,
        Span<double> theta)
    {
        for (int i = 0; i < value.Length; i++)
        {
            double root = Math.Sqrt(years[i]), deviation = volatility[i] * root;
            double d1 = (Math.Log(spot[i] / strike[i]) + (rate[i] + 0.5 * volatility[i] * volatility[i]) * years[i]) / deviation;
            double discount = Math.Exp(-rate[i] * years[i]);
            double cdf1 = Special.NormalCdf(d1), cdf2 = Special.NormalCdf(d1 - deviation);
            double kick = spot[i] * (0.3989422804014327 * Math.Exp(-0.5 * d1 * d1)) * root;
            value[i] = spot[i] * cdf1 - strike[i] * discount * cdf2;
            delta[i] = cdf1;
            strikeGrad[i] = -discount * cdf2;
            rho[i] = strike[i] * discount * years[i] * cdf2;
            vega[i] = kick;
            theta[i] = 0.5 * kick * volatility[i] / years[i] + rate[i] * strike[i] * discount * cdf2;
        }
    }

    /// <summary>A price at step t is spot times exp(t drift + deviation W), W the sum of the normals so far: its derivatives are multiples of itself.</summary>
    public static (double Value, double SpotGrad, double RateGrad, double VolatilityGrad) Asian(
        double spot,
        double rate,
        double volatility,
        double strike,
        double years,
        ReadOnlySpan<double> normals,
        int steps)
    {
        double step = years / steps, root = Math.Sqrt(step), drift = (rate - 0.5 * volatility * volatility) * step, deviation = volatility * root;
        double payoffs = 0, prices = 0, byTime = 0, byWalk = 0;
        for (int start = 0; start < normals.Length; start += steps)
        {
            ReadOnlySpan<double> path = normals.Slice(start, steps);
            double price = spot, sum = 0, walk = 0, timed = 0, walked = 0;
            for (int t = 0; t < path.Length; t++)
            {
                price *= Math.Exp(drift + deviation * path[t]);
                walk += path[t];
                sum += price;
                timed += (t + 1) * price;
                walked += walk * price;
            }

            double payoff = sum / steps - strike;
            if (payoff > 0)
            {
                payoffs += payoff;
                prices += sum;
                byTime += timed;
                byWalk += walked;
            }
        }

        double scale = Math.Exp(-rate * years) / (normals.Length / steps), each = scale / steps;
        return (scale * payoffs, each * prices / spot, each * byTime * step - years * scale * payoffs, each * (byWalk * root - byTime * volatility * step));
    }
}
