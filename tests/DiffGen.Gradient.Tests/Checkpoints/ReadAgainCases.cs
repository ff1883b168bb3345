using System;
using System.Numerics.Tensors;
using Golden;

namespace DiffGen.Gradient.Tests.Checkpoints;

/// <summary>What reads memory that is written afterwards cannot be read again by the reverse sweep; random programs found these.</summary>
public static partial class ReadAgainCases
{
    /// <summary>Which element is the largest, in memory that changes.</summary>
    [Differentiable(Hvp = true)]
    public static double LargestFirst([Sample(Length = 5)] ReadOnlySpan<double> x, [Sample(Values = "6")] int steps)
    {
        Span<double> a = new double[x.Length];
        x.CopyTo(a);
        double sum = 0;
        for (int t = 0; t < steps; t++)
        {
            int largest = TensorPrimitives.IndexOfMax<double>(a);
            sum += a[largest] * a[largest] * a[(largest + 1) % a.Length];
            a[largest] = 0.3 * Math.Sin(a[largest]);
        }

        return sum;
    }

    /// <summary>A product of what it is stored in (random program 8274131).</summary>
    [Differentiable(Hvp = true)]
    public static double DotInPlace([Sample(Length = 3, Low = 0.2, High = 0.6)] Span<double> a)
    {
        for (int t = 0; t < 3; t++)
        {
            a[0] *= TensorPrimitives.Dot<double>(a, a);
            a[1] += Math.Sin(TensorPrimitives.Norm<double>(a));
        }

        return a[0] * a[1];
    }

    /// <summary>A norm in a branch, then a write (random program 8279169).</summary>
    [Differentiable(Hvp = true)]
    public static double NormThenZero([Sample(Length = 4)] Span<double> a)
    {
        double result = 0;
        if (a[3] > 0.5)
        {
            result = Math.Cos(TensorPrimitives.Norm<double>(a));
            a[0] = 0;
        }

        return result;
    }

    /// <summary>An array that may be a new one after each iteration: nothing but copies of it goes from one to the next (random program 8294134).</summary>
    [Differentiable(Hvp = true)]
    public static double Reassigned([Sample(Values = "0.6 0.7 0.4")] double[] a)
    {
        for (int i = 0; i < 3; i++)
        {
            if (a[0] > 0.3)
            {
                a = new double[3];
            }
        }

        return a[0] * a[0] + a[1];
    }

    /// <summary>The same, whatever the content (random program 8292738).</summary>
    [Differentiable]
    public static void Replaced([Sample(Length = 3)] double[] a, [Sample(Length = 2)] Span<double> y, [Sample(Values = "2")] int times)
    {
        int left = times;
        while (left-- > 0)
        {
            a = new double[3];
        }

        y[0] += a[0] * y[1];
    }

    /// <summary>Elements of a matrix at indices of a loop's making: a pair of them is no value to save (random program 8400954).</summary>
    [Differentiable(Hvp = true)]
    public static double OfMatrix([Sample(Length = 6, Columns = 3)] double[,] m, double x, [Sample(Values = "5")] int steps)
    {
        double sum = x;
        for (int i = 1; i <= steps; i += 2)
        {
            for (int j = 0; j < i; j++)
            {
                sum += Math.Sin(sum * m[i % m.GetLength(0), (i + j) % m.GetLength(1)]);
                m[j % m.GetLength(0), i % m.GetLength(1)] *= sum;
            }
        }

        return sum;
    }
}
