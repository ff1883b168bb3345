using System;

namespace DiffGen.Benchmarks.Models;

/// <summary>Prices of options: a formula, and a mean over paths.</summary>
internal static partial class Options
{
    /// <summary>The price of a European call by Black and Scholes; its gradient is the five first-order Greeks.</summary>
    [Differentiable(Batch = true)]
    public static double Call(double spot, double strike, double rate, double volatility, double years)
    {
        double deviation = volatility * Math.Sqrt(years);
        double d1 = (Math.Log(spot / strike) + (rate + 0.5 * volatility * volatility) * years) / deviation;
        double d2 = d1 - deviation;
        return spot * Special.NormalCdf(d1) - strike * Math.Exp(-rate * years) * Special.NormalCdf(d2);
    }

    /// <summary>The price of an Asian call: the mean over paths of the payoff of a path's mean.</summary>
    /// <param name="spot">The price today.</param>
    /// <param name="rate">The rate of interest.</param>
    /// <param name="volatility">The volatility.</param>
    /// <param name="strike">The strike.</param>
    /// <param name="years">Years to the end.</param>
    /// <param name="normals">Standard normal numbers [paths, steps].</param>
    /// <param name="steps">Steps of a path.</param>
    [Differentiable]
    public static double Asian(double spot, double rate, double volatility, [NoDiff] double strike, [NoDiff] double years, [NoDiff] ReadOnlySpan<double> normals, int steps)
    {
        int paths = normals.Length / steps;
        double step = years / steps;
        double drift = (rate - 0.5 * volatility * volatility) * step;
        double deviation = volatility * Math.Sqrt(step);
        double payoffs = 0;
        for (int path = 0; path < paths; path++)
        {
            double price = spot;
            double sum = 0;
            for (int t = 0; t < steps; t++)
            {
                price *= Math.Exp(drift + deviation * normals[path * steps + t]);
                sum += price;
            }

            payoffs += Math.Max(sum / steps - strike, 0);
        }

        return Math.Exp(-rate * years) * payoffs / paths;
    }
}
