using System;
using DiffGen;

namespace Golden.Buffers;

public static partial class InPlace
{
    [Differentiable]
    public static void Square(Span<double> x)
    {
        for (int i = 0; i < x.Length; i++)
            x[i] *= x[i];
    }

    [Differentiable]
    public static void RunningSum(Span<double> x)
    {
        for (int i = 1; i < x.Length; i++)
            x[i] += x[i - 1];
    }

    /// <summary>Every element is read after it was overwritten, and used in two places.</summary>
    [Differentiable]
    public static double Squash(Span<double> x, double gain)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = Math.Tanh(gain * x[i]);
            sum += x[i] * x[i];
        }

        return sum;
    }

    /// <summary>A swap of elements, from both ends.</summary>
    [Differentiable]
    public static void ReverseAndScale(Span<double> x, double factor)
    {
        for (int i = 0, j = x.Length - 1; i < j; i++, j--)
        {
            double first = x[i];
            x[i] = factor * x[j];
            x[j] = first * x[i];
        }
    }
}
