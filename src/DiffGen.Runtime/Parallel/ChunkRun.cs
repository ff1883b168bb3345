using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace DiffGen.CompilerServices;

/// <summary>One run of parts on several threads: each thread takes the next part that nobody has taken. Kept by the calling thread for its next run.</summary>
internal sealed unsafe class ChunkRun
{
    /// <summary>So many helpers per thread are kept, of which some may be on their way still since earlier runs.</summary>
    private const int MostHelpers = 4;

    [ThreadStatic]
    private static ChunkRun? t_free;

    private readonly List<Helper> _helpers = [];
    private readonly Lock _lock = new();
    private void* _work;
    private delegate*<void*, int, void> _one;
    private int _chunks;
    private int _next;
    private Exception? _thrown;
    private int _thrownBy;

    public static ChunkRun Rent()
    {
        ChunkRun run = t_free ?? new ChunkRun();
        t_free = null;
        return run;
    }

    public void Return()
    {
        _work = null;
        _thrown = null;
        t_free = this;
    }

    public void Run(void* work, delegate*<void*, int, void> one, int chunks, int threads)
    {
        _work = work;
        _one = one;
        _chunks = chunks;
        _next = 0;
        _thrown = null;
        int asked = 0;
        for (int i = 0; asked < threads - 1 && i < MostHelpers * threads; i++)
        {
            if (i == _helpers.Count)
            {
                _helpers.Add(new Helper(this));
            }

            asked += _helpers[i].Ask() ? 1 : 0;
        }

        Work();
        foreach (Helper helper in _helpers)
        {
            helper.Dismiss();
        }

        if (_thrown is { } thrown)
        {
            ExceptionDispatchInfo.Throw(thrown);
        }
    }

    private void Work()
    {
        for (int chunk = Interlocked.Increment(ref _next) - 1; chunk < _chunks; chunk = Interlocked.Increment(ref _next) - 1)
        {
            try
            {
                _one(_work, chunk);
            }
            catch (Exception thrown)
            {
                // Parts are taken in their order: all before this one have begun, and none after it needs to.
                lock (_lock)
                {
                    if (_thrown is null || chunk < _thrownBy)
                    {
                        (_thrown, _thrownBy) = (thrown, chunk);
                    }
                }

                Interlocked.Exchange(ref _next, _chunks);
            }
        }
    }

    /// <summary>A thread of the pool that may help. One that has not come when all parts are done is dismissed, and finds nothing to do when it comes.</summary>
    private sealed class Helper(ChunkRun run) : IThreadPoolWorkItem
    {
        private const int Free = 0, Asked = 1, Working = 2, Dismissed = 3;

        private int _state;

        /// <summary>Asks for help; false where it is still on its way since an earlier run.</summary>
        public bool Ask()
        {
            if (Interlocked.CompareExchange(ref _state, Asked, Free) != Free)
            {
                return false;
            }

            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            return true;
        }

        /// <summary>Returns when it works on nothing, and will not.</summary>
        public void Dismiss()
        {
            if (Interlocked.CompareExchange(ref _state, Dismissed, Asked) is Asked or Free or Dismissed)
            {
                return;
            }

            SpinWait wait = default;
            while (Volatile.Read(ref _state) == Working)
            {
                wait.SpinOnce();
            }
        }

        public void Execute()
        {
            if (Interlocked.CompareExchange(ref _state, Working, Asked) == Asked)
            {
                run.Work();
            }

            Volatile.Write(ref _state, Free);
        }
    }
}
