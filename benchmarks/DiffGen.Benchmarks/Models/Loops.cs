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
}
