using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// Which parameters an estimator perturbs. The others are frozen: they get no noise, their gradient is 0, and they add nothing to the variance, so that of a forward
/// gradient is (active + 1)‖∇f‖² over the active ones.
/// </summary>
public sealed class ParameterMask
{
    private readonly (int Start, int End)[] _active;

    /// <summary>Makes a mask.</summary>
    /// <param name="length">The number of all parameters.</param>
    /// <param name="active">The ranges of those that are perturbed, in ascending order and apart from one another.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative, or a range is not inside it.</exception>
    /// <exception cref="ArgumentException">The ranges are not in ascending order, overlap, or hold no parameter at all.</exception>
    public ParameterMask(int length, params ReadOnlySpan<Range> active)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        _active = new (int, int)[active.Length];
        int last = 0;
        Identity = NoiseKey.Mix((ulong)length);
        for (int i = 0; i < active.Length; i++)
        {
            (int offset, int count) = active[i].GetOffsetAndLength(length);
            if (offset < last)
            {
                throw new ArgumentException($"active[{i}] starts at {offset}, before the end {last} of the range before it; pass ranges in ascending order.", nameof(active));
            }

            last = offset + count;
            _active[i] = (offset, last);
            ActiveCount += count;
            Identity = NoiseKey.Mix(NoiseKey.Mix(Identity + (ulong)offset) + (ulong)count);
        }

        if (ActiveCount == 0)
        {
            throw new ArgumentException($"active holds none of the {length} parameters; at least one must be perturbed.", nameof(active));
        }
    }

    /// <summary>The number of all parameters.</summary>
    public int Length { get; }

    /// <summary>The number of perturbed parameters.</summary>
    public int ActiveCount { get; }

    internal ulong Identity { get; }

    /// <summary>The mask is for this number of parameters.</summary>
    /// <exception cref="ArgumentException">It is for another one; names <paramref name="name"/>.</exception>
    internal void Check(int length, string name)
    {
        if (Length != length)
        {
            throw new ArgumentException($"{name} has length {length}, but the mask is for {Length} parameters; make a mask for {length}.", name);
        }
    }

    /// <summary>Sets what is not active to 0.</summary>
    internal void ClearFrozen<R>(Span<R> buffer)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        int last = 0;
        foreach ((int start, int end) in _active)
        {
            buffer[last..start].Clear();
            last = end;
        }

        buffer[last..].Clear();
    }

    /// <summary>Moves the first <see cref="ActiveCount"/> numbers to the places of the active parameters and sets the rest to 0.</summary>
    internal void Scatter<R>(Span<R> buffer)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        int source = ActiveCount, end = Length;
        for (int i = _active.Length - 1; i >= 0; i--)
        {
            // From the last range down: no number that is still to be moved lies where one goes.
            (int start, int stop) = _active[i];
            buffer[stop..end].Clear();
            source -= stop - start;
            buffer.Slice(source, stop - start).CopyTo(buffer[start..]);
            end = start;
        }

        buffer[..end].Clear();
    }
}
