using System;
using DiffGen;

namespace Golden.Calls;

/// <summary>How arguments may be written, a method in two parts, a function with a rule by hand, comparisons by method.</summary>
public static partial class WaysToCall
{
    [Differentiable]
    public static double Named(double x, double y) => Weighed(b: x, a: y) + Weighed(x);

    [Differentiable]
    public static double Listed(double x, double y) => Product(2, x, y, x) + Sum(x, y * y);

    [Differentiable]
    public static double InTwoParts(double x) => Cubed(x) * x;

    [Differentiable]
    public static double Next(double x) => x * Math.BitIncrement(x * x);

    [Differentiable]
    public static double Compared(double x, double y) => x.CompareTo(y) > 0 || y.Equals(2) ? x * x : x * y;

    [Differentiable]
    public static double Divided(double x, int n)
    {
        var (quotient, remainder) = Math.DivRem(n, 3);
        return (x * x * quotient) + (x * remainder);
    }

    [DerivativeOf(typeof(Math), nameof(Math.BitIncrement))]
    public static double BitIncrementDerivative(double x) => 1;

    private static partial double Cubed(double x);

    private static partial double Cubed(double x) => x * x * x;

    private static double Weighed(double a, double b = 2) => a * a * b;

    private static double Product(double scale, params ReadOnlySpan<double> factors)
    {
        foreach (double factor in factors)
        {
            scale *= factor;
        }

        return scale;
    }

    private static double Sum(params double[] terms) => terms[0] + terms[1];
}
