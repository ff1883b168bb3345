using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiffGen.CompilerServices;

/// <summary>
/// Blocks of elements that stay where they are until they are released, the last first. A block begins at a multiple of 64 bytes.
/// The elements hold no references; callers see to it.
/// </summary>
internal struct ScratchStack()
{
    private const int FirstSegmentLines = 256;
    private const int LargestDoubledSegmentLines = 1 << 20;

    private Segment[] _segments = [];

    /// <summary>The place of the present segment; −1 while there is none.</summary>
    private int _index = -1;

    /// <summary>How many lines of the present segment are taken.</summary>
    private int _top;

    /// <summary>The size of all segments together.</summary>
    public long Bytes { get; private set; }

    /// <summary>The present position: everything that is taken later lies above it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly long Mark() => ((long)(_index + 1) << 32) | (uint)_top;

    /// <summary>Frees all blocks that were taken after the mark.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Release(long mark)
    {
        if (mark < 0 || mark > Mark())
        {
            throw new InvalidOperationException(
                "The mark lies above the blocks that are in use: marks are released last first, each once.");
        }

        _index = (int)(mark >> 32) - 1;
        _top = (int)(uint)mark;
    }

    /// <summary>Takes a block of uninitialised elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Take<T>(int length) => Take<T>(1, length);

    /// <summary>Takes several blocks of one length, one behind the other. The first of them is returned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Take<T>(int count, int length)
    {
        if (length < 0)
        {
            // As of new and stackalloc, in whose place it stands.
            throw new OverflowException();
        }

        if (length == 0)
        {
            return [];
        }

        int lines = checked((int)(((long)count * length * Unsafe.SizeOf<T>() + Unsafe.SizeOf<Line>() - 1) / Unsafe.SizeOf<Line>()));
        if (_index < 0 || lines > _segments[_index].Capacity - _top)
        {
            EnterNextSegment(lines);
        }

        ref byte start = ref _segments[_index].Start(_top);
        _top += lines;
        return MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref start), length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void EnterNextSegment(int lines)
    {
        int next = _index + 1;
        if (next == _segments.Length)
        {
            Array.Resize(ref _segments, Math.Max(4, 2 * next));
        }

        if (_segments[next].Capacity < lines)
        {
            int doubled = next == 0 ? FirstSegmentLines : (int)Math.Min(LargestDoubledSegmentLines, 2L * _segments[next - 1].Capacity);
            Segment larger = new(Math.Max(doubled, lines));
            Bytes += larger.Bytes - _segments[next].Bytes;
            _segments[next] = larger;
        }

        _index = next;
        _top = 0;
    }

    /// <summary>A cache line.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 64)]
    private struct Line;

    /// <summary>An array of lines (so that it may exceed 2 GiB) on the pinned heap, and where in it the first aligned line begins.</summary>
    private readonly struct Segment
    {
        private readonly Line[]? _lines;
        private readonly int _offset;

        public Segment(int capacity)
        {
            _lines = GC.AllocateUninitializedArray<Line>(capacity + 1, pinned: true);
            nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_lines, 0);
            _offset = (int)(-address & (Unsafe.SizeOf<Line>() - 1));
        }

        public int Capacity => _lines is null ? 0 : _lines.Length - 1;

        public long Bytes => _lines is null ? 0 : (long)_lines.Length * Unsafe.SizeOf<Line>();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ref byte Start(int line) => ref Unsafe.AddByteOffset(
            ref Unsafe.As<Line, byte>(ref MemoryMarshal.GetArrayDataReference(_lines!)),
            (nint)_offset + (nint)line * Unsafe.SizeOf<Line>());
    }
}
