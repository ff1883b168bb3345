using System;
using DiffGen;

namespace Golden.Control;

public static partial class Conditionals
{
    [Differentiable]
    public static double LeakyRelu([Sample(Values = "0.8 | -0.6")] double x, double slope) => x > 0 ? x : slope * x;

    [Differentiable]
    public static double SafeLog([Sample(Values = "1.5 | 0 | -2")] double x, [Sample(Values = "0.5")] double floor) =>
        x > floor ? Math.Log(x) : Math.Log(floor) + (x - floor) / floor;

    /// <summary>Short-circuit operators: the right side is looked at only where the left one leaves it open.</summary>
    [Differentiable]
    public static double Guarded([Sample(Values = "-0.4 | 0.5 | 3 | 9")] double x, [Sample(Values = "2 | 2 | 1 | 0")] double y)
    {
        double result = 0.1 * x;
        if (x != 0 && y / x > 1 || x > 8)
            result += x * x * y;
        if (!(x < 1 || y > 0.5))
            result -= Math.Sin(x);
        return result + y;
    }

    [Differentiable]
    public static double Middle([Sample(Values = "1 | 2 | 3 | 3")] double a, [Sample(Values = "2 | 3 | 1 | 2")] double b, [Sample(Values = "3 | 1 | 2 | 1")] double c) =>
        a < b
            ? b < c ? b : a < c ? c : a
            : a < c ? a : b < c ? c : b;
}
