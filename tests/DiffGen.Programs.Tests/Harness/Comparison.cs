using System;
using Xunit;

namespace DiffGen.Programs.Harness;

/// <summary>Compares vectors of numbers in the maximum norm.</summary>
internal static class Comparison
{
    /// <summary>Holds if |actual − expected| ≤ tolerance (max|expected| + 10⁻³) for every element, and neither is NaN.</summary>
    /// <param name="what">Named in the message.</param>
    /// <param name="expected">The reference.</param>
    /// <param name="actual">What is judged; of the same length.</param>
    /// <param name="tolerance">Relative to the largest element of the reference.</param>
    public static void Close(string what, ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = 1e-3;
        foreach (double value in expected)
        {
            scale = Math.Max(scale, Math.Abs(value) + 1e-3);
        }

        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(actual[i] - expected[i]) <= tolerance * scale,
                $"{what}[{i}]: expected {expected[i]:R}, found {actual[i]:R}, tolerance {tolerance * scale:R}");
        }
    }

    public static void Close(string what, double expected, double actual, double tolerance) => Close(what, [expected], [actual], tolerance);
}
