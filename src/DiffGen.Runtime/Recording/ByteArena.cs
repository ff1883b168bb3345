using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiffGen.CompilerServices;

/// <summary>
/// A last-in-first-out stack of values of mixed types, in segments that never move. A value never straddles two segments.
/// The types hold no references; callers see to it.
/// </summary>
internal struct ByteArena()
{
    private const int FirstSegmentBytes = 1 << 14;
    private const int LargestDoubledSegmentBytes = 1 << 26;
    private const int SpanAlignment = 8;

    /// <summary>The segment that is written now; <c>_segments[_index]</c>, or empty while there is none.</summary>
    private byte[] _segment = [];

    /// <summary>How many bytes of the present segment are taken.</summary>
    private int _top;

    /// <summary>The place of the present segment; −1 while there is none.</summary>
    private int _index = -1;

    /// <summary>All segments: those below <c>_index</c> are full, those above are empty and kept.</summary>
    private byte[]?[] _segments = [];

    /// <summary>For each segment below <c>_index</c>, how many of its bytes are taken.</summary>
    private int[] _tops = [];

    /// <summary>The size of all segments together.</summary>
    public long Bytes { get; private set; }

    public readonly bool IsEmpty
    {
        get
        {
            for (int i = 0; i < _index; i++)
            {
                if (_tops[i] > 0)
                {
                    return false;
                }
            }

            return _top == 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push<T>(T value)
    {
        byte[] segment = _segment;
        int top = _top;
        int next = top + Unsafe.SizeOf<T>();
        if (next <= segment.Length)
        {
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(segment), (nint)(uint)top), value);
            _top = next;
        }
        else
        {
            PushAcross(value);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Pop<T>()
    {
        int top = _top - Unsafe.SizeOf<T>();
        if (top >= 0)
        {
            _top = top;
            return Unsafe.ReadUnaligned<T>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_segment), (nint)(uint)top));
        }

        return PopAcross<T>();
    }

    /// <summary>Puts a copy of the elements on the stack, in one piece.</summary>
    public void PushSpan<T>(ReadOnlySpan<T> values) => values.CopyTo(PushBlock<T>(values.Length));

    /// <summary>
    /// Takes room for elements on the stack, in one piece: padding, the elements, the top below the padding, the number of elements.
    /// Their size together is far below that of a segment's limit.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> PushBlock<T>(int length) => PushBlocks<T>(1, length);

    /// <summary>The same for several of one length, one behind the other. The first of them is returned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> PushBlocks<T>(int count, int length)
    {
        int bytes = count * length * Unsafe.SizeOf<T>();
        int start = (_top + SpanAlignment - 1) & -SpanAlignment;
        if (start + bytes + (2 * sizeof(int)) > _segment.Length)
        {
            EnterNextSegment(bytes + (2 * sizeof(int)));
            start = 0;
        }

        int below = _top;
        Span<T> block = SpanAt<T>(start, length);
        _top = start + bytes;
        Push(below);
        Push(length);
        return block;
    }

    /// <summary>
    /// Takes the elements from the stack that <see cref="PushSpan{T}"/> put there, or the room that <see cref="PushBlock{T}"/> took, their number having been popped before.
    /// They stay as they are until something is pushed.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> PopSpan<T>(int length) => PopBlocks<T>(1, length);

    /// <summary>The same for several of one length. The last of them is returned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> PopBlocks<T>(int count, int length)
    {
        int below = Pop<int>(), bytes = length * Unsafe.SizeOf<T>();
        int start = _top - (count * bytes);
        if (length < 0 || below < 0 || start < below)
        {
            ThrowEmpty();
        }

        _top = below;
        return SpanAt<T>(start + ((count - 1) * bytes), length);
    }

    /// <summary>Forgets all values; keeps the segments.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Clear()
    {
        _index = _segments.Length > 0 && _segments[0] is not null ? 0 : -1;
        _segment = _index == 0 ? _segments[0]! : [];
        _top = 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void PushAcross<T>(T value)
    {
        EnterNextSegment(Unsafe.SizeOf<T>());
        Unsafe.WriteUnaligned(ref _segment[0], value);
        _top = Unsafe.SizeOf<T>();
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private T PopAcross<T>()
    {
        while (_top == 0 && _index > 0)
        {
            _index--;
            _segment = _segments[_index]!;
            _top = _tops[_index];
        }

        int top = _top - Unsafe.SizeOf<T>();
        if (top < 0)
        {
            ThrowEmpty();
        }

        _top = top;
        return Unsafe.ReadUnaligned<T>(ref _segment[top]);
    }

    private readonly Span<T> SpanAt<T>(int start, int length) => MemoryMarshal.CreateSpan(
        ref Unsafe.As<byte, T>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_segment), start)), length);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void EnterNextSegment(int bytes)
    {
        int next = _index + 1;
        if (next == _segments.Length)
        {
            int capacity = Math.Max(8, 2 * next);
            Array.Resize(ref _segments, capacity);
            Array.Resize(ref _tops, capacity);
        }

        byte[]? segment = _segments[next];
        if (segment is null || segment.Length < bytes)
        {
            int doubled = next == 0 ? FirstSegmentBytes : (int)Math.Min(LargestDoubledSegmentBytes, 2L * _segment.Length);
            byte[] larger = GC.AllocateUninitializedArray<byte>(Math.Max(doubled, bytes));
            Bytes += larger.Length - (segment?.Length ?? 0);
            _segments[next] = segment = larger;
        }

        if (_index >= 0)
        {
            _tops[_index] = _top;
        }

        _index = next;
        _segment = segment;
        _top = 0;
    }

    [DoesNotReturn]
    private static void ThrowEmpty() => throw new InvalidOperationException(
        "The recording holds no such value: a reverse sweep took more out of it than the forward sweep had put in. "
        + "This is a defect of DiffGen or of a hand-written rule, not of the method; please report it.");
}
