using System;
using DiffGen;

namespace Golden.Models;

public static partial class Garch
{
    /// <summary>The negative log-likelihood of returns whose variance follows a GARCH(1,1).</summary>
    [Differentiable]
    public static double Likelihood([Sample(Values = "0.1")] double omega, [Sample(Values = "0.15")] double alpha, [Sample(Values = "0.7")] double beta, double mean, [NoDiff, Sample(Length = 9, Low = -1, High = 1)] ReadOnlySpan<double> returns)
    {
        double variance = omega / (1 - alpha - beta), sum = 0;
        foreach (double value in returns)
        {
            double shock = value - mean;
            sum += Math.Log(variance) + shock * shock / variance;
            variance = omega + alpha * shock * shock + beta * variance;
        }

        return 0.5 * sum;
    }
}
