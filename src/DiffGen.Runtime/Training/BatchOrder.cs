using System;

namespace DiffGen.Training;

/// <summary>The mini-batches of all epochs: which examples, in which order. The order of an epoch depends on the key and the epoch alone.</summary>
/// <remarks>Fisher and Yates' shuffle. The state is the position, not the order; every example comes once in an epoch, but for those that fill no batch.</remarks>
public sealed class BatchOrder : IStateful
{
    private const int UniformsAtOnce = 1024;

    private readonly int[] _order;
    private readonly double[] _uniforms = new double[UniformsAtOnce];
    private readonly NoiseKey _key;
    private long _orderedEpoch = -1;
    private long _epoch;
    private long _batch;

    /// <summary>Makes the order.</summary>
    /// <param name="exampleCount">The number of examples, at least 1.</param>
    /// <param name="batchSize">The examples of a batch, at least 1; more than there are examples: all of them.</param>
    /// <param name="key">The key of the shuffling.</param>
    /// <param name="shuffle">Whether the examples are shuffled; otherwise they come as they are numbered.</param>
    /// <param name="dropLast">Whether the last examples of an epoch that fill no whole batch are left out; otherwise they are a smaller one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    public BatchOrder(int exampleCount, int batchSize, NoiseKey key, bool shuffle = true, bool dropLast = true)
    {
        Settings.AtLeastOne(exampleCount);
        BatchSize = Math.Min(Settings.AtLeastOne(batchSize), exampleCount);
        Shuffles = shuffle;
        _key = key;
        _order = new int[exampleCount];
        BatchesPerEpoch = dropLast ? exampleCount / BatchSize : ((exampleCount - 1) / BatchSize) + 1;
    }

    /// <summary>The examples of a batch; the last of an epoch may have fewer.</summary>
    public int BatchSize { get; }

    /// <summary>Whether the examples are shuffled.</summary>
    public bool Shuffles { get; }

    /// <summary>The batches of an epoch.</summary>
    public int BatchesPerEpoch { get; }

    /// <summary>The epoch of the next batch, from 0.</summary>
    public long Epoch => _epoch;

    /// <summary>The number of the next batch in its epoch, from 0. 0 also means that an epoch has just ended.</summary>
    public long Batch => _batch;

    /// <summary>The next batch. Allocates nothing.</summary>
    /// <returns>The numbers of its examples, from 0; valid until the next call.</returns>
    public ReadOnlySpan<int> Next()
    {
        if (_orderedEpoch != _epoch)
        {
            Order();
        }

        int start = checked((int)_batch * BatchSize);
        ReadOnlySpan<int> examples = _order.AsSpan(start, Math.Min(BatchSize, _order.Length - start));
        if (++_batch == BatchesPerEpoch)
        {
            _batch = 0;
            _epoch++;
        }

        return examples;
    }

    /// <inheritdoc/>
    public void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("epoch", ref _epoch);
        visitor.Number("batch", ref _batch);
    }

    private void Order()
    {
        for (int i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }

        for (int i = _order.Length - 1; Shuffles && i > 0; i--)
        {
            int place = _order.Length - 1 - i;
            if (place % UniformsAtOnce == 0)
            {
                _key.FillUniform<double>(_uniforms, checked((uint)_epoch), (uint)(place / UniformsAtOnce));
            }

            int j = (int)(_uniforms[place % UniformsAtOnce] * (i + 1));
            (_order[i], _order[j]) = (_order[j], _order[i]);
        }

        _orderedEpoch = _epoch;
    }
}
