using System;
using DiffGen;

namespace Golden.Composites;

public static partial class TupleResults
{
    [Differentiable]
    public static (double Radius, double Angle) ToPolar((double X, double Y) point) =>
        (Math.Sqrt((point.X * point.X) + (point.Y * point.Y)), Math.Atan2(point.Y, point.X));

    [Differentiable]
    public static (double Mean, double Variance) Moments(ReadOnlySpan<double> x)
    {
        (double mean, double square) = (0, 0);
        foreach (double value in x)
        {
            (mean, square) = (mean + value, square + (value * value));
        }

        mean /= x.Length;
        return (mean, (square / x.Length) - (mean * mean));
    }

    [Differentiable]
    public static double CoefficientOfVariation(ReadOnlySpan<double> x)
    {
        (double mean, double variance) = Moments(x);
        return Math.Sqrt(variance) / mean;
    }

    [Differentiable]
    public static double Fibonacci(double a, double b, int n)
    {
        for (int i = 0; i < n; i++)
        {
            (a, b) = (b, a + b);
        }

        return a * b;
    }
}
