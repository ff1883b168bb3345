using System;
using DiffGen;

namespace Golden.Expectations;

public static partial class Inputs
{
    /// <summary>Noise whose distribution is constant is an input: nothing is estimated.</summary>
    [Differentiable(Simd = false)]
    public static double Dropout(ReadOnlySpan<double> w, ReadOnlySpan<double> x, ref Noise noise)
    {
        double sum = 0;
        for (int i = 0; i < w.Length; i++)
        {
            if (Sample.Bernoulli(0.8, ref noise))
            {
                sum += w[i] * x[i];
            }
        }

        return sum * sum;
    }

    [Differentiable(Simd = false)]
    public static double Masked(ReadOnlySpan<double> w, ReadOnlySpan<double> x, ReadOnlySpan<bool> mask)
    {
        double sum = 0;
        for (int i = 0; i < w.Length; i++)
        {
            if (mask[i])
            {
                sum += w[i] * x[i];
            }
        }

        return sum * sum;
    }

    /// <summary>Two layers: a draw whose parameters are functions of parameters, and one whose parameters are functions of that draw.</summary>
    [Differentiable]
    public static double Layers(double a, double b, double x, ref Noise noise)
    {
        double h = Sample.Normal(Math.Tanh(a * x), Math.Exp(0.3 * b), ref noise);
        double y = Sample.Weibull(1.5, 1 + h * h, ref noise);
        return Math.Log(1 + y) * b;
    }

    /// <summary>The route as one cost by the scores of both draws: what it costs not to take it apart.</summary>
    [Differentiable]
    public static double RouteTogether(double p, double q, ref Noise noise)
    {
        bool b = Sample.Bernoulli(p, ref noise, Strategy.Score);
        double c = b ? Math.Sin(q) : q * q;
        int n = Sample.Poisson(q, ref noise, Strategy.Score);
        return Math.Abs(c + 0.1 * n * n);
    }
}
