using System;
using DiffGen;

namespace Golden.ArrayResults;

/// <summary>Methods that are called, not inlined, and give a new array: in loops, in branches, passed on, and in second derivatives.</summary>
public static partial class Recursions
{
    [Differentiable]
    public static double[] Fold(double[] x, [Sample(Values = "0 | 1 | 3")] int n)
    {
        if (n == 0)
        {
            return x[..];
        }

        double[] y = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = Math.Sin(x[i]) * x[(i + 1) % x.Length];
        }

        double[] z = Fold(y, n - 1);
        for (int i = 0; i < z.Length; i++)
        {
            z[i] *= x[i];
        }

        return z;
    }

    /// <summary>A result in a loop, one chosen in a branch, one at the top, and one that is given on.</summary>
    [Differentiable(Hvp = true)]
    public static double Total(double[] x, [Sample(Values = "0 | 2")] int n)
    {
        double s = 0;
        for (int k = 0; k < 2; k++)
        {
            double[] r = Fold(x, n + k);
            if (k == 1)
            {
                double[] q = r.Length > 2 ? Fold(r, 1) : r;
                s += q[0] * q[^1];
            }

            for (int i = 0; i < r.Length; i++)
            {
                s += r[i] * r[i] * (i + 1);
            }
        }

        double[] top = Fold(x, 1);
        return s + (top[0] * top[1] * x[0]);
    }

    /// <summary>Results that leave early, of different lengths; one call without an active argument.</summary>
    [Differentiable(Hvp = true)]
    public static double Early([Sample(Values = "0.2 | 0.6 | 1.9 | 2.5")] double x, [Sample(Values = "0 | 3")] int depth)
    {
        double[] r = Leaves(x, depth), constant = Leaves(0.3, 2);
        double s = 0;
        foreach (double v in r)
        {
            s += v * v;
        }

        return s * constant[0];
    }

    private static double[] Leaves(double x, int depth)
    {
        if (depth <= 0)
        {
            return [x, x * x];
        }

        x += 0.5 * Math.Sin(x);
        if (x < 2)
        {
            if (x > 0.5)
            {
                double q = Leaves(x, depth - 1)[1];
                return [q, q * x, 1];
            }

            x *= 3;
        }
        else
        {
            return Leaves(x * 0.3, depth - 1);
        }

        return [Math.Cos(x), x];
    }

    /// <summary>Who writes to the result writes to nothing else.</summary>
    [Differentiable]
    public static double Written(Span<float> y, float a)
    {
        float[] r = Doubled(y, 2, a);
        r[0] += y[1];
        y[0] = r[0] * r[1];
        r[1] = 0;
        return y[0] + r[1] + r[2];
    }

    private static float[] Doubled(ReadOnlySpan<float> x, int n, float a)
    {
        if (n == 0)
        {
            return x.ToArray();
        }

        float[] r = Doubled(x, n - 1, a * a);
        for (int i = 0; i < r.Length; i++)
        {
            r[i] *= a + x[i];
        }

        return r;
    }
}
