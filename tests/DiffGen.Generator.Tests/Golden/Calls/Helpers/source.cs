using System;
using DiffGen;

namespace Golden.Calls;

public static partial class Helpers
{
    [Differentiable]
    public static double Loss(double x, double y) => Square(x - 1) + Distance(x, y, 0.5) * Square(y);

    /// <summary>A helper with control flow, called in a loop.</summary>
    [Differentiable]
    public static double Total(ReadOnlySpan<double> x, double threshold)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += Shrink(x[i], threshold);
        return sum;
    }

    private static double Square(double x) => x * x;

    private static double Distance(double x, double y, double softening)
    {
        double squared = Square(x) + Square(y);
        return Math.Sqrt(squared + softening);
    }

    private static double Shrink(double x, double threshold)
    {
        if (Math.Abs(x) <= threshold)
            return x * x * 0.1;
        return x > 0 ? x - threshold : x + threshold;
    }
}
