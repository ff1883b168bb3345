using System;
using DiffGen.Gradient.Tests.Harness;

namespace DiffGen.Programs.Harness;

/// <summary>Derivatives by extrapolated central differences: they judge the references, which judge the companions.</summary>
internal static class Differences
{
    /// <summary>The gradient of a function of several numbers.</summary>
    public static double[] Gradient(Func<double[], double> function, double[] at, double step = 1e-2)
    {
        double[] gradient = new double[at.Length];
        for (int i = 0; i < at.Length; i++)
        {
            double[] tangent = new double[at.Length];
            tangent[i] = 1;
            gradient[i] = Directional(x => [function(x)], at, tangent, step)[0];
        }

        return gradient;
    }

    /// <summary>The derivative of a vector-valued function in one direction. Of a gradient: the Hessian times the tangent.</summary>
    public static double[] Directional(Func<double[], double[]> function, double[] at, double[] tangent, double step = 1e-2) =>
        Richardson.Derivative(t => function(Shifted(at, tangent, t)), step).Derivative;

    private static double[] Shifted(double[] at, double[] tangent, double t)
    {
        double[] shifted = new double[at.Length];
        for (int i = 0; i < at.Length; i++)
        {
            shifted[i] = at[i] + (t * tangent[i]);
        }

        return shifted;
    }
}
