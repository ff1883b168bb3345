using System;
using System.Numerics;

namespace DiffGen;

/// <summary>The buffers of a thread that works at chunks.</summary>
internal sealed class ChunkBuffers<R>(int parameterCount)
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private R[] _scratch = [];

    /// <summary>The sum of a chunk's gradients.</summary>
    public Span<R> Sum => SumArray;

    /// <summary>Some thread has them.</summary>
    public bool IsTaken { get; set; }

    /// <summary>The differences of losses in a chunk that drown in rounding.</summary>
    public long Unresolved { get; set; }

    private R[] SumArray { get; } = new R[parameterCount];

    /// <summary>Memory for anything else; what it holds is arbitrary.</summary>
    public Span<R> Scratch(int length)
    {
        if (_scratch.Length < length)
        {
            _scratch = new R[length];
        }

        return _scratch.AsSpan(0, length);
    }
}
