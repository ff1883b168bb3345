using System;
using DiffGen;

namespace Golden.Scalars;

public static partial class Triangle
{
    /// <summary>Heron's formula.</summary>
    [Differentiable]
    public static double Area([Sample(Low = 3, High = 4)] double a, [Sample(Low = 3, High = 4)] double b, [Sample(Low = 3, High = 4)] double c)
    {
        double s = (a + b + c) / 2;
        return Math.Sqrt(s * (s - a) * (s - b) * (s - c));
    }

    /// <summary>The angle that two sides enclose, and a common subexpression in it.</summary>
    [Differentiable]
    public static double Angle([Sample(Low = 3, High = 4)] double a, [Sample(Low = 3, High = 4)] double b, [Sample(Low = 3, High = 4)] double c) =>
        Math.Acos((a * a + b * b - c * c) / (2 * a * b));
}
