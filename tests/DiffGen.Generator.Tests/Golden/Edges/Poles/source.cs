using System;
using DiffGen;

namespace Golden.Edges;

public static partial class Poles
{
    /// <summary>At x = 0 the gradient of y is 0, that of x is y times infinity, and 0 where nothing is asked of it.</summary>
    [Differentiable]
    public static double ScaledRoot(double x, double y) => y * Math.Sqrt(x);

    [Differentiable]
    public static double Entropy(ReadOnlySpan<double> probabilities)
    {
        double sum = 0;
        foreach (double p in probabilities)
            sum -= p > 0 ? p * Math.Log(p) : 0;
        return sum;
    }

    /// <summary>The arm that is not taken has a pole.</summary>
    [Differentiable]
    public static double SinOverX([Sample(Values = "0.5 | -1.5")] double x) => x == 0 ? 1 : Math.Sin(x) / x;

    [Differentiable]
    public static double Distance(double x, double y) => Math.Sqrt(x * x + y * y);
}
