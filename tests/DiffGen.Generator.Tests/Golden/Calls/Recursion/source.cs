using System;
using DiffGen;

namespace Golden.Calls;

public static partial class Recursion
{
    /// <summary>Exponentiation by squaring.</summary>
    [Differentiable]
    public static double Power(double x, [Sample(Values = "0 | 1 | 6 | 13")] int n)
    {
        if (n == 0)
            return 1;
        double half = Power(x, n / 2);
        return n % 2 == 0 ? half * half : half * half * x;
    }

    /// <summary>Two methods that call each other.</summary>
    [Differentiable]
    public static double Even(double x, [Sample(Values = "0 | 3 | 8")] int depth) => depth == 0 ? x : Odd(Math.Sin(x), depth - 1) + x;

    [Differentiable]
    public static double Odd(double x, [Sample(Values = "0 | 3 | 8")] int depth) => depth == 0 ? x * x : Even(x * 0.5 + 1, depth - 1) * x;

    /// <summary>The sum of a buffer, by halves.</summary>
    [Differentiable]
    public static double SumOfSquares([Sample(Length = 7)] ReadOnlySpan<double> x)
    {
        if (x.Length == 0)
            return 0;
        if (x.Length == 1)
            return x[0] * x[0];
        int middle = x.Length / 2;
        return SumOfSquares(x[..middle]) + SumOfSquares(x[middle..]);
    }
}
