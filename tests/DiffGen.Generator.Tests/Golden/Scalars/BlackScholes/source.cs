using System;
using DiffGen;

namespace Golden.Scalars;

public static partial class BlackScholes
{
    /// <summary>The price of a European call. Its gradient is the trader's "Greeks".</summary>
    [Differentiable]
    public static double Call(double spot, double strike, double rate, double volatility, double years)
    {
        double root = volatility * Math.Sqrt(years);
        double d1 = (Math.Log(spot / strike) + (rate + volatility * volatility / 2) * years) / root;
        double d2 = d1 - root;
        return spot * Normal(d1) - strike * Math.Exp(-rate * years) * Normal(d2);
    }

    /// <summary>The normal distribution function, by Page's approximation with tanh.</summary>
    private static double Normal(double x) => 0.5 * (1 + Math.Tanh(0.7988 * x * (1 + 0.04417 * x * x)));
}
