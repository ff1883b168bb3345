using System;
using DiffGen;

namespace Golden.Edges;

/// <summary>Small methods that run long or deep.</summary>
public static partial class Sizes
{
    /// <summary>A recurrence whose every step is needed again in reverse.</summary>
    [Differentiable(Hvp = true)]
    public static double Logistic([Sample(Low = 0.3, High = 0.7)] double x, [Sample(Low = 1.2, High = 2.8)] double rate, [Sample(Values = "3 | 10")] int steps)
    {
        double sum = 0;
        for (int i = 0; i < steps; i++)
        {
            x = rate * x * (1 - x);
            sum += x;
        }

        return sum / steps;
    }

    /// <summary>The same with a trip count that only the loop knows.</summary>
    [Differentiable(Hvp = true)]
    public static double Decay([Sample(Low = 1, High = 2)] double x, [Sample(Values = "0.5 | 0.9")] double factor, [NoDiff, Sample(Values = "0.1")] double until)
    {
        double sum = 0;
        while (x > until)
        {
            x *= factor;
            sum += x * x;
        }

        return sum;
    }

    [Differentiable]
    public static double Nested(double x, [Sample(Values = "0 | 5 | 20")] int depth) => depth == 0 ? x : Math.Sin(Nested(x, depth - 1)) + 0.5 * x;
}
