using System;
using System.ComponentModel;

namespace DiffGen.CompilerServices;

/// <summary>Whether a site is enumerated, where that is decided when the method runs. For generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Enumeration
{
    /// <summary>The most values, or combinations of them, of one draw.</summary>
    public const int LargestSupport = 64;

    /// <summary>The values of one draw are few, and all runs of what depends on it together are within the budget.</summary>
    /// <param name="values">The number of values of a draw.</param>
    /// <param name="runs">How often what depends on the draw is run for each of its values.</param>
    /// <param name="draws">The number of draws of the call.</param>
    /// <param name="budget">The budget.</param>
    /// <returns>Whether they are.</returns>
    public static bool Fits(int values, int runs, long draws, int budget) =>
        (long)values * runs <= LargestSupport && draws <= budget && draws * values * runs <= budget;

    /// <summary>The number of iterations of a loop, at most.</summary>
    /// <param name="start">The first value of its index.</param>
    /// <param name="bound">The end.</param>
    /// <param name="step">What is added to the index; not 0.</param>
    /// <param name="outer">The number of iterations of the loops around it.</param>
    /// <returns>That times their number, at most 2⁴⁰.</returns>
    public static long Iterations(long start, long bound, long step, long outer)
    {
        long count = Math.Max(0, (step > 0 ? bound - start : start - bound) / Math.Abs(step)) + 1;
        return Math.Min(1L << 40, Math.Min(1L << 20, outer) * Math.Min(1L << 20, count));
    }
}
