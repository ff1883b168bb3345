using System;
using DiffGen;

namespace Golden.Control;

public static partial class Newton
{
    /// <summary>The square root, by as many steps as it takes.</summary>
    [Differentiable]
    public static double SquareRoot([Sample(Values = "0.3 | 2 | 150")] double a)
    {
        double x = a > 1 ? a : 1, before;
        do
        {
            before = x;
            x = 0.5 * (x + a / x);
        }
        while (Math.Abs(x - before) > 1e-14 * x);
        return x;
    }

    [Differentiable]
    public static double Halvings([Sample(Values = "0.05 | 0.7 | 12 | -4")] double x, [Sample(Values = "0.3 | -0.6")] double shrink)
    {
        double sum = 0;
        while (Math.Abs(x) > 0.1)
        {
            sum += x * x;
            x *= shrink;
        }

        return sum + x;
    }

    /// <summary>e^x by its series, until a term no longer counts.</summary>
    [Differentiable]
    public static double Exponential(double x)
    {
        double term = 1, sum = 1;
        int n = 0;
        while (Math.Abs(term) > 1e-18 * sum)
        {
            n++;
            term *= x / n;
            sum += term;
        }

        return sum;
    }
}
