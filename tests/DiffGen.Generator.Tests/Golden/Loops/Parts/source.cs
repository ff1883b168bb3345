using System;
using DiffGen;

namespace Golden.Loops;

/// <summary>A loop that runs in parts on several threads: sums of its own for each part, added in order.</summary>
public static partial class Parts
{
    [Differentiable(Parallel = true)]
    public static double Loss([Sample(Length = 3)] ReadOnlySpan<double> theta, [NoDiff, Sample(Length = 600)] ReadOnlySpan<double> data)
    {
        double loss = 0;
        for (int i = 0; i < data.Length; i++)
        {
            double error = theta[0] + theta[1] * data[i] - Math.Sin(theta[2] * data[i]);
            loss += error * error;
        }

        return loss;
    }
}
