using System;

namespace DiffGen.Programs.Harness;

/// <summary>Numbers that are the same in every run.</summary>
internal static class Sampled
{
    /// <summary>Numbers between two bounds.</summary>
    public static double[] Uniform(int seed, int count, double low = -1, double high = 1)
    {
        var random = new Random(seed);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = low + ((high - low) * random.NextDouble());
        }

        return numbers;
    }

    /// <summary>Numbers of the standard normal distribution, by Box and Muller.</summary>
    public static double[] Normal(int seed, int count)
    {
        var random = new Random(seed);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        }

        return numbers;
    }
}
