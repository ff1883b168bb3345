using System;
using DiffGen;

namespace Golden.Loops;

public static partial class Masks
{
    /// <summary>Both arms are computed, and one is chosen: √ of a negative number is met, and chosen nowhere. The derivative of √ at 0 is multiplied before the choice.</summary>
    [Differentiable]
    public static double Branches([Sample(Low = -2, High = 2, Length = 29)] ReadOnlySpan<double> x, double limit)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double v = x[i];
            if (v > limit)
            {
                sum += (v - limit) * (v - limit);
            }
            else if (v > 0)
            {
                sum -= Math.Sqrt(v);
            }
        }

        return sum;
    }

    /// <summary>Elements are written where a condition on integers holds, and stay as they are elsewhere.</summary>
    [Differentiable]
    public static void Chosen([Sample(Length = 18)] Span<double> y, [Sample(Length = 18)] ReadOnlySpan<double> x, [NoDiff] int step)
    {
        for (int i = 0; i < y.Length; i++)
        {
            if (i > step && i != 11)
            {
                y[i] = x[i] * i;
            }
        }
    }

    /// <summary>The largest number, in a loop that nothing needs the derivative of.</summary>
    [Differentiable]
    public static double LogSumExp([Sample(Length = 17)] ReadOnlySpan<double> x)
    {
        double largest = double.NegativeInfinity;
        for (int i = 0; i < x.Length; i++)
        {
            largest = Math.Max(largest, Diff.Stop(x[i]));
        }

        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Math.Exp(x[i] - largest);
        }

        return largest + Math.Log(sum);
    }
}
