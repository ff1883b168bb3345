using System;
using DiffGen;

namespace Golden.Batch;

public static partial class SharedCurve
{
    /// <summary>Every call reads the same curve, at places of its own; its gradient is the sum over the batch.</summary>
    [Differentiable(Batch = true)]
    public static double Interpolate([Sample(Low = 0.5, High = 0.9)] double x, [Uniform] ReadOnlySpan<double> knots)
    {
        double t = Math.Clamp(x, 0, knots.Length - 1.001);
        int i = (int)t;
        double f = t - i;
        return (1 - f) * knots[i] + f * knots[i + 1];
    }

    /// <summary>Scratch of its own for each call, and shared weights read in a loop.</summary>
    [Differentiable(Batch = true)]
    public static double Layer(double x, [Uniform] ReadOnlySpan<double> weights)
    {
        Span<double> hidden = stackalloc double[2];
        for (int i = 0; i < weights.Length; i++)
            hidden[i % 2] += Math.Tanh(weights[i] * x);
        return hidden[0] * hidden[1];
    }
}
