using System;
using DiffGen;

namespace Golden.Edges;

public static partial class Rounding
{
    [Differentiable]
    public static double Fraction([Sample(Values = "0.6 | 1.4 | -2.3")] double x) => x - Math.Floor(x);

    [Differentiable]
    public static double Remainder([Sample(Values = "7.5 | -7.5 | 1")] double x, [Sample(Values = "2 | 3.2 | 1.5")] double y) => x % y;

    [Differentiable]
    public static double Dither([Sample(Values = "0.63 | 1.47 | -2.34")] double x, double scale) => Math.Round(x) * scale + x * Math.Sign(x);
}
