using System;
using DiffGen;

namespace Golden.Calls;

public static partial class LocalFunctions
{
    /// <summary>Simpson's rule for a function that sees the parameters.</summary>
    [Differentiable]
    public static double Simpson(double rate, double until, [Sample(Values = "2 | 4")] int intervals)
    {
        double h = until / intervals, sum = Integrand(0) + Integrand(until);
        for (int i = 1; i < intervals; i++)
            sum += (i % 2 == 0 ? 2 : 4) * Integrand(i * h);
        return sum * h / 3;

        double Integrand(double t) => Math.Exp(-rate * t) * Square(t);

        static double Square(double x) => x * x;
    }

    [Differentiable]
    public static double Lambda(double x, double y)
    {
        Func<double, double> scaled = z => z * y;
        double once = scaled(x);
        y += 1;
        return once * scaled(once);
    }
}
