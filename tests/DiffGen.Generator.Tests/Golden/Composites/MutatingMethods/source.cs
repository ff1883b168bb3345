using System;
using DiffGen;

namespace Golden.Composites;

/// <summary>A tank that is filled, and leaks.</summary>
[Differentiable]
public partial struct Tank
{
    public double Level;
    public double Leak;
    public int Steps;

    /// <summary>One step; gives what runs out.</summary>
    [Differentiable(Hvp = true)]
    public double Step(double inflow)
    {
        double outflow = Leak * Level;
        Level += inflow - outflow;
        Steps++;
        return outflow;
    }

    [Differentiable]
    public void Fill(ReadOnlySpan<double> inflow)
    {
        foreach (double volume in inflow)
        {
            Step(volume);
        }
    }
}

public static partial class MutatingMethods
{
    [Differentiable]
    public static double Runoff(Tank upper, Tank lower, ReadOnlySpan<double> rain)
    {
        double total = 0;
        for (int t = 0; t < rain.Length; t++)
        {
            double down = upper.Step(rain[t]);
            total += lower.Step(down);
        }

        return total;
    }
}
