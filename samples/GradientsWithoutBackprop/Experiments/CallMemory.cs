using System;
using System.Threading;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>The memory that a call needs besides its arguments.</summary>
internal static class CallMemory
{
    /// <summary>The bytes that the first call on a thread of its own allocates: recordings belong to a thread, and a new thread has none yet.</summary>
    public static long Of(Action call)
    {
        call();
        long bytes = 0;
        Thread thread = new(() =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            call();
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        thread.Start();
        thread.Join();
        return bytes;
    }
}
