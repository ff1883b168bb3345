using System;
using DiffGen;

namespace Golden.Calls;

public static partial class MarkedCallees
{
    [Differentiable]
    public static double Inner(double x, double y) => x * Math.Exp(y / 4);

    /// <summary>A marked method calls another, twice in one expression and with a result of itself.</summary>
    [Differentiable]
    public static double Outer(double x, double y) => Inner(Inner(x, y), y) - 2 * Inner(y: x, x: y);

    [Differentiable]
    public static double Chain(double x)
    {
        double y = x;
        for (int i = 0; i < 6; i++)
            y = Outer(y * 0.1, x);
        return y;
    }
}
