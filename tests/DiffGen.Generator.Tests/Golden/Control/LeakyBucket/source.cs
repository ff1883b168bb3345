using System;
using DiffGen;

namespace Golden.Control;

public static partial class LeakyBucket
{
    /// <summary>What overflows, squared and summed.</summary>
    [Differentiable]
    public static double Cost([Sample(Values = "0.5 1 2 0.1 3 | 0.1 0.2 |")] ReadOnlySpan<double> inflow, [Sample(Values = "0.8")] double leak, [Sample(Values = "1.6")] double capacity)
    {
        double level = 0, cost = 0;
        for (int t = 0; t < inflow.Length; t++)
        {
            level = leak * level + inflow[t];
            if (level > capacity) { double excess = level - capacity; cost += excess * excess; level = capacity; }
        }
        return cost;
    }
}
