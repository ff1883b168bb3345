using System;
using System.Numerics;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace DiffGen;

/// <summary>
/// The sum of the gradients of a batch, chunk by chunk: a thread takes the next chunk, sums its examples in their order, waits until the chunks before it are added, and adds. So the order of the sums is that of the
/// examples, whoever computes them.
/// </summary>
/// <remarks>
/// Threads of the pool join the caller's. Chunks are taken in their order, so the first that is not added is always some running thread's, and no thread waits for one that has not begun. One that comes after the end finds the door closed.
/// </remarks>
/// <param name="threads">The number of threads, the caller's among them.</param>
/// <param name="chunk">The examples of a chunk.</param>
internal sealed class ChunkSums<R, TChunks>(int threads, int chunk) : IThreadPoolWorkItem
    where R : unmanaged, IFloatingPointIeee754<R>
    where TChunks : struct, IChunks<R>
{
    // What the threads share is written under this lock, or before the door opens.
    private readonly object _gate = new();
    private readonly ChunkBuffers<R>[] _buffers = new ChunkBuffers<R>[threads];
    private TChunks _source;
    private int[] _batch = [];
    private R[] _parameters = [];
    private R[] _sum = [];
    private double _value;
    private int _count;
    private int _chunks;

    // The next chunk to be taken, and the next to be added.
    private int _taken;
    private int _added;
    private volatile ExceptionDispatchInfo? _failure;

    // Threads that have been asked for and have not come, and those that are at work beside the caller's.
    private bool _isOpen;
    private int _asked;
    private int _working;

    /// <summary>The sum of the last run.</summary>
    public ReadOnlySpan<R> Sum => _sum;

    /// <summary>The differences of losses in all runs that drowned in rounding.</summary>
    public long Unresolved { get; private set; }

    /// <summary>Sums up the examples of a batch.</summary>
    /// <param name="source">What sums up a chunk.</param>
    /// <param name="batch">The numbers of the examples; empty: 0, 1, 2, ….</param>
    /// <param name="count">How many there are.</param>
    /// <param name="parameters">The parameters.</param>
    /// <returns>The sum of the losses.</returns>
    public double Run(TChunks source, ReadOnlySpan<int> batch, int count, ReadOnlySpan<R> parameters)
    {
        Prepare(batch, count, parameters);
        _source = source;
        int others = Math.Min(threads, _chunks) - 1;
        if (others > 0)
        {
            Ask(others);
        }

        Work(_buffers[0]);
        if (others > 0)
        {
            lock (_gate)
            {
                _isOpen = false;
                while (_working > 0)
                {
                    Monitor.Wait(_gate);
                }
            }
        }

        _source = default;
        ExceptionDispatchInfo? failure = _failure;
        _failure = null;
        failure?.Throw();
        return _value;
    }

    /// <summary>What a thread of the pool does when it comes.</summary>
    public void Execute()
    {
        ChunkBuffers<R> own;
        lock (_gate)
        {
            _asked--;
            if (!_isOpen)
            {
                return;
            }

            // The first is the caller's. No more threads are asked for than there are others: one is left.
            int free = 1;
            while (_buffers[free].IsTaken)
            {
                free++;
            }

            own = _buffers[free];
            own.IsTaken = true;
            _working++;
        }

        Work(own);
        lock (_gate)
        {
            own.IsTaken = false;
            _working--;
            Monitor.PulseAll(_gate);
        }
    }

    private void Prepare(ReadOnlySpan<int> batch, int count, ReadOnlySpan<R> parameters)
    {
        (_count, _chunks) = (count, ((count - 1) / chunk) + 1);
        if (_sum.Length != parameters.Length)
        {
            _sum = new R[parameters.Length];
            _parameters = new R[parameters.Length];
            Array.Clear(_buffers);
        }

        // Where others take part at all, any of those that have been asked for may come.
        for (int i = 0; i < (_chunks > 1 ? threads : 1); i++)
        {
            _buffers[i] ??= new ChunkBuffers<R>(parameters.Length);
        }

        if (_batch.Length < count)
        {
            _batch = new int[count];
        }

        if (batch.IsEmpty)
        {
            for (int n = 0; n < count; n++)
            {
                _batch[n] = n;
            }
        }

        batch.CopyTo(_batch);
        parameters.CopyTo(_parameters);
        Array.Clear(_sum);
        (_value, _taken, _added, _failure) = (0, 0, 0, null);
    }

    /// <summary>Opens the door and asks the pool for threads, but for those that have been asked for before and are still to come.</summary>
    private void Ask(int others)
    {
        int missing;
        lock (_gate)
        {
            _isOpen = true;
            missing = Math.Max(0, others - _asked);
            _asked += missing;
        }

        for (int i = 0; i < missing; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    private void Work(ChunkBuffers<R> own)
    {
        for (int mine = Interlocked.Increment(ref _taken) - 1; mine < _chunks; mine = Interlocked.Increment(ref _taken) - 1)
        {
            double value = 0;
            ExceptionDispatchInfo? failure = null;
            if (_failure is null)
            {
                try
                {
                    int first = mine * chunk, count = Math.Min(chunk, _count - first);
                    own.Sum.Clear();
                    own.Unresolved = 0;
                    value = _source.Add(_parameters, _batch.AsSpan(first, count), first, own);
                }
                catch (Exception e)
                {
                    // The caller's thread throws it, if no example before it fails.
                    failure = ExceptionDispatchInfo.Capture(e);
                }
            }

            lock (_gate)
            {
                while (_added != mine)
                {
                    Monitor.Wait(_gate);
                }

                if (_failure is null && failure is null)
                {
                    _value += value;
                    Unresolved += own.Unresolved;
                    ScaledSums.MultiplyAdd(own.Sum, R.One, _sum.AsSpan());
                }

                _failure ??= failure;
                _added++;
                Monitor.PulseAll(_gate);
            }
        }
    }
}
