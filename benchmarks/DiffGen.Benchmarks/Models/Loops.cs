using System;

namespace DiffGen.Benchmarks.Models;

/// <summary>Long loops over one number: what a gradient has to save of every iteration, it has to save a million times.</summary>
internal static partial class Loops
{
    /// <summary>A loop with a dear body: one sine.</summary>
    [Differentiable]
    public static double Sine(double x, int iterations)
    {
        double total = 0;
        for (int i = 0; i < iterations; i++)
        {
            x = Math.Sin(x) + 0.1 * x;
            total += x;
        }

        return total;
    }

    /// <summary>A loop with a cheap body: one step of logistic growth.</summary>
    [Differentiable]
    public static double Growth(double x, double step, int iterations)
    {
        for (int i = 0; i < iterations; i++)
        {
            x += step * x * (1 - x);
        }

        return x;
    }

    /// <summary>Five loops one inside the other, and a level that all of them change.</summary>
    [Differentiable]
    public static double Nest(ReadOnlySpan<double> x)
    {
        double level = 0;
        for (int a = 0; a < x.Length; a++)
        {
            for (int b = 0; b < x.Length; b++)
            {
                for (int c = 0; c < x.Length; c++)
                {
                    for (int d = 0; d < x.Length; d++)
                    {
                        for (int e = 0; e < x.Length; e++)
                        {
                            level += 0.1 * x[e] * (x[a] * x[b] + x[c] * x[d] - level * level);
                        }
                    }
                }
            }
        }

        return level;
    }
}
