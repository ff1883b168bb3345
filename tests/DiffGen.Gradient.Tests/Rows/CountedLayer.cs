using System;
using DiffGen;
using Golden;

namespace DiffGen.Gradient.Tests.Rows;

/// <summary>A layer of five units with seven inputs that counts how often the slope of a unit is asked for: once for each unit and pass.</summary>
public static partial class CountedLayer
{
    [ThreadStatic]
    private static int t_slopes;

    /// <summary>How many slopes an action asks for.</summary>
    public static int Slopes(Action action)
    {
        t_slopes = 0;
        action();
        return t_slopes;
    }

    [Differentiable(Jacobian = true)]
    public static void Layer([Sample(Length = 7)] ReadOnlySpan<double> x, [Output, Sample(Length = 5)] Span<double> y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            double sum = 0.1 * i;
            for (int j = 0; j < x.Length; j++)
            {
                sum += Math.Sin(1 + i + 3 * j) * x[j] * x[(j + i) % x.Length];
            }

            y[i] = Unit.Saturated(sum);
        }
    }

    [DerivativeOf(typeof(Unit), nameof(Unit.Saturated))]
    public static double SaturatedDerivative(double x)
    {
        t_slopes++;
        double tanh = Math.Tanh(x);
        return 1 - (tanh * tanh);
    }

    /// <summary>A unit whose slope is by hand.</summary>
    public static class Unit
    {
        public static double Saturated(double x) => Math.Tanh(x);
    }
}
