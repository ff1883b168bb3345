using System;
using DiffGen;

namespace Golden.Loops;

public static partial class Softplus
{
    /// <summary>Both sweeps on vectors; what is left of the 19 runs one by one.</summary>
    [Differentiable]
    public static double Sum([Sample(Length = 19)] ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Math.Log(1 + Math.Exp(x[i]));
        }

        return sum;
    }
}
