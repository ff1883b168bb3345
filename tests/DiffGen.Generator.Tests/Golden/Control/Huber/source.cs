using System;
using DiffGen;

namespace Golden.Control;

public static partial class Huber
{
    [Differentiable]
    public static double Loss([Sample(Values = "0.3 | -0.4 | 2.5 | -3")] double residual, [Sample(Values = "1 | 1 | 0.7 | 1.2")] double delta)
    {
        double size = Math.Abs(residual);
        if (size <= delta)
        {
            return 0.5 * residual * residual;
        }

        return delta * (size - 0.5 * delta);
    }

    /// <summary>Squared inside, linear outside, and flat far away.</summary>
    [Differentiable]
    public static double Hampel([Sample(Values = "0.3 | -1.4 | 2.5 | -9")] double r, [Sample(Values = "1")] double a, [Sample(Values = "2")] double b, [Sample(Values = "5")] double c)
    {
        double size = Math.Abs(r);
        double loss;
        if (size < a)
            loss = r * r / 2;
        else if (size < b)
            loss = a * size - a * a / 2;
        else if (size < c)
            loss = a * b - a * a / 2 + a * (c - b) / 2 * (1 - (c - size) * (c - size) / ((c - b) * (c - b)));
        else
            loss = a * b - a * a / 2 + a * (c - b) / 2;
        return loss;
    }
}
