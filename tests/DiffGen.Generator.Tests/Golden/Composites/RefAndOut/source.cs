using System;
using DiffGen;

namespace Golden.Composites;

public static partial class RefAndOut
{
    /// <summary>A running mean; gives the deviation from it.</summary>
    [Differentiable(Hvp = true)]
    public static double Track(ref double mean, double value, [NoDiff, Sample(Values = "0.1 | 0.5")] double rate)
    {
        double deviation = value - mean;
        mean += rate * deviation;
        return deviation * deviation;
    }

    [Differentiable]
    public static bool TrySolve(double a, double b, double c, out double low, out double high)
    {
        double discriminant = (b * b) - (4 * a * c);
        if (discriminant < 0)
        {
            low = high = 0;
            return false;
        }

        double root = Math.Sqrt(discriminant);
        low = (-b - root) / (2 * a);
        high = (-b + root) / (2 * a);
        return true;
    }

    [Differentiable]
    public static double LargerRoot([Sample(Low = 0.5, High = 1)] double a, [Sample(Low = 2, High = 4)] double b, [Sample(Low = 0.2, High = 0.8)] double c) =>
        TrySolve(a, b, c, out _, out double high) ? high : 0;

    [Differentiable]
    public static double Total(ReadOnlySpan<double> values, double start)
    {
        double mean = start, total = 0;
        foreach (double value in values)
        {
            total += Track(ref mean, value, 0.25);
        }

        return total + mean;
    }
}
