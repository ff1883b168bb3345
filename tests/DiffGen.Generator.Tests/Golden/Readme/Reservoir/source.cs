using System;
using DiffGen;

namespace Golden.Readme;

public static partial class Reservoir
{
    /// <summary>A reservoir that leaks and overflows: the squares of what runs over, summed.</summary>
    [Differentiable]
    public static double Cost(ReadOnlySpan<double> inflow, double leak, double capacity)
    {
        double level = 0, cost = 0;
        for (int t = 0; t < inflow.Length; t++)
        {
            level = leak * level + inflow[t];
            if (level > capacity)
            {
                double excess = level - capacity;
                cost += excess * excess;
                level = capacity;
            }
        }

        return cost;
    }
}

/// <summary>The three lines of the README.</summary>
public static class Program
{
    public static void Run()
    {
        double[] inflow = [0.5, 1, 2, 0.1, 3], inflowGrad = new double[5];
        var (cost, leakGrad, capacityGrad) = Reservoir.CostGradient(inflow, leak: 0.8, capacity: 1.6, inflowGrad);
        Console.WriteLine($"cost {cost:F3}, by leak {leakGrad:F3}, by capacity {capacityGrad:F3}, by inflow[0] {inflowGrad[0]:F3}");
    }
}
