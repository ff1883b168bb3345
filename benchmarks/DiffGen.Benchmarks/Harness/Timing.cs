using System;
using System.Diagnostics;
using System.Linq;

namespace DiffGen.Benchmarks.Harness;

/// <summary>Seconds per call of the four variants of a problem: the least over all rounds.</summary>
internal sealed record Timing(string Name, double Method, double Gradient, double Jvp, double ByHand)
{
    private const int Rounds = 40;
    private static readonly TimeSpan RunTime = TimeSpan.FromMilliseconds(4);

    /// <summary>
    /// Runs the variants in turn, round after round, each long enough for the clock, and keeps each one's least time:
    /// what else the machine does only adds to a time, and meets all variants alike.
    /// </summary>
    public static Timing Of(Problem problem)
    {
        Func<int, double>[] variants = [problem.Method, problem.Gradient, problem.Jvp, problem.ByHand];
        int[] repetitions = [.. variants.Select(Calibrate)];
        double[] least = [.. Enumerable.Repeat(double.PositiveInfinity, variants.Length)];
        for (int round = 0; round < Rounds; round++)
        {
            for (int turn = 0; turn < variants.Length; turn++)
            {
                int i = (round + turn) % variants.Length;
                least[i] = Math.Min(least[i], Seconds(variants[i], repetitions[i]) / repetitions[i]);
            }
        }

        return new Timing(problem.Name, least[0], least[1], least[2], least[3]);
    }

    private static int Calibrate(Func<int, double> run)
    {
        int repetitions = 1;
        while (Seconds(run, repetitions) < RunTime.TotalSeconds && repetitions < 1 << 28)
        {
            repetitions *= 2;
        }

        return repetitions;
    }

    private static double Seconds(Func<int, double> run, int repetitions)
    {
        long start = Stopwatch.GetTimestamp();
        double result = run(repetitions);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return double.IsNaN(result) ? throw new InvalidOperationException("A benchmark gave NaN.") : seconds;
    }
}
