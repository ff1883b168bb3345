using System;
using DiffGen;

namespace Golden.Loops;

/// <summary>The largest number on vectors, and where it is; what shares a derivative runs as it stands.</summary>
public static partial class Extremes
{
    [Differentiable]
    public static double LogSumExp([Sample(Length = 37)] ReadOnlySpan<double> x)
    {
        double largest = x[0];
        for (int i = 1; i < x.Length; i++)
        {
            largest = Math.Max(largest, x[i]);
        }

        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Math.Exp(x[i] - largest);
        }

        return largest + Math.Log(sum);
    }
}
