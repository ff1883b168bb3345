using System;
using System.Numerics;
using DiffGen;

namespace Golden.Primitives;

/// <summary>The functions of the runtime that have a row: on <c>double</c> and <c>float</c>, on a type parameter, and in loops, where they run on vectors.</summary>
public static partial class RuntimeFunctions
{
    [Differentiable(Batch = true)]
    public static double Erf([Sample(Low = -3, High = 3)] double x) => Special.Erf(x);

    [Differentiable(Batch = true)]
    public static double Erfc([Sample(Low = -3, High = 3)] double x) => Special.Erfc(x);

    [Differentiable(Batch = true)]
    public static double NormalCdf([Sample(Low = -3, High = 3)] double x) => Special.NormalCdf(x);

    [Differentiable(Batch = true)]
    public static double Sigmoid([Sample(Low = -3, High = 3)] double x) => VectorMath.Sigmoid(x);

    [Differentiable(Batch = true)]
    public static double Softplus([Sample(Low = -3, High = 3)] double x) => VectorMath.Softplus(x);

    [Differentiable]
    public static float OnSingle([Sample(Low = -2, High = 2)] float x) => Special.Erf(x) + (Special.Erfc(0.5f * x) * Special.NormalCdf(x)) + (VectorMath.Sigmoid(x) * VectorMath.Softplus(x));

    [Differentiable]
    public static double OnParameter([Sample(Low = -3, High = 3)] double x) => Cdf(x) * Cdf(-0.5 * x);

    private static T Cdf<T>(T x)
        where T : IFloatingPointIeee754<T> => Special.NormalCdf(x) + Special.Erf(x);

    [Differentiable]
    public static double InLoops([Sample(Length = 21)] ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += (Special.NormalCdf(x[i]) * VectorMath.Softplus(x[i])) + (Special.Erfc(x[i]) * VectorMath.Sigmoid(-x[i]));
        }

        return sum;
    }
}
