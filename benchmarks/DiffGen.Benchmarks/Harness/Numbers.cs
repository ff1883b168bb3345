using System;

namespace DiffGen.Benchmarks.Harness;

/// <summary>Numbers to run on, the same in every run.</summary>
internal static class Numbers
{
    public static double[] Uniform(int count, int seed, double low = 0, double high = 1)
    {
        double[] numbers = new double[count];
        NoiseSource source = new(seed);
        for (int i = 0; i < count; i++)
        {
            numbers[i] = low + (high - low) * source.Next();
        }

        return numbers;
    }

    public static double[] Normal(int count, int seed, double deviation = 1)
    {
        double[] numbers = new double[count];
        NoiseSource source = new(seed);
        for (int i = 0; i < count; i++)
        {
            numbers[i] = deviation * Math.Sqrt(-2 * Math.Log(1 - source.Next())) * Math.Cos(2 * Math.PI * source.Next());
        }

        return numbers;
    }

    /// <summary>SplitMix64 (Steele, Lea, Flood 2014).</summary>
    private struct NoiseSource(int seed)
    {
        private ulong _state = (ulong)seed;

        public double Next()
        {
            _state += 0x9E3779B97F4A7C15;
            ulong bits = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
            return ((bits ^ (bits >> 31)) >> 11) * (1.0 / (1ul << 53));
        }
    }
}
