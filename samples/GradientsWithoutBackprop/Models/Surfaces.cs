using System;
using DiffGen;

namespace GradientsWithoutBackprop.Models;

/// <summary>Two functions of the plane on which optimizers are tried: a curved plateau and a curved valley.</summary>
internal static partial class Surfaces
{
    /// <summary>Beale's function: minimum 0 at (3, ½), four flat corners.</summary>
    [Differentiable]
    public static double Beale(double x, double y)
    {
        double a = 1.5 - x + x * y;
        double b = 2.25 - x + x * y * y;
        double c = 2.625 - x + x * y * y * y;
        return a * a + b * b + c * c;
    }

    /// <summary>Rosenbrock's valley along y = x²: minimum 0 at (1, 1).</summary>
    [Differentiable]
    public static double Rosenbrock(double x, double y)
    {
        double a = 1 - x;
        double b = y - x * x;
        return a * a + 100 * b * b;
    }

    /// <summary><see cref="Beale"/> of a point given as two numbers in a buffer, as optimizers hold their parameters.</summary>
    [Differentiable]
    public static double BealeAt(ReadOnlySpan<double> point)
    {
        return Beale(point[0], point[1]);
    }

    /// <summary><see cref="Rosenbrock"/> of a point given as two numbers in a buffer.</summary>
    [Differentiable]
    public static double RosenbrockAt(ReadOnlySpan<double> point)
    {
        return Rosenbrock(point[0], point[1]);
    }
}
