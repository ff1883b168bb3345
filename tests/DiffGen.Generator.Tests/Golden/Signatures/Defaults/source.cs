using System;
using DiffGen;

namespace Golden.Signatures;

public static partial class Defaults
{
    /// <summary>The defaults stay where no derivative parameter follows.</summary>
    [Differentiable]
    public static double Spring(double extension, double stiffness = 2.5, double damping = -0.0, bool squared = true) =>
        stiffness * (squared ? extension * extension : extension) - damping * extension;

    [Differentiable]
    public static double Weighted(in double x, ReadOnlySpan<double> weights, double power = 2)
    {
        double sum = 0;
        foreach (double weight in weights)
            sum += weight * Math.Pow(x, power);
        return sum;
    }
}
