using System;
using DiffGen;

namespace Golden.Control;

public static partial class BreakAndContinue
{
    /// <summary>Discounted income until the money is gone, loss years apart.</summary>
    [Differentiable]
    public static double Ruin([Sample(Values = "1 -0.5 2 0.3 -4 1 1 | 1 2 3 | -9 1")] ReadOnlySpan<double> income, double start, [Sample(Values = "0.9")] double discount)
    {
        double wealth = start, factor = 1, sum = 0;
        for (int year = 0; year < income.Length; year++)
        {
            wealth += income[year];
            if (wealth < 0)
                break;
            factor *= discount;
            if (income[year] < 0)
                continue;
            sum += factor * income[year] * wealth;
        }

        return sum + wealth;
    }

    /// <summary>An endless loop with its exits in the middle.</summary>
    [Differentiable]
    public static double Exits([Sample(Values = "0.4 | 1.2 | 3")] double x)
    {
        double y = x;
        int steps = 0;
        for (; ; )
        {
            y = Math.Sin(y) + 0.5 * x;
            if (++steps == 7)
                break;
            if (y > 1.9)
                return y * x;
            if (y < 0.5)
            {
                y *= 2;
                continue;
            }

            y -= 0.1;
        }

        return y;
    }
}
