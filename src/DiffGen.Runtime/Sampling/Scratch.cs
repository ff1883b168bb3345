using System;
using System.Buffers;

namespace DiffGen.Sampling;

/// <summary>A buffer of doubles from the pool, for the time of one call.</summary>
internal readonly ref struct Scratch : IDisposable
{
    private readonly double[] _array;

    public Scratch(int length)
    {
        _array = ArrayPool<double>.Shared.Rent(length);
        Span = _array.AsSpan(0, length);
    }

    public Span<double> Span { get; }

    public void Dispose() => ArrayPool<double>.Shared.Return(_array);
}
