using System;
using DiffGen;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>The quotient of the medians of two samples, and the interval that holds it with 95 % confidence.</summary>
internal sealed record Quotient(double Value, double Low, double High)
{
    private const int Resamples = 1000;

    /// <summary>The interval is the percentile bootstrap's: the quotients of many resamples, without the lowest and highest fortieth.</summary>
    /// <param name="numerators">One sample.</param>
    /// <param name="denominators">The other, taken in the same runs.</param>
    /// <param name="key">The noise that picks the resamples.</param>
    public static Quotient Of(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators, NoiseKey key)
    {
        int count = numerators.Length;
        double[] quotients = new double[Resamples];
        double[] uniforms = new double[count];
        double[] above = new double[count];
        double[] below = new double[count];
        for (int r = 0; r < Resamples; r++)
        {
            key.FillUniform<double>(uniforms, (uint)r);
            for (int i = 0; i < count; i++)
            {
                int run = (int)(uniforms[i] * count);
                above[i] = numerators[run];
                below[i] = denominators[run];
            }

            quotients[r] = Statistics.Median(above) / Statistics.Median(below);
        }

        Array.Sort(quotients);
        return new Quotient(
            Statistics.Median(numerators) / Statistics.Median(denominators),
            quotients[Resamples / 40],
            quotients[Resamples - 1 - Resamples / 40]);
    }
}
