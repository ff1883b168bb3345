using System;
using DiffGen;

namespace Golden.Buffers;

public static partial class Initializers
{
    private static readonly double[] s_nodes = { -0.7745966692414834, 0, 0.7745966692414834 };

    /// <summary>Three-point Gauss–Legendre quadrature of a parabola's exponential.</summary>
    [Differentiable]
    public static double Integrate(double a, double b)
    {
        ReadOnlySpan<double> weights = [5.0 / 9, 8.0 / 9, 5.0 / 9];
        double sum = 0;
        for (int i = 0; i < s_nodes.Length; i++)
        {
            double x = (a + b) / 2 + (b - a) / 2 * s_nodes[i];
            sum += weights[i] * Math.Exp(-x * x);
        }

        return (b - a) / 2 * sum;
    }

    [Differentiable]
    public static double Determinant(double x, double y)
    {
        Span<double> row = stackalloc double[] { x, 2 * x, 1 };
        double[] other = { y, row[1] * y, x };
        return row[0] * other[1] - row[1] * other[0] + other[2] * row[2];
    }
}
