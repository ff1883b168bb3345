using System;
using DiffGen;

namespace Golden.Combinations;

/// <summary>try and finally.</summary>
public static partial class Finally
{
    [Differentiable(Hvp = true)]
    public static double InLoop(double x, [Sample(Values = "0 | 3 | 7")] int n)
    {
        double s = 0.1;
        for (int i = 0; i < n; i++)
        {
            try
            {
                if (i == 2)
                {
                    continue;
                }

                s += x * x;
                if (i == 4)
                {
                    break;
                }
            }
            finally
            {
                s *= Math.Sin(x + s);
            }
        }

        return s;
    }

    [Differentiable]
    public static double Returns([Sample(Length = 2)] Span<double> a, [Sample(Values = "0.5 | 1.5")] double x)
    {
        try
        {
            if (x > 1)
            {
                a[0] = x * a[1];
                return a[0];
            }

            a[1] += x;
        }
        finally
        {
            a[0] *= a[1];
            x = 0;
        }

        return x + a[0];
    }

    /// <summary>What is returned is computed before the finally runs.</summary>
    [Differentiable]
    public static double Nested(double x, double y)
    {
        try
        {
            try
            {
                x *= y;
                return x;
            }
            finally
            {
                x += 1;
                y = x;
            }
        }
        finally
        {
            x = 0;
        }
    }

    [Differentiable]
    public static void Outputs(double x, ref double total, out double y)
    {
        y = x;
        try
        {
            y *= x;
            if (total > 1)
            {
                return;
            }

            y += 1;
        }
        finally
        {
            total += y;
        }
    }
}
