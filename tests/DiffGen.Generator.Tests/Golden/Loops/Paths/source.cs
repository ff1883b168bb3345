using System;
using DiffGen;

namespace Golden.Loops;

/// <summary>Paths run together, one in each lane: a recurrence in time, a branch, steps until a barrier is met.</summary>
public static partial class Paths
{
    [Differentiable(Hvp = true)]
    public static double Asian([Sample(Length = 42), NoDiff] ReadOnlySpan<double> normals, [Sample(Low = 0.8, High = 1.2)] double spot, [Sample(Low = 0.1, High = 0.3)] double volatility, double rate, [Sample(Values = "2")] int steps)
    {
        double time = 1.0 / steps, total = 0;
        int paths = normals.Length / steps;
        for (int path = 0; path < paths; path++)
        {
            double price = spot, mean = 0;
            for (int step = 0; step < steps; step++)
            {
                price *= Math.Exp(((rate - (0.5 * volatility * volatility)) * time) + (volatility * Math.Sqrt(time) * normals[(path * steps) + step]));
                mean += price / steps;
            }

            total += Math.Max(mean - 1, 0);
        }

        return Math.Exp(-rate) * total / paths;
    }

    [Differentiable]
    public static float Barrier([Sample(Length = 60), NoDiff] ReadOnlySpan<float> steps, [Sample(Low = 0.4, High = 0.6)] float barrier, float drift)
    {
        float total = 0;
        for (int path = 0; path < 20; path++)
        {
            float level = 0;
            int step = 0;
            while (step < 3 && level < barrier)
            {
                level += (0.3f * MathF.Tanh(steps[(3 * path) + step])) + (0.1f * drift);
                step++;
            }

            total += level > barrier ? level - barrier : MathF.Exp(level) * step;
        }

        return total;
    }
}
