using System;

namespace DiffGen.Gradient.Tests;

/// <summary>Methods of one name, for doubles and for floats, and one whose objective stands there already.</summary>
internal static partial class OverloadObjectives
{
    [Differentiable]
    public static double Norm(double x, double y) => Math.Sqrt(x * x + y * y);

    [Differentiable]
    public static double Norm(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * x[i];
        }

        return sum;
    }

    [Differentiable]
    public static float Norm(ReadOnlySpan<float> x)
    {
        float sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * x[i];
        }

        return sum;
    }

    [Differentiable]
    public static double Norm(ReadOnlySpan<double> x, double power)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Math.Pow(x[i], power);
        }

        return sum;
    }

    [Differentiable]
    public static double Norm(ReadOnlySpan<double> x, [NoDiff] ReadOnlySpan<double> weights)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += weights[i] * x[i] * x[i];
        }

        return sum;
    }

    [Differentiable]
    public static double First(ReadOnlySpan<double> x) => x[0] * x[0];

    /// <summary>Written by hand.</summary>
    public sealed class FirstObjective
    {
    }

    [Differentiable]
    public static double Route(double p, ref Noise noise) => Sample.Bernoulli(p, ref noise, Strategy.Score) ? 2 : 1;

    [Differentiable]
    public static double Route(double p, double q, ref Noise noise) => Sample.Bernoulli(p * q, ref noise, Strategy.Score) ? 3 : 1;
}
