using System;
using DiffGen;

namespace Golden.Batch;

public static partial class BlackScholes
{
    [Differentiable]
    public static double Cdf(double x) => 0.5 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));

    /// <summary>Straight-line code: what depends on the rate alone is computed once for the batch.</summary>
    [Differentiable(Batch = true)]
    public static double Price([Sample(Low = 80, High = 120)] double spot, double vol, [Uniform] double rate)
    {
        double d1 = (Math.Log(spot / 100) + rate + 0.5 * vol * vol) / vol;
        return spot * Cdf(d1) - 100 * Math.Exp(-rate) * Cdf(d1 - vol);
    }
}
