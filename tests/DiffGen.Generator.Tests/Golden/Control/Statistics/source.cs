using System;
using DiffGen;

namespace Golden.Control;

public static partial class Statistics
{
    [Differentiable]
    public static double Variance(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        double mean = sum / values.Length;
        double squares = 0;
        foreach (double value in values)
            squares += (value - mean) * (value - mean);
        return squares / (values.Length - 1);
    }

    /// <summary>The log of a sum of exponentials, without overflow.</summary>
    [Differentiable]
    public static double LogSumExp([Sample(Values = "1 2 3 0.5 | 700 710 650 | -3")] ReadOnlySpan<double> x)
    {
        double largest = double.NegativeInfinity;
        for (int i = 0; i < x.Length; i++)
            largest = Math.Max(largest, x[i]);
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += Math.Exp(x[i] - largest);
        return largest + Math.Log(sum);
    }

    [Differentiable]
    public static double Range([Sample(Values = "1 2.5 3 0.5 | 7 | -3 -5 9")] ReadOnlySpan<double> x)
    {
        double low = x[0], high = x[0];
        for (int i = 1; i < x.Length; i++)
        {
            if (x[i] < low)
                low = x[i];
            if (x[i] > high)
                high = x[i];
        }

        return high - low;
    }
}
