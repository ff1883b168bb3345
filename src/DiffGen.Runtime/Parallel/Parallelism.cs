using System;
using System.Threading;

namespace DiffGen;

/// <summary>How many cores companions of methods marked <c>[Differentiable(Parallel = true)]</c> may use.</summary>
/// <remarks>
/// What they compute does not depend on it: iterations and calls are divided into parts by their number alone, each part adds up sums of its own, and these are added
/// in the order of the parts.
/// </remarks>
public static class Parallelism
{
    private static int s_maxThreads = Environment.ProcessorCount;

    /// <summary>The most threads that one call uses, the caller's own among them; at first the number of processors. With 1 all runs on the caller's thread.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public static int MaxThreads
    {
        get => Volatile.Read(ref s_maxThreads);
        set
        {
            if (value < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "The number of threads is at least 1: the caller's own.");
            }

            Volatile.Write(ref s_maxThreads, value);
        }
    }
}
