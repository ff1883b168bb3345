using System;
using DiffGen;

namespace Golden.Loops;

/// <summary>Recurrences of functions that come in pairs: what the reverse sweep needs of them is computed and saved in the forward one.</summary>
public static partial class Waves
{
    /// <summary>The cosine is saved in the place of x.</summary>
    [Differentiable]
    public static double Sines(double x, [Sample(Values = "0 | 1 | 6")] int n)
    {
        double total = 0;
        for (int i = 0; i < n; i++)
        {
            x = Math.Sin(x) + 0.1 * x;
            total += x;
        }

        return total;
    }

    /// <summary>Both are saved.</summary>
    [Differentiable]
    public static double Cosines(double x, double a, [Sample(Values = "0 | 1 | 6")] int n)
    {
        for (int i = 0; i < n; i++)
        {
            x = a * Math.Cos(x);
        }

        return x;
    }

    /// <summary>x is needed for itself: the cosine is computed when it is needed.</summary>
    [Differentiable]
    public static double Products(double x, [Sample(Values = "0 | 1 | 6")] int n)
    {
        for (int i = 0; i < n; i++)
        {
            x = Math.Sin(x) * x + 0.5;
        }

        return x;
    }

    /// <summary>On the recording.</summary>
    [Differentiable]
    public static float Hyperbolic(float x)
    {
        int steps = 0;
        while (steps < 4 && x < 3)
        {
            x = 0.5f * MathF.Cosh(x) + 0.2f;
            steps++;
        }

        return x;
    }

    /// <summary>In halves of a turn, of two numbers that wait for each other, one of them in a branch.</summary>
    [Differentiable]
    public static double Turns(double x, double y, [Sample(Values = "0 | 1 | 6")] int n)
    {
        for (int i = 0; i < n; i++)
        {
            double next = double.CosPi(y) + 0.3 * x;
            y = double.SinPi(x) - 0.2 * y;
            if (i % 2 == 0)
            {
                next += Math.Sin(next);
            }

            x = next;
        }

        return x - y;
    }
}
