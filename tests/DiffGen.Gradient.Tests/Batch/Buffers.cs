using System;

namespace DiffGen.Gradient.Tests.Batch;

/// <summary>Methods of two numbers of each call, and a buffer that all calls share.</summary>
internal static partial class Buffers
{
    [Differentiable(Batch = true)]
    public static double Horner(double x, double y, [Uniform] ReadOnlySpan<double> w)
    {
        double value = 0;
        for (int i = w.Length - 1; i >= 0; i--)
        {
            value = value * x + w[i];
        }

        return value * y;
    }

    [Differentiable(Batch = true)]
    public static double Gather(double x, double y, [Uniform] ReadOnlySpan<double> w)
    {
        int i = (int)Math.Abs(3 * x) % w.Length;
        double sum = w[i] * y;
        while (i + 1 < w.Length && sum < 5)
        {
            i++;
            sum += w[i] * w[i] * x + w[0];
        }

        return x > 1 ? sum + w[w.Length - 1] * y : sum;
    }

    /// <summary>A layer of two units: scratch of its own, weights shared, slices and copies of both.</summary>
    [Differentiable(Batch = true)]
    public static double Layer(double x, double y, [Uniform] ReadOnlySpan<double> w)
    {
        Span<double> hidden = stackalloc double[2];
        ReadOnlySpan<double> first = w.Slice(0, 4);
        for (int unit = 0; unit < 2; unit++)
        {
            hidden[unit] = Math.Tanh(first[2 * unit] * x + first[2 * unit + 1] * y);
        }

        Span<double> copy = stackalloc double[2];
        if (x > y)
        {
            w.Slice(3, 2).CopyTo(copy);
        }
        else
        {
            hidden.CopyTo(copy);
            copy.Fill(y);
        }

        return hidden[0] * w[4] + hidden[1] * copy[0] + copy[1];
    }

    [Differentiable(Batch = true)]
    public static double Array(double x, double y, [Uniform] double[] w)
    {
        double sum = 0;
        foreach (double a in w)
        {
            sum += a * x > y ? a * a * y : Math.Exp(-a * x);
        }

        return sum;
    }
}
