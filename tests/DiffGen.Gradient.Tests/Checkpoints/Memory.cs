using System;
using System.Threading;

namespace DiffGen.Gradient.Tests.Checkpoints;

/// <summary>What a call allocates. A thread has recordings of its own: on a new one, the first call allocates the memory that it needs at its peak.</summary>
internal static class Memory
{
    /// <summary>The bytes of the buffers that a call needs, the last doubling included.</summary>
    public static long Of(Action call) => Measure(call, warm: false);

    /// <summary>The bytes that the second call of the same kind allocates.</summary>
    public static long OfSecond(Action call) => Measure(call, warm: true);

    private static long Measure(Action call, bool warm)
    {
        // Code is compiled before, elsewhere.
        call();
        long bytes = -1;
        var thread = new Thread(() =>
        {
            if (warm)
            {
                call();
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            call();
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        thread.Start();
        thread.Join();
        return bytes;
    }
}
