using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace DiffGen.Benchmarks.Harness;

/// <summary>Seconds per call of the variants of a problem: the least over all rounds. What a problem does not have is null.</summary>
internal sealed record Timing(string Name, double Method, double Gradient, double? Jvp, double ByHand, double? ScalarGradient, double? NativeMethod, double? NativeGradient)
{
    private const int MostRounds = 40, FewestRounds = 7;
    private static readonly TimeSpan RunTime = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(5);

    /// <summary>The flags of the faster gradient in C++.</summary>
    public string? NativeBuild { get; init; }

    /// <summary>Bytes that a warm call of the gradient allocates on the heap.</summary>
    public long Allocated { get; init; }

    /// <summary>
    /// Runs the variants in turn, round after round, each long enough for the clock, and keeps each one's least time:
    /// what else the machine does only adds to a time, and meets all variants alike.
    /// </summary>
    public static Timing Of(Problem problem)
    {
        Func<int, double>?[] all = [problem.Method, problem.Gradient, problem.Jvp, problem.ByHand, problem.ScalarGradient, .. problem.Natives.SelectMany(native => new[] { native.Method, native.Gradient })];
        int[] repetitions = new int[all.Length];
        double[] least = [.. Enumerable.Repeat(double.PositiveInfinity, all.Length)];
        double round = 0;
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i] is { } run)
            {
                repetitions[i] = Calibrate(run);
                round += Seconds(run, repetitions[i]);
            }
        }

        int rounds = (int)Math.Clamp(Budget.TotalSeconds / round, FewestRounds, MostRounds);
        for (int turn = 0; turn < rounds * all.Length; turn++)
        {
            int i = (turn + turn / all.Length) % all.Length;
            if (all[i] is { } run)
            {
                least[i] = Math.Min(least[i], Seconds(run, repetitions[i]) / repetitions[i]);
            }
        }

        double? At(int i) => i < all.Length && all[i] is not null ? least[i] : null;
        IEnumerable<int> gradients = Enumerable.Range(0, problem.Natives.Count).Select(native => 6 + 2 * native);
        int best = gradients.DefaultIfEmpty(-1).MinBy(i => i < 0 ? 0 : least[i]);
        double? nativeMethod = best < 0 ? null : Enumerable.Range(0, problem.Natives.Count).Min(native => least[5 + 2 * native]);
        return new Timing(problem.Name, least[0], least[1], At(2), least[3], At(4), nativeMethod, best < 0 ? null : least[best])
        {
            NativeBuild = best < 0 ? null : problem.Natives[(best - 6) / 2].Build,
            Allocated = AllocatedBy(problem.Gradient),
        };
    }

    /// <summary>Seconds of the second call in a process; the first one is made here, too.</summary>
    public static double OfSecondCall(Problem problem)
    {
        _ = problem.Gradient(1);
        return Seconds(problem.Gradient, 1);
    }

    private static long AllocatedBy(Func<int, double> run)
    {
        const int Calls = 16;
        long before = GC.GetAllocatedBytesForCurrentThread();
        _ = run(Calls);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
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
