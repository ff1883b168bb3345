using System;
using DiffGen;

namespace Golden.Combinations;

/// <summary>Programs that once went wrong, found by random programs and by reading.</summary>
public static partial class Found
{
    /// <summary>Indices near the ends of their type: the way back must not wrap round.</summary>
    [Differentiable]
    public static double HugeSteps(double x, [Sample(Values = "0 | -2000000000 | 5")] int start, [Sample(Values = "3 | 1000000000 | 2000000000")] int end)
    {
        for (int i = start; i < end; i += 1000000000)
        {
            x = Math.Sin(x);
        }

        return x;
    }

    [Differentiable]
    public static double BelowAndAbove(double x, [Sample(Values = "-3 | 0 | 4")] int n)
    {
        double s = x;
        for (int i = 0; i < n; i++)
        {
            s *= x;
        }

        for (int i = 0; i > n; i--)
        {
            s += x * i;
        }

        return s;
    }

    /// <summary>No iteration at all, at the least and the greatest integer.</summary>
    [Differentiable]
    public static double Never(ReadOnlySpan<double> x, [Sample(Values = "-2147483648")] int least, [Sample(Values = "2147483647")] int greatest)
    {
        double s = x[0] * x[1];
        for (int i = 0; i < least; i++)
        {
            s += x[i];
        }

        for (int i = 0; i > greatest; i--)
        {
            s += x[-i];
        }

        return s;
    }

    /// <summary>Real constants among themselves stay real: 1 / 2 would be 0.</summary>
    [Differentiable]
    public static double Constants(double x, int n) => x + (1.0 / (1.0 + Diff.Stop(1.0))) + (n / Diff.Stop(2.0)) + (7 / (2.0 * Diff.Stop(1.0)));

    [Differentiable]
    public static float ConstantsInSingle(float x) => x + (1f / (1f + Diff.Stop(1f)));

    /// <summary>A copy of constants becomes active later.</summary>
    [Differentiable]
    public static double[] Copies(ReadOnlySpan<double> x, [NoDiff] ReadOnlySpan<double> constants)
    {
        double[] copy = constants.ToArray();
        copy[0] = x[0] * x[1];
        return copy;
    }

    /// <summary>The length of the tail of an array made in a loop.</summary>
    [Differentiable(Hvp = true)]
    public static double Tail(double x, double y)
    {
        int rounds = 0;
        double r = 0;
        while (rounds < 5)
        {
            rounds++;
            Span<double> made = new double[3];
            made.Fill(x);
            Span<double> same = made;
            made[^1] *= 0.8 * Last(y, same.Slice(1));
            r += made[2] * same[1];
        }

        return r;
    }

    private static double Last(double x, Span<double> a) => double.Hypot(a[a.Length - 1], 2.5 + x) + 1.5;

    /// <summary>Scratch in a loop in a loop.</summary>
    [Differentiable]
    public static double ScratchInScratch(double x, double y)
    {
        double s = x;
        for (double t = 0.1; t < 1; t += 0.2 + Math.Abs(0.1 * Pair(new double[] { 0.5, y }, 0)))
        {
            for (int i = 1; i <= 4; i += 2)
            {
                s = (0.5 * Pair(new double[] { s, 0.1 }, 0.5)) + x;
            }
        }

        return s;
    }

    private static double Pair(Span<double> a, double k)
    {
        a[0] *= k;
        return a[0] + a[1];
    }

    /// <summary>A bound that is the lesser of two lengths.</summary>
    [Differentiable]
    public static double Lesser(ReadOnlySpan<double> x, [Sample(Length = 7)] ReadOnlySpan<double> y)
    {
        double s = 0;
        for (int i = 0; i < Math.Min(x.Length, y.Length); i += 2)
        {
            s = Math.Sin(s + x[i]) * y[i];
        }

        return s;
    }
}
