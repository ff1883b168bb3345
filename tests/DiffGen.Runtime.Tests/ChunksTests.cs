using System;
using System.Linq;
using System.Threading;
using DiffGen.CompilerServices;
using Xunit;

namespace DiffGen.Runtime.Tests;

/// <summary>Work in parts: each part runs once, on any number of threads, and exceptions come in the order of the parts.</summary>
public static class ChunksTests
{
    private ref struct Counted : IChunks
    {
        public Span<int> Runs;
        public int From, To, Chunks, Throws;

        public void Run(int chunk)
        {
            (int first, int behind) = CompilerServices.Chunks.Range(From, To, Chunks, chunk);
            for (int i = first; i < behind; i++)
            {
                Interlocked.Increment(ref Runs[i - From]);
                if (Throws >= 0 && i >= Throws)
                {
                    throw new InvalidOperationException(i.ToString(System.Globalization.CultureInfo.InvariantCulture));
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public static void Each_iteration_runs_once(int threads)
    {
        int before = Parallelism.MaxThreads;
        Parallelism.MaxThreads = threads;
        try
        {
            foreach (int count in (int[])[0, 1, 15, 16, 17, 127, 128, 1000, 100_001])
            {
                int[] runs = new int[count];
                for (int repeat = 0; repeat < 20; repeat++)
                {
                    var work = new Counted { Runs = runs, From = -5, To = count - 5, Chunks = Chunks.Count(count, 3), Throws = -1 };
                    Chunks.Run(ref work, work.Chunks);
                    Assert.True(runs.All(r => r == repeat + 1));
                }
            }
        }
        finally
        {
            Parallelism.MaxThreads = before;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public static void The_first_part_that_throws_is_seen_and_the_next_run_is_whole(int threads)
    {
        int before = Parallelism.MaxThreads;
        Parallelism.MaxThreads = threads;
        try
        {
            for (int repeat = 0; repeat < 50; repeat++)
            {
                int[] runs = new int[5000];
                Exception thrown = Assert.Throws<InvalidOperationException>(() =>
                {
                    var work = new Counted { Runs = runs, From = 0, To = runs.Length, Chunks = Chunks.Count(runs.Length, 1), Throws = 1111 };
                    Chunks.Run(ref work, work.Chunks);
                });
                Assert.Equal("1111", thrown.Message);
                Assert.True(runs.Take(1112).All(r => r == 1));
            }
        }
        finally
        {
            Parallelism.MaxThreads = before;
        }
    }

    [Fact]
    public static void The_number_of_parts_depends_on_the_numbers_alone()
    {
        Assert.Equal(1, Chunks.Count(-3, 1));
        Assert.Equal(1, Chunks.Count(127, 1));
        Assert.Equal(2, Chunks.Count(128, 1));
        Assert.Equal(64, Chunks.Count(1_000_000, 0));
        Assert.Equal(4, Chunks.Count(1_000_000, 1 << 20));
        Assert.Equal(1, Chunks.Count(1_000_000, 1L << 40));
        Assert.Throws<ArgumentOutOfRangeException>(() => Parallelism.MaxThreads = 0);
    }
}
