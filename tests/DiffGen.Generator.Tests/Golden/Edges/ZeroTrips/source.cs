using System;
using DiffGen;

namespace Golden.Edges;

public static partial class ZeroTrips
{
    [Differentiable]
    public static double Mean([Sample(Values = "1 2 3 | | 5")] ReadOnlySpan<double> x, double ifEmpty)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += x[i];
        return x.Length > 0 ? sum / x.Length : ifEmpty * ifEmpty;
    }

    [Differentiable]
    public static void Scale([Sample(Values = "1 2 3 | | 5")] Span<double> x, double factor)
    {
        for (int i = 0; i < x.Length; i++)
            x[i] *= factor;
    }

    [Differentiable]
    public static double Countdown(double x, [Sample(Values = "0 | 1 | -3 | 4")] int n)
    {
        double y = x;
        while (n > 0)
        {
            y = Math.Cos(y) * x;
            n--;
        }

        return y;
    }
}
