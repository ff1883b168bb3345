using System;

namespace DiffGen.Benchmarks.Models;

/// <summary>Heat that spreads over a plate: five points of a grid, step after step. The rim keeps its temperature.</summary>
internal static partial class HeatFlow
{
    /// <summary>Half the sum of squares between the last temperatures and wanted ones.</summary>
    /// <param name="start">The temperatures at the start [n, n].</param>
    /// <param name="conductivity">How much flows in a step.</param>
    /// <param name="wanted">The wanted temperatures [n, n].</param>
    /// <param name="n">Points along a side.</param>
    /// <param name="steps">The number of steps.</param>
    [Differentiable]
    public static double Misfit(ReadOnlySpan<double> start, double conductivity, [NoDiff] ReadOnlySpan<double> wanted, int n, int steps)
    {
        Span<double> now = new double[n * n];
        Span<double> next = new double[n * n];
        start.CopyTo(now);
        start.CopyTo(next);
        for (int t = 0; t < steps; t++)
        {
            for (int row = 1; row < n - 1; row++)
            {
                for (int column = 1; column < n - 1; column++)
                {
                    int at = row * n + column;
                    next[at] = now[at] + conductivity * (now[at - n] + now[at + n] + now[at - 1] + now[at + 1] - 4 * now[at]);
                }
            }

            Span<double> swap = now;
            now = next;
            next = swap;
        }

        double misfit = 0;
        for (int i = 0; i < now.Length; i++)
        {
            double difference = now[i] - wanted[i];
            misfit += 0.5 * difference * difference;
        }

        return misfit;
    }
}
