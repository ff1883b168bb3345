using System;
using DiffGen;

namespace Golden.Loops;

public static partial class GaussianLikelihood
{
    /// <summary>The logarithm and the reciprocal of σ leave the loop.</summary>
    [Differentiable]
    public static double LogDensity([Sample(Length = 83), NoDiff] ReadOnlySpan<double> x, double mean, double deviation)
    {
        double total = 0;
        foreach (double at in x)
        {
            double z = (at - mean) / deviation;
            total -= 0.5 * z * z + Math.Log(deviation);
        }

        return total;
    }
}
