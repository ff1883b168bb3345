using System;
using DiffGen;

namespace Golden.Edges;

public static partial class Powers
{
    [Differentiable]
    public static double Power(double x, double y) => Math.Pow(x, y);

    [Differentiable]
    public static double Cube([Sample(Values = "0.5 | -1.5")] double x) => Math.Pow(x, 3);

    [Differentiable]
    public static double IntegerPower([Sample(Values = "0.5 | -1.5 | 2 | 0.7")] double x, [Sample(Values = "0 | 1 | 4 | -2")] int n) => Math.Pow(x, n);

    [Differentiable]
    public static double Exponential(double y) => Math.Pow(2, y);
}
