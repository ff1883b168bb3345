using System;
using System.IO;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// Numbers that were recorded, such as the noise of a device: each address reads on from a place of its own in the record, and from its beginning
/// after its end.
/// </summary>
/// <remarks>
/// As recorded: not centred, not scaled, correlated as the device is. Wrap it in <see cref="WhitenedNoise"/> for an estimator. A record of M numbers
/// holds M different starts, so addresses share numbers; runs that ask for many more numbers than M see correlations between their steps.
/// </remarks>
public sealed class RecordedNoise : INoiseSource
{
    private readonly double[] _record;

    /// <summary>Makes a source of a record.</summary>
    /// <param name="record">The numbers; copied.</param>
    /// <param name="key">The key of the places where addresses start to read.</param>
    /// <exception cref="ArgumentException">The record is empty or holds a number that is not finite.</exception>
    public RecordedNoise(ReadOnlySpan<double> record, NoiseKey key)
        : this(record.ToArray(), key)
    {
    }

    private RecordedNoise(double[] record, NoiseKey key)
    {
        if (record.Length == 0)
        {
            throw new ArgumentException("record is empty; it must hold at least one number.", nameof(record));
        }

        ulong identity = key.Value;
        for (int i = 0; i < record.Length; i++)
        {
            if (!double.IsFinite(record[i]))
            {
                throw new ArgumentException($"record[{i}] is {record[i]}; every number must be finite.", nameof(record));
            }

            identity = NoiseKey.Mix(identity ^ BitConverter.DoubleToUInt64Bits(record[i]));
        }

        _record = record;
        Key = key;
        Identity = identity;
    }

    /// <summary>The key of the starts.</summary>
    public NoiseKey Key { get; }

    /// <summary>The number of numbers recorded.</summary>
    public int Count => _record.Length;

    /// <inheritdoc/>
    public ulong Identity { get; }

    /// <summary>Reads a record of bytes, as devices deliver them: a byte b is the number b − 127.5.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">The key of the places where addresses start to read.</param>
    /// <returns>The source.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ArgumentException">The file is empty.</exception>
    public static RecordedNoise FromBytes(string path, NoiseKey key)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes.Length == 0)
        {
            throw new ArgumentException($"The file {path} is empty; it must hold at least one byte.", nameof(path));
        }

        double[] record = new double[bytes.Length];
        for (int i = 0; i < record.Length; i++)
        {
            record[i] = bytes[i] - 127.5;
        }

        return new RecordedNoise(record, key);
    }

    /// <inheritdoc/>
    public void Fill<R>(Span<R> destination, uint step, uint instance = 0, uint example = 0)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        _ = NoiseFill.ElementsPerBlock<R>();
        PhiloxBlock words = Key.Block(0, step, instance, example);
        int place = (int)Math.BigMul(((ulong)words.Y << 32) | words.X, (ulong)_record.Length, out _);
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = R.CreateTruncating(_record[place]);
            place = place + 1 == _record.Length ? 0 : place + 1;
        }
    }
}
