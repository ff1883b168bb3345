using System;
using DiffGen;

namespace Golden.Calls;

public static partial class ArrayResults
{
    /// <summary>A transform by halves: recursive, and each level gives a new array.</summary>
    [Differentiable]
    public static double Energy([Sample(Length = 4)] ReadOnlySpan<double> x, double w)
    {
        double[] y = Transform(x, w);
        double s = 0;
        for (int i = 0; i < y.Length; i++)
        {
            s += y[i] * y[i] * Math.Cos(y[i]);
        }

        return s;
    }

    private static double[] Transform(ReadOnlySpan<double> x, double w)
    {
        if (x.Length == 1)
        {
            return x.ToArray();
        }

        int half = x.Length / 2;
        double[] a = Transform(x[..half], w * w), b = Transform(x[half..], w * w);
        double[] y = new double[x.Length];
        for (int i = 0; i < half; i++)
        {
            y[i] = a[i] + (w * b[i]);
            y[half + i] = a[i] - (w * b[i]);
        }

        return y;
    }
}
