using System;
using System.Collections.Generic;
using System.Linq;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>Medians and moments.</summary>
internal static class Statistics
{
    public static double Median(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The mean and its standard error.</summary>
    public static (double Mean, double Error) Mean(IReadOnlyCollection<double> values)
    {
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1) / values.Count));
    }
}
