using System;
using DiffGen;

namespace Golden.Models;

public static partial class AsianOption
{
    /// <summary>The price of an option on the mean of a path, over simulated paths; smoothed at the strike.</summary>
    [Differentiable]
    public static double Price(double spot, double strike, [Sample(Values = "0.03")] double rate, [Sample(Values = "0.2")] double volatility, [NoDiff, Sample(Length = 12, Low = -1, High = 1)] ReadOnlySpan<double> noise, [Sample(Values = "1 | 3 | 6")] int steps)
    {
        int paths = noise.Length / steps;
        double dt = 1.0 / steps;
        double drift = (rate - volatility * volatility / 2) * dt;
        double sum = 0;
        for (int path = 0; path < paths; path++)
        {
            double price = spot, mean = 0;
            for (int step = 0; step < steps; step++)
            {
                price *= Math.Exp(drift + volatility * Math.Sqrt(dt) * noise[path * steps + step]);
                mean += price;
            }

            sum += Math.Max(mean / steps - strike, 0);
        }

        return Math.Exp(-rate) * sum / paths;
    }
}
