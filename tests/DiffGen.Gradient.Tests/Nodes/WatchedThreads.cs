using System;
using System.Threading;
using Xunit;

namespace DiffGen.Gradient.Tests.Nodes;

/// <summary>Eight chunks of sequences. Two threads begin together; what each allocates from then on, in its examples and between them, is summed up.</summary>
/// <param name="sequences">The sequences.</param>
/// <param name="chunk">The examples of a chunk.</param>
internal sealed class WatchedThreads(Sequences sequences, int chunk) : INodeExamples<double>, IDisposable
{
    [ThreadStatic]
    private static (WatchedThreads? Owner, long Bytes) t_before;

    private readonly Barrier _bothBegin = new(2);
    private long _allocated;
    private int _threads;

    /// <summary>The bytes that were allocated.</summary>
    public long Allocated => _allocated;

    /// <summary>The number of threads that came.</summary>
    public int Threads => _threads;

    public int ExampleCount => 8 * chunk;

    public double NodeGradient(ReadOnlySpan<double> parameters, int example, NodeNoise noise, Span<double> gradient)
    {
        if (t_before.Owner == this)
        {
            Interlocked.Add(ref _allocated, GC.GetAllocatedBytesForCurrentThread() - t_before.Bytes);
        }
        else
        {
            Interlocked.Increment(ref _threads);
        }

        Assert.True((example != 0 && example != chunk) || _bothBegin.SignalAndWait(TimeSpan.FromMinutes(2)), "No second thread has come.");
        long before = GC.GetAllocatedBytesForCurrentThread();
        double value = sequences.NodeGradient(parameters, example, noise, gradient);
        Interlocked.Add(ref _allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        t_before = (this, GC.GetAllocatedBytesForCurrentThread());
        return value;
    }

    public void Dispose() => _bothBegin.Dispose();
}
