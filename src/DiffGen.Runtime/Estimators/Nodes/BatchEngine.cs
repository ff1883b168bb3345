using System;
using System.Numerics;
using DiffGen.CompilerServices;

namespace DiffGen;

/// <summary>What the copies of an estimator over batches share: threads and chunks, the step, and the workspace.</summary>
/// <param name="threads">The number of threads.</param>
/// <param name="chunk">The examples of a chunk.</param>
/// <param name="mask">The parameters that get a gradient; null for all.</param>
internal sealed class BatchEngine<R>(int threads, int chunk, ParameterMask? mask)
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private uint _step;
    private long _unresolved;
    private object? _sums;

    public int Threads { get; } = threads >= 1 ? threads : throw TooFew(nameof(threads), threads);

    public int Chunk { get; } = chunk >= 1 ? chunk : throw TooFew(nameof(chunk), chunk);

    public ParameterMask? Mask => mask;

    public long Unresolved => _unresolved;

    public long Step
    {
        get => _step;
        set => _step = value is >= 0 and <= uint.MaxValue
            ? (uint)value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"Step is {value}; it must be between 0 and {uint.MaxValue}.");
    }

    /// <summary>Every number of the batch is that of an example.</summary>
    public static void CheckBatch(ReadOnlySpan<int> batch, int examples)
    {
        for (int i = 0; i < batch.Length; i++)
        {
            if (batch[i] < 0 || batch[i] >= examples)
            {
                throw new ArgumentException($"batch[{i}] is {batch[i]}, but there are {examples} examples; pass numbers from 0 to {examples - 1}.", nameof(batch));
            }
        }
    }

    /// <summary>One estimate: the mean over the examples of a batch; of an empty one over the first ones in their order.</summary>
    /// <param name="chunks">What sums up a chunk.</param>
    /// <param name="batch">The numbers of the examples, checked; empty: 0, 1, 2, ….</param>
    /// <param name="count">How many there are.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="gradient">Receives the estimate.</param>
    /// <param name="name">The argument that says how many there are.</param>
    public R Estimate<TChunks>(TChunks chunks, ReadOnlySpan<int> batch, int count, ReadOnlySpan<R> parameters, Span<R> gradient, string name)
        where TChunks : struct, IChunks<R>
    {
        Arguments.SameLength(gradient.Length, parameters.Length, nameof(gradient), nameof(parameters));
        Arguments.Disjoint((ReadOnlySpan<R>)gradient, parameters, nameof(gradient), nameof(parameters));
        mask?.Check(parameters.Length, nameof(parameters));
        if (count < 1)
        {
            throw new ArgumentException($"{name} has {count} examples; it must have at least 1.", name);
        }

        uint next = checked(_step + 1);
        if (_sums is not ChunkSums<R, TChunks> sums)
        {
            _sums = sums = new ChunkSums<R, TChunks>(Threads, Chunk);
        }

        long before = sums.Unresolved;
        double value = sums.Run(chunks, batch, count, parameters);
        _unresolved += sums.Unresolved - before;
        ScaledSums.Multiply(sums.Sum, R.CreateTruncating(1.0 / count), gradient);
        mask?.ClearFrozen(gradient);
        _step = next;
        return R.CreateTruncating(value / count);
    }

    private static ArgumentOutOfRangeException TooFew(string name, int number) => new(name, number, $"{name} is {number}; it must be at least 1.");
}
