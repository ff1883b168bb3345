using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace DiffGen.Gradient.Tests.Nodes;

/// <summary>One number, or a buffer, that noise is drawn for: the how-manieth time a site is met.</summary>
/// <param name="Site">The number of the site.</param>
/// <param name="Instance">The how-manieth time.</param>
/// <param name="Length">How many elements there are.</param>
public sealed record Occurrence(uint Site, uint Instance = 0, int Length = 1)
{
    /// <summary>The example whose noise it is.</summary>
    public uint Example { get; init; }
}

/// <summary>The exact mean of an estimate over Rademacher noise: every pattern of signs once.</summary>
internal static class Signs
{
    /// <param name="estimate">The estimate for a noise.</param>
    /// <param name="occurrences">What the noise is drawn for.</param>
    /// <param name="isFloat">The noise is drawn in single precision.</param>
    /// <returns>The mean over all patterns of signs.</returns>
    public static double[] Mean(Func<NodeNoise, double[]> estimate, Occurrence[] occurrences, bool isFloat = false)
    {
        Dictionary<int, double[]> estimates = Estimates(estimate, occurrences, isFloat);
        return [.. Enumerable.Range(0, estimates[0].Length).Select(i => estimates.Values.Average(e => e[i]))];
    }

    /// <summary>The estimate for each pattern of signs, a bit for each number.</summary>
    public static Dictionary<int, double[]> Estimates(Func<NodeNoise, double[]> estimate, Occurrence[] occurrences, bool isFloat = false)
    {
        int patterns = 1 << occurrences.Sum(o => o.Length);
        var estimates = new Dictionary<int, double[]>();
        for (ulong seed = 1; estimates.Count < patterns; seed++)
        {
            var noise = new NodeNoise(new NoiseKey(seed), Distribution: DirectionNoise.Rademacher);
            int pattern = Pattern(noise, occurrences, isFloat);
            if (!estimates.ContainsKey(pattern))
            {
                estimates.Add(pattern, estimate(noise));
            }

            Assert.True(seed < 100_000, "Some pattern of signs does not come up.");
        }

        return estimates;
    }

    private static int Pattern(NodeNoise noise, Occurrence[] occurrences, bool isFloat)
    {
        int pattern = 0;
        foreach (Occurrence o in occurrences)
        {
            double[] signs = new double[o.Length];
            float[] singles = new float[o.Length];
            (noise with { Example = o.Example }).Fill(signs.AsSpan(), o.Site, o.Instance);
            (noise with { Example = o.Example }).Fill(singles.AsSpan(), o.Site, o.Instance);
            for (int i = 0; i < o.Length; i++)
            {
                pattern = (pattern << 1) | ((isFloat ? singles[i] : signs[i]) > 0 ? 1 : 0);
            }
        }

        return pattern;
    }
}
