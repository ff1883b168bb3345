using System;
using System.Collections.Generic;
using System.Threading;
using Xunit;

namespace DiffGen.Gradient.Tests.Nodes;

/// <summary>Two chunks of sequences, of which the first example waits for the last of the second chunk: they must be computed by two threads, and the second is done first.</summary>
/// <param name="sequences">The sequences.</param>
/// <param name="chunk">The examples of a chunk.</param>
internal sealed class MeetingThreads(Sequences sequences, int chunk) : INodeExamples<double>, IDisposable
{
    private readonly ManualResetEventSlim _isSecondDone = new();

    /// <summary>The threads that came.</summary>
    public HashSet<int> Threads { get; } = [];

    public int ExampleCount => 2 * chunk;

    public double NodeGradient(ReadOnlySpan<double> parameters, int example, NodeNoise noise, Span<double> gradient)
    {
        lock (Threads)
        {
            Threads.Add(Environment.CurrentManagedThreadId);
        }

        Assert.True(example != 0 || _isSecondDone.Wait(TimeSpan.FromMinutes(2)), "No second thread has come.");
        double value = sequences.NodeGradient(parameters, example, noise, gradient);
        if (example == (2 * chunk) - 1)
        {
            _isSecondDone.Set();
        }

        return value;
    }

    public void Dispose() => _isSecondDone.Dispose();
}
