using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace DiffGen.Benchmarks.Harness;

/// <summary>Times pieces of code that take turns.</summary>
internal static class Rounds
{
    private const int MostRounds = 40, FewestRounds = 7;
    private static readonly TimeSpan RunTime = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Runs the variants in turn, round after round, each long enough for the clock, and gives each one's least time in seconds per call:
    /// what else the machine does only adds to a time, and meets all variants alike. A variant that is null has an infinite time.
    /// </summary>
    public static double[] Least(IReadOnlyList<Func<int, double>?> variants)
    {
        int[] repetitions = new int[variants.Count];
        double[] least = [.. Enumerable.Repeat(double.PositiveInfinity, variants.Count)];
        double round = 0;
        for (int i = 0; i < variants.Count; i++)
        {
            if (variants[i] is { } run)
            {
                repetitions[i] = Calibrate(run);
                round += Seconds(run, repetitions[i]);
            }
        }

        int rounds = (int)Math.Clamp(Budget.TotalSeconds / round, FewestRounds, MostRounds);
        for (int turn = 0; turn < rounds * variants.Count; turn++)
        {
            int i = (turn + turn / variants.Count) % variants.Count;
            if (variants[i] is { } run)
            {
                least[i] = Math.Min(least[i], Seconds(run, repetitions[i]) / repetitions[i]);
            }
        }

        return least;
    }

    /// <summary>Bytes that a warm call allocates on the heap.</summary>
    public static long AllocatedBy(Func<int, double> run)
    {
        const int Calls = 16;
        long before = GC.GetAllocatedBytesForCurrentThread();
        _ = run(Calls);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }

    /// <summary>Seconds of so many calls.</summary>
    public static double Seconds(Func<int, double> run, int repetitions)
    {
        long start = Stopwatch.GetTimestamp();
        double result = run(repetitions);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return double.IsNaN(result) ? throw new InvalidOperationException("A benchmark gave NaN.") : seconds;
    }

    /// <summary>How many calls are long enough for the clock, three times in a row: one long time may be that of another process.</summary>
    private static int Calibrate(Func<int, double> run)
    {
        int repetitions = 1;
        while (repetitions < 1 << 28 && (IsShort() || IsShort() || IsShort()))
        {
            repetitions *= 2;
        }

        return repetitions;

        bool IsShort() => Seconds(run, repetitions) < RunTime.TotalSeconds;
    }
}
