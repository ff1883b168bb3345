using System;
using Xunit;

namespace DiffGen.Runtime.Tests.Distributions;

/// <summary>Derivatives against central differences of fourth order.</summary>
internal static class Differences
{
    /// <summary>A partial derivative is the slope of f, to 1e-7 of it and the rounding of f.</summary>
    /// <param name="partial">The derivative that is claimed.</param>
    /// <param name="f">The function.</param>
    /// <param name="at">The point.</param>
    /// <param name="room">How far from it f may be asked, five times over.</param>
    /// <param name="what">What it is, for the message.</param>
    public static void AssertSlope(double partial, Func<double, double> f, double at, double room, string what)
    {
        // At falling steps; the best agreement counts.
        double best = double.PositiveInfinity, bestBound = 0;
        foreach (double h in (double[])[0.1 * room, 0.03 * room, 0.01 * room, 0.003 * room, 0.001 * room])
        {
            double a = f(at + h), b = f(at - h), a2 = f(at + (2 * h)), b2 = f(at - (2 * h));
            double slope = ((8 * (a - b)) - (a2 - b2)) / (12 * h);
            double noise = 2e-15 * (1 + Math.Abs(a) + Math.Abs(b) + Math.Abs(a2)) / h;
            double bound = (1e-7 * Math.Abs(slope)) + noise;
            if (Math.Abs(slope - partial) - bound < best - bestBound)
            {
                (best, bestBound) = (Math.Abs(slope - partial), bound);
            }
        }

        Assert.True(best <= bestBound, $"{what}: {partial:R}, off by {best:E2}, allowed {bestBound:E2}");
    }
}
