using System;
using DiffGen;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Elements that an iteration reads and writes several times; each method once more without vectors.</summary>
internal static partial class HeldElements
{
    /// <summary>Written, read, changed in a branch, overwritten.</summary>
    [Differentiable]
    internal static double Changed(ReadOnlySpan<double> x, Span<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            y[i] += x[i] * x[i];
            if (x[i] > 0.5)
            {
                y[i] += x[i];
                y[i] *= y[i];
            }

            double z = 2 * y[i];
            y[i] = z - Math.Sin(y[i]);
            sum += y[i] * z;
        }

        return sum;
    }

    [Differentiable(Simd = false)]
    internal static double ChangedOneByOne(ReadOnlySpan<double> x, Span<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            y[i] += x[i] * x[i];
            if (x[i] > 0.5)
            {
                y[i] += x[i];
                y[i] *= y[i];
            }

            double z = 2 * y[i];
            y[i] = z - Math.Sin(y[i]);
            sum += y[i] * z;
        }

        return sum;
    }

    /// <summary>Two names for one memory, a place apart: what is added by one is not what the other has read before.</summary>
    [Differentiable]
    internal static double Neighbours(ReadOnlySpan<double> x)
    {
        Span<double> all = new double[x.Length + 1];
        Span<double> left = all[..x.Length];
        Span<double> right = all[1..];
        for (int i = 0; i < x.Length; i++)
        {
            left[i] += x[i];
            right[i] += 3 * x[i];
            left[i] += x[i] * x[i];
            right[i] -= Math.Tanh(x[i]);
        }

        double sum = 0;
        for (int i = 0; i < all.Length; i++)
        {
            sum += all[i] * all[i];
        }

        return sum;
    }

    [Differentiable(Simd = false)]
    internal static double NeighboursOneByOne(ReadOnlySpan<double> x)
    {
        Span<double> all = new double[x.Length + 1];
        Span<double> left = all[..x.Length];
        Span<double> right = all[1..];
        for (int i = 0; i < x.Length; i++)
        {
            left[i] += x[i];
            right[i] += 3 * x[i];
            left[i] += x[i] * x[i];
            right[i] -= Math.Tanh(x[i]);
        }

        double sum = 0;
        for (int i = 0; i < all.Length; i++)
        {
            sum += all[i] * all[i];
        }

        return sum;
    }

    /// <summary>What both parameters' gradients are added to may be one buffer.</summary>
    [Differentiable]
    internal static double Products(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Span<double> product = new double[a.Length];
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            product[i] = a[i] * b[i];
            sum += Math.Exp(product[i]) * a[i];
            product[i] *= b[i] + a[i];
            sum += product[i] * product[i];
        }

        return sum;
    }
}
