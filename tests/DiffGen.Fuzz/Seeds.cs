using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading.Tasks;

namespace DiffGen.Fuzz;

/// <summary>Many seeds, some of them to an assembly, some assemblies at a time.</summary>
internal static class Seeds
{
    /// <param name="seed">The first seed.</param>
    /// <param name="count">How many.</param>
    /// <param name="perPart">How many to a part.</param>
    /// <param name="jobs">How many parts at a time.</param>
    /// <param name="check">What is found for the seeds of a part.</param>
    /// <param name="add">Takes it, one part at a time.</param>
    public static void InParts<T>(ulong seed, int count, int perPart, int jobs, Func<ulong[], T> check, Action<T> add)
    {
        object gate = new();
        Parallel.ForEach(
            Partitioner.Create(Enumerable.Range(0, (count + perPart - 1) / perPart), EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = jobs },
            part =>
            {
                int first = part * perPart;
                T found = check([.. Enumerable.Range(first, Math.Min(perPart, count - first)).Select(i => seed + (ulong)i)]);
                lock (gate)
                {
                    add(found);
                }
            });
    }
}
