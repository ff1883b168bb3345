using System;
using DiffGen;

namespace Golden.Control;

public static partial class NestedLoops
{
    /// <summary>The energy of charges on a line: every pair once.</summary>
    [Differentiable]
    public static double Coulomb([Sample(Values = "0 1.3 2.9 4.1 | 1 3 | 2")] ReadOnlySpan<double> position, [Sample(Values = "1 -0.5 2 0.7 | 1 1 | 3")] ReadOnlySpan<double> charge)
    {
        double energy = 0;
        for (int i = 0; i < position.Length; i++)
        {
            for (int j = i + 1; j < position.Length; j++)
                energy += charge[i] * charge[j] / Math.Abs(position[i] - position[j]);
        }

        return energy;
    }

    /// <summary>The inner loop leaves early, and the outer one has a running value of its own.</summary>
    [Differentiable]
    public static double Ladder(double x, int rungs)
    {
        double total = 0, height = x;
        for (int i = 0; i < rungs; i++)
        {
            double step = height;
            for (int j = 0; j < 5; j++)
            {
                step *= 0.7;
                if (step < 0.3)
                    break;
                total += step * step;
            }

            height = Math.Sqrt(height + step);
        }

        return total * height;
    }
}
