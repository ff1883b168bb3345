using System;
using DiffGen;

namespace Golden.Models;

public static partial class IirFilter
{
    /// <summary>A biquad in direct form II, transposed; how far the filtered signal is from the wanted one.</summary>
    [Differentiable]
    public static double Error(double b0, double b1, double b2, [Sample(Values = "-0.4")] double a1, [Sample(Values = "0.2")] double a2, [NoDiff, Sample(Length = 8)] ReadOnlySpan<double> signal, [NoDiff, Sample(Length = 8)] ReadOnlySpan<double> wanted)
    {
        double s1 = 0, s2 = 0, sum = 0;
        for (int n = 0; n < signal.Length; n++)
        {
            double x = signal[n];
            double y = b0 * x + s1;
            s1 = b1 * x - a1 * y + s2;
            s2 = b2 * x - a2 * y;
            sum += (y - wanted[n]) * (y - wanted[n]);
        }

        return sum;
    }
}
