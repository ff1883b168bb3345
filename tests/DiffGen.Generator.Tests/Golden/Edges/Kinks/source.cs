using System;
using DiffGen;

namespace Golden.Edges;

/// <summary>Away from their kinks here; the tests of the edges look at the kinks themselves.</summary>
public static partial class Kinks
{
    [Differentiable]
    public static double Absolute([Sample(Values = "0.5 | -2")] double x) => Math.Abs(x);

    [Differentiable]
    public static double Largest([Sample(Values = "0.5 | 2")] double x, [Sample(Values = "1 | 1.5")] double y) => Math.Max(x, y);

    [Differentiable]
    public static double Smallest([Sample(Values = "0.5 | 2")] double x, [Sample(Values = "1 | 1.5")] double y) => Math.Min(x, y);

    [Differentiable]
    public static double AboveOne([Sample(Values = "0.5 | 2")] double x) => Math.Max(x, 1);

    [Differentiable]
    public static double Clamped([Sample(Values = "0.5 | 2 | 9")] double x, [Sample(Values = "1")] double low, [Sample(Values = "3")] double high) => Math.Clamp(x, low, high);
}
