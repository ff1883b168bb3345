using System;
using DiffGen;

namespace Golden.Control;

public static partial class EarlyReturn
{
    /// <summary>The first value above the level, weighted with how far it is; the mean if there is none.</summary>
    [Differentiable]
    public static double FirstAbove([Sample(Values = "0.1 0.4 2 3 | 0.1 0.2 | 5")] ReadOnlySpan<double> series, [Sample(Values = "1.1")] double level)
    {
        double weight = 1, sum = 0;
        foreach (double value in series)
        {
            if (value > level)
                return weight * (value - level);
            weight *= 0.5 + 0.1 * value;
            sum += value;
        }

        return sum / series.Length;
    }

    /// <summary>A return out of two loops.</summary>
    [Differentiable]
    public static double Search(double x, [Sample(Values = "3 | 40")] double target)
    {
        double product = 1;
        for (int i = 1; i < 5; i++)
        {
            double row = product;
            for (int j = 1; j <= i; j++)
            {
                row *= 1 + x / j;
                if (row > target)
                    return row - target * x;
            }

            product = row;
        }

        return product * x;
    }
}
