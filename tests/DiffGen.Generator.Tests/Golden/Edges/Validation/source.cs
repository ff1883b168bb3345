using System;
using DiffGen;

namespace Golden.Edges;

public static partial class Validation
{
    /// <summary>Refuses what it cannot do, at the start and in the middle.</summary>
    [Differentiable]
    public static double GeometricMean(ReadOnlySpan<double> x, ReadOnlySpan<double> weights)
    {
        if (x.Length != weights.Length)
            throw new ArgumentException("One weight for each number.", nameof(weights));
        double sum = 0, total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] <= 0)
                throw new ArgumentOutOfRangeException(nameof(x), "Numbers must be positive.");
            sum += weights[i] * Math.Log(x[i]);
            total += weights[i];
        }

        return Math.Exp(sum / total);
    }

    [Differentiable]
    public static double Pick(double x, double y, [Sample(Values = "0 | 1")] int which) => which switch
    {
        0 => x * y,
        1 => x / y,
        _ => throw new ArgumentOutOfRangeException(nameof(which)),
    };
}
