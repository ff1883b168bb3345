using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace DiffGen.CompilerServices;

/// <summary>Divides iterations and calls into parts, and runs the parts on several threads. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Chunks
{
    /// <summary>A part begins at a multiple of this: no vector has more lanes.</summary>
    private const int Multiple = 16;

    private const int FewestIterations = 64, MostChunks = 64;

    /// <summary>Sums of all parts together are no more than so many numbers.</summary>
    private const int MostNumbers = 1 << 22;

    /// <summary>The number of parts: by the number of iterations and of what each part adds up for itself alone, so that results do not depend on the machine.</summary>
    /// <param name="iterations">How many iterations there are; less than none counts as none.</param>
    /// <param name="numbers">How many numbers each part adds up in memory of its own.</param>
    /// <returns>At least 1.</returns>
    public static int Count(long iterations, long numbers)
    {
        long most = Math.Min(MostChunks, Math.Max(1, MostNumbers / Math.Max(1, numbers)));
        return (int)Math.Max(1, Math.Min(most, iterations / FewestIterations));
    }

    /// <summary>The iterations of a part.</summary>
    /// <param name="from">The first iteration of all.</param>
    /// <param name="to">The one behind the last.</param>
    /// <param name="chunks">The number of parts.</param>
    /// <param name="chunk">The part, from 0.</param>
    /// <returns>Its first iteration, and the one behind its last.</returns>
    public static (int From, int To) Range(int from, int to, int chunks, int chunk)
    {
        long iterations = (long)to - from, size = ((iterations + chunks - 1) / chunks + Multiple - 1) / Multiple * Multiple;
        return ((int)Math.Min(to, from + (chunk * size)), (int)Math.Min(to, from + ((chunk + 1) * size)));
    }

    /// <summary>Runs all parts, on as many threads as <see cref="Parallelism.MaxThreads"/> allows, and returns when all have ended.</summary>
    /// <typeparam name="T">The work. It stays where it is, on the caller's stack, and all threads see it there.</typeparam>
    /// <param name="work">The work.</param>
    /// <param name="chunks">The number of parts.</param>
    /// <remarks>Where parts throw, the exception of the first of them is thrown, when all that have begun have ended.</remarks>
    public static unsafe void Run<T>(ref T work, int chunks)
        where T : IChunks, allows ref struct
    {
        int threads = Math.Min(Parallelism.MaxThreads, chunks);
        if (threads == 1)
        {
            for (int chunk = 0; chunk < chunks; chunk++)
            {
                work.Run(chunk);
            }

            return;
        }

        ChunkRun run = ChunkRun.Rent();
        try
        {
            run.Run(Unsafe.AsPointer(ref work), &One<T>, chunks, threads);
        }
        finally
        {
            run.Return();
        }
    }

    private static unsafe void One<T>(void* work, int chunk)
        where T : IChunks, allows ref struct => Unsafe.AsRef<T>(work).Run(chunk);
}
