using System;
using System.Linq;
using Xunit;

namespace DiffGen.Runtime.Tests;

internal static class Allocations
{
    /// <summary>After a few calls to reach the steady state, a call allocates nothing on the heap.</summary>
    /// <remarks>
    /// A collection that another thread starts during a round may charge the rest of this thread's allocation buffer to it. What the calls
    /// themselves allocate shows in every round, so the least of several is theirs.
    /// </remarks>
    public static void AssertNone(Action action)
    {
        for (int i = 0; i < 3; i++)
        {
            action();
        }

        Assert.Equal(0, Enumerable.Range(0, 5).Select(_ => Round(action)).ToArray().Min());
    }

    private static long Round(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
        {
            action();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
