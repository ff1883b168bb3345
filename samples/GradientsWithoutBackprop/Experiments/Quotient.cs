using System;
using DiffGen;
using DiffGen.Samples.Report;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>The quotient of the medians of two samples, and the interval that holds it with 95 % confidence.</summary>
internal sealed record Quotient(double Value, double Low, double High)
{
    private const int Resamples = 1000;

    /// <summary>The 97.5 % points of Student's distribution with 1, 2, … degrees of freedom.</summary>
    private static readonly double[] StudentPoints = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262];

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

    /// <summary>The geometric mean of the quotients of pairs, one pair for each seed, with Student's interval for the mean of their logarithms. A single pair has no interval: its ends are NaN.</summary>
    /// <param name="numerators">One number for each seed, at most ten.</param>
    /// <param name="denominators">The others.</param>
    public static Quotient OfPairs(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators)
    {
        double[] logarithms = new double[numerators.Length];
        for (int i = 0; i < logarithms.Length; i++)
        {
            logarithms[i] = Math.Log(numerators[i] / denominators[i]);
        }

        (double mean, double error) = Statistics.Mean(logarithms);
        double reach = logarithms.Length > 1 ? StudentPoints[logarithms.Length - 2] * error : double.NaN;
        return new Quotient(Math.Exp(mean), Math.Exp(mean - reach), Math.Exp(mean + reach));
    }

    /// <summary>The quotient with its interval, if it has one.</summary>
    public override string ToString()
    {
        return double.IsNaN(Low) ? Numbers.Fixed(Value, 2) : $"{Numbers.Fixed(Value, 2)} ({Numbers.Fixed(Low, 2)} to {Numbers.Fixed(High, 2)})";
    }
}
