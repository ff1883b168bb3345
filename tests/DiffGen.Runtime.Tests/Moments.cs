using System;
using System.Numerics;
using Xunit;

namespace DiffGen.Runtime.Tests;

/// <summary>The first four moments of white noise, by z-scores, and that they would tell a scale that is 5 % off.</summary>
internal static class Moments
{
    private const int Count = 400_000;

    /// <param name="noise">The noise, of mean 0 and variance 1.</param>
    /// <param name="third">Its third moment.</param>
    /// <param name="fourth">Its fourth moment.</param>
    public static void Check<R>(INoiseSource noise, double third, double fourth)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        R[] numbers = new R[Count];
        noise.Fill<R>(numbers, 3);
        double[] expected = [0, 1, third, fourth];
        for (int power = 1; power <= 4; power++)
        {
            double sum = 0, squares = 0;
            foreach (R number in numbers)
            {
                double x = Math.Pow(double.CreateTruncating(number), power);
                sum += x;
                squares += x * x;
            }

            double mean = sum / Count, deviation = Math.Sqrt(Math.Max(0, (squares / Count) - (mean * mean)) / Count);
            double off = mean - expected[power - 1];
            if (deviation < 1e-7)
            {
                Assert.Equal(expected[power - 1], mean, 1e-5);
                continue;
            }

            Assert.True(Math.Abs(off) <= 5 * deviation, $"Moment {power} is {mean:g6}, expected {expected[power - 1]}: z {off / deviation:f2}.");
            if (power == 2)
            {
                Assert.True(((1.05 * 1.05) - 1) / deviation >= 8, "A scale 5 % off would not be seen; take more numbers.");
            }
        }

        // Neighbours are uncorrelated.
        for (int lag = 1; lag <= 8; lag++)
        {
            double sum = 0;
            for (int i = lag; i < Count; i++)
            {
                sum += double.CreateTruncating(numbers[i]) * double.CreateTruncating(numbers[i - lag]);
            }

            Assert.InRange(sum / Math.Sqrt(Count - lag), -5, 5);
        }
    }
}
