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

    /// <summary>What the README does with it.</summary>
    public static (double Cost, double LeakGrad, double CapacityGrad, double[] InflowGrad) Run()
    {
        double[] inflow = [0.5, 1, 2, 0.1, 3], inflowGrad = new double[5];
        var (cost, leakGrad, capacityGrad) = CostGradient(inflow, leak: 0.8, capacity: 1.6, inflowGrad);
        Console.WriteLine($"{cost:F2}, by leak {leakGrad:F2}, by capacity {capacityGrad:F2}, by inflow {string.Join(" ", inflowGrad)}");
        return (cost, leakGrad, capacityGrad, inflowGrad);
    }
}
