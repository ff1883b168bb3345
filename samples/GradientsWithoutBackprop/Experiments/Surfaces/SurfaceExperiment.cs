using System.Collections.Generic;
using System.Linq;
using DiffGen;
using GradientsWithoutBackprop.Models;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>
/// Gradient descent and forward-gradient descent on Beale's and Rosenbrock's functions, beside the numbers published for the same set-up
/// (the experiment of Baydin et al. 2022, section 5.1).
/// </summary>
internal static class SurfaceExperiment
{
    /// <summary>Seeds behind a median.</summary>
    public const int Seeds = 10;

    /// <summary>Seeds behind a range.</summary>
    public const int RangeSeeds = 60;

    /// <summary>Seeds of the start from which many descents are lost.</summary>
    public const int LossSeeds = 100;

    /// <summary>What keeps every descent from being lost: no gradient longer than this.</summary>
    public const double LongestGradient = 10;

    private static readonly SurfaceProblem Beale = new("Beale", 0, 0, 0.01, [100, 500, 1000, 5000]);
    private static readonly SurfaceProblem Rosenbrock = new("Rosenbrock", -1, 1, 5e-4, [1000, 5000, 20_000]);
    private static readonly SurfaceProblem SteepBeale = new("Beale", 1, 1.5, 0.01, [1000]);

    public static SurfaceOutcome Run(ulong seed)
    {
        Surfaces.BealeAtObjective beale = new();
        Surfaces.RosenbrockAtObjective rosenbrock = new();
        NoiseKey key = new(seed, (ulong)RandomSite.Descents);
        double[][] range = Descents(Beale, beale, key.Split(2), RangeSeeds);
        return new SurfaceOutcome(
            [
                .. Rows(Beale, beale, key.Split(0), [1.053e-1, 1.715e-3, 7.583e-5, 1.05e-12], [1.01e-1, 1.66e-3, 7.0e-5, 8e-13]),
                .. Rows(Rosenbrock, rosenbrock, key.Split(1), [2.209, 7.740e-2, 6.656e-3], [2.16, 7.87e-2, 6.73e-3]),
            ],
            range.Min(heights => heights[2]),
            range.Max(heights => heights[2]),
            Descents(SteepBeale, beale, key.Split(3), LossSeeds).Count(heights => double.IsInfinity(heights[^1])),
            Descents(SteepBeale, beale, key.Split(3), LossSeeds, LongestGradient).Count(heights => double.IsInfinity(heights[^1])));
    }

    /// <summary>The paths on Beale's function: by gradients, then by forward gradients, one for each seed.</summary>
    public static IReadOnlyList<SurfacePath> BealePaths(ulong seed)
    {
        return Paths(Beale, new Surfaces.BealeAtObjective(), new NoiseKey(seed, (ulong)RandomSite.Descents).Split(0));
    }

    /// <summary>The paths on Rosenbrock's function.</summary>
    public static IReadOnlyList<SurfacePath> RosenbrockPaths(ulong seed)
    {
        return Paths(Rosenbrock, new Surfaces.RosenbrockAtObjective(), new NoiseKey(seed, (ulong)RandomSite.Descents).Split(1));
    }

    private static SurfacePath[] Paths<TObjective>(SurfaceProblem problem, TObjective objective, NoiseKey key)
        where TObjective : IObjective<double>
    {
        return
        [
            SurfaceTrace.Follow("gradient descent", problem, objective, new Backpropagation<double>()),
            .. Enumerable.Range(0, Seeds).Select(s => SurfaceTrace.Follow("forward gradients", problem, objective, new ForwardGradient<double>(key.Split((ulong)s).Value))),
        ];
    }

    private static IEnumerable<SurfaceRow> Rows<TObjective>(SurfaceProblem problem, TObjective objective, NoiseKey key, double[] published, double[] publishedForward)
        where TObjective : IObjective<double>
    {
        double[] descent = SurfaceDescent.Run(problem, objective, new Backpropagation<double>());
        double[][] forward = Descents(problem, objective, key, Seeds);
        for (int c = 0; c < descent.Length; c++)
        {
            double median = Statistics.Median([.. forward.Select(heights => heights[c])]);
            yield return new SurfaceRow(problem.Name, problem.Checkpoints[c], descent[c], published[c], median, publishedForward[c]);
        }
    }

    /// <summary>The heights of forward-gradient descents, one per seed.</summary>
    private static double[][] Descents<TObjective>(SurfaceProblem problem, TObjective objective, NoiseKey key, int seeds, double longestGradient = double.PositiveInfinity)
        where TObjective : IObjective<double>
    {
        double[][] heights = new double[seeds][];
        for (int s = 0; s < seeds; s++)
        {
            heights[s] = SurfaceDescent.Run(problem, objective, new ForwardGradient<double>(key.Split((ulong)s).Value), longestGradient);
        }

        return heights;
    }
}
