using System;
using System.Collections.Generic;
using System.Linq;

namespace DiffGen.Benchmarks.Harness;

/// <summary>Seconds per call of the variants of a problem: the least over all rounds. What a problem does not have is null.</summary>
internal sealed record Timing(string Name, double Method, double Gradient, double? Jvp, double ByHand, double? ScalarGradient, double? NativeMethod, double? NativeGradient)
{
    /// <summary>The flags of the faster gradient in C++.</summary>
    public string? NativeBuild { get; init; }

    /// <summary>Bytes that a warm call of the gradient allocates on the heap.</summary>
    public long Allocated { get; init; }

    /// <summary>Times the variants of a problem in turn.</summary>
    public static Timing Of(Problem problem)
    {
        Func<int, double>?[] all = [problem.Method, problem.Gradient, problem.Jvp, problem.ByHand, problem.ScalarGradient, .. problem.Natives.SelectMany(native => new[] { native.Method, native.Gradient })];
        double[] least = Rounds.Least(all);
        double? At(int i) => i < all.Length && all[i] is not null ? least[i] : null;
        IEnumerable<int> gradients = Enumerable.Range(0, problem.Natives.Count).Select(native => 6 + 2 * native);
        int best = gradients.DefaultIfEmpty(-1).MinBy(i => i < 0 ? 0 : least[i]);
        double? nativeMethod = best < 0 ? null : Enumerable.Range(0, problem.Natives.Count).Min(native => least[5 + 2 * native]);
        return new Timing(problem.Name, least[0], least[1], At(2), least[3], At(4), nativeMethod, best < 0 ? null : least[best])
        {
            NativeBuild = best < 0 ? null : problem.Natives[(best - 6) / 2].Build,
            Allocated = Rounds.AllocatedBy(problem.Gradient),
        };
    }

    /// <summary>Seconds of the second call in a process; the first one is made here, too.</summary>
    public static double OfSecondCall(Problem problem)
    {
        _ = problem.Gradient(1);
        return Rounds.Seconds(problem.Gradient, 1);
    }
}
