using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace DiffGen.CompilerServices;

/// <summary>
/// What one call of a companion keeps between its forward and its reverse sweep. Used by generated code.
/// </summary>
/// <remarks>
/// <para>
/// Three stacks: values and copies of spans (<see cref="Push{T}"/>, <see cref="PushSpan{T}"/>), object references, and blocks of elements that stay
/// put while they are in use (<see cref="Zeros{T}"/>, <see cref="Block{T}"/>, released by mark). They are independent of one another.
/// </para>
/// <para>
/// Element types hold no references. Code that is generic over a number type <c>T</c> cannot promise that to the language (<c>unmanaged</c>), so it
/// is checked at run time, at no cost for types without references.
/// </para>
/// <para>
/// Recordings come from a list of the thread's own, so that a call that has been made before allocates nothing. A thread keeps at most
/// 256 MiB of buffers for later; a recording that would exceed that drops its buffers when it is returned.
/// A recording is used by one thread at a time.
/// </para>
/// <para>
/// What generated code calls is compiled with optimisation from the first call on, as this code is: a second call costs what later ones do.
/// </para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Recording
{
    /// <summary>How many bytes the free recordings of one thread hold at most.</summary>
    internal const long KeptBytes = 256L << 20;

    /// <summary>Up to this size a span is copied among the values; a larger one has a block of its own, at a multiple of 64 bytes.</summary>
    internal const int LargestInlineSpanBytes = 1 << 10;

    private const int LineBytes = 64;

    /// <summary>Rows of fewer elements are not fetched ahead: to ask for them is as long as to wait.</summary>
    private const int FewestFetched = 16;

    /// <summary>So much of a row is fetched ahead at most, an eighth of a first-level cache.</summary>
    private const int MostFetchedBytes = 1 << 12;

    [ThreadStatic]
    private static Recording? t_free;

    private ByteArena _values = new();
    private ScratchStack _spans = new();
    private ScratchStack _scratch = new();
    private object?[] _objects = [];
    private int _objectCount;

    private SiteNoise? _sites;
    private Recording? _next;
    private bool _rented;

    /// <summary>While free: the bytes of this recording and of all that follow it in the list.</summary>
    private long _keptBytes;

    private Recording()
    {
    }

    /// <summary>The size of the buffers that this recording has.</summary>
    internal long Bytes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _values.Bytes + _spans.Bytes + _scratch.Bytes + ((long)_objects.Length * IntPtr.Size) + (_sites?.Bytes ?? 0);
    }

    /// <summary>Whether neither a value nor an object is left on the stacks.</summary>
    internal bool IsEmpty => _values.IsEmpty && _objectCount == 0;

    /// <summary>Takes an empty recording from the thread's list, or makes one. May be called again before it is returned.</summary>
    /// <returns>A recording that is the caller's until <see cref="Return"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Recording Rent()
    {
        Recording? recording = t_free;
        if (recording is null)
        {
            recording = new Recording();
        }
        else
        {
            t_free = recording._next;
            recording._next = null;
        }

        recording._rented = true;
        return recording;
    }

    /// <summary>Empties the recording and puts it on the thread's list. All its blocks end here.</summary>
    /// <exception cref="InvalidOperationException">It has been returned before.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Return()
    {
        if (!_rented)
        {
            ThrowReturned();
        }

        _rented = false;
        if (_objectCount > 0)
        {
            Array.Clear(_objects, 0, _objectCount);
            _objectCount = 0;
        }

        _values.Clear();
        _spans.Release(0);
        _scratch.Release(0);

        long others = t_free?._keptBytes ?? 0, own = Bytes;
        if (own > KeptBytes - others)
        {
            own = 0;
            _values = new();
            _spans = new();
            _scratch = new();
            _objects = [];
            _sites = null;
        }

        _keptBytes = others + own;
        _next = t_free;
        t_free = this;
    }

    /// <summary>Puts a value on the stack.</summary>
    /// <typeparam name="T">Any type without references.</typeparam>
    /// <param name="value">The value.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> holds references.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push<T>(T value)
    {
        RequireNoReferences<T>();
        _values.Push(value);
    }

    /// <summary>Takes the last value from the stack. Its type must be the one that it was pushed with.</summary>
    /// <typeparam name="T">The type that the value was pushed with.</typeparam>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidOperationException">The stack is empty.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> holds references.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Pop<T>()
    {
        RequireNoReferences<T>();
        return _values.Pop<T>();
    }

    /// <summary>Puts a copy of the elements on the stack of values, with their number.</summary>
    /// <typeparam name="T">Any type without references.</typeparam>
    /// <param name="values">The elements; may be none.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> holds references.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void PushSpan<T>(ReadOnlySpan<T> values)
    {
        RequireNoReferences<T>();
        if ((long)values.Length * Unsafe.SizeOf<T>() <= LargestInlineSpanBytes)
        {
            _values.PushSpan(values);
        }
        else
        {
            values.CopyTo(PushBlock<T>(values.Length));
        }
    }

    /// <summary>Takes room for elements on top of the stack of values, with their number. <see cref="PopSpan{T}"/> takes it from there with what has been written to it.</summary>
    /// <typeparam name="T">Any type without references.</typeparam>
    /// <param name="length">The number of elements; less than none counts as none, as the iterations of a loop that does not run.</param>
    /// <returns>The elements, which hold anything; they stay where they are until they are popped.</returns>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> holds references.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Span<T> PushBlock<T>(int length)
    {
        RequireNoReferences<T>();
        length = Math.Max(0, length);
        if ((long)length * Unsafe.SizeOf<T>() <= LargestInlineSpanBytes)
        {
            return _values.PushBlock<T>(length);
        }

        _values.Push(_spans.Mark());
        Span<T> block = _spans.Take<T>(length);
        _values.Push(length);
        return block;
    }

    /// <summary>Takes room for several blocks of one length on top of the stack of values, one behind the other. <see cref="PopBlocks{T}"/> takes them from there with what has been written to them.</summary>
    /// <typeparam name="T">Any type without references.</typeparam>
    /// <param name="count">The number of blocks, 1 or more.</param>
    /// <param name="length">The number of elements of each; less than none counts as none, as the iterations of a loop that does not run.</param>
    /// <returns>The first block, which holds anything; <see cref="Beside{T}"/> gives the others.</returns>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> holds references.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Span<T> PushBlocks<T>(int count, int length)
    {
        RequireNoReferences<T>();
        length = Math.Max(0, length);
        if ((long)count * length * Unsafe.SizeOf<T>() <= LargestInlineSpanBytes)
        {
            return _values.PushBlocks<T>(count, length);
        }

        _values.Push(_spans.Mark());
        Span<T> block = _spans.Take<T>(count, length);
        _values.Push(length);
        return block;
    }

    /// <summary>Takes from the stack of values what <see cref="PushBlocks{T}"/> put there last, of the same number of blocks and the same type.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="count">The number of blocks.</param>
    /// <returns>The last of them; they may be read as what <see cref="PopSpan{T}"/> gives.</returns>
    /// <exception cref="InvalidOperationException">The stack is empty.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> holds references.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Span<T> PopBlocks<T>(int count)
    {
        RequireNoReferences<T>();
        int length = _values.Pop<int>();
        if ((long)count * length * Unsafe.SizeOf<T>() <= LargestInlineSpanBytes)
        {
            return _values.PopBlocks<T>(count, length);
        }

        // As of one span.
        long mark = _values.Pop<long>();
        _spans.Release(mark);
        Span<T> first = _spans.Take<T>(count, length);
        _spans.Release(mark);
        return Beside(first, count - 1);
    }

    /// <summary>Another of the blocks that were taken at once.</summary>
    /// <typeparam name="T">The type of their elements.</typeparam>
    /// <param name="block">One of them.</param>
    /// <param name="places">How many places behind it the other stands; less than none: before it.</param>
    /// <returns>The other.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<T> Beside<T>(Span<T> block, int places) =>
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref MemoryMarshal.GetReference(block), (nint)places * block.Length), block.Length);

    /// <summary>
    /// One of the rows of a block that are written one behind the other. The processor is asked to fetch the row behind it meanwhile: where a loop writes to its row and to another
    /// buffer in turn, and neither is in the first-level cache, each of the two would wait for the other.
    /// </summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="rows">All rows.</param>
    /// <param name="start">Where the row begins.</param>
    /// <param name="length">The number of elements of each row.</param>
    /// <returns>The row.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The row does not lie in the block.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<T> Row<T>(Span<T> rows, int start, int length)
    {
        Span<T> row = rows.Slice(start, length);
        if (Sse.IsSupported && length >= FewestFetched)
        {
            FetchBehind(row);
        }

        return row;
    }

    /// <summary>Takes the last span from the stack of values. Its element type must be the one that it was pushed with.</summary>
    /// <typeparam name="T">The type of the elements that were pushed.</typeparam>
    /// <returns>
    /// The copy or the room that was pushed. It may be read and written until the next <see cref="Push{T}"/> or <see cref="PushSpan{T}"/>, or until
    /// <see cref="Return"/>; pops and blocks leave it alone.
    /// </returns>
    /// <exception cref="InvalidOperationException">The stack is empty.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> holds references.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Span<T> PopSpan<T>()
    {
        RequireNoReferences<T>();
        int length = _values.Pop<int>();
        if ((long)length * Unsafe.SizeOf<T>() <= LargestInlineSpanBytes)
        {
            return _values.PopSpan<T>(length);
        }

        // From the same mark the same block is taken: the segment that it lies in has not changed since.
        long mark = _values.Pop<long>();
        _spans.Release(mark);
        Span<T> block = _spans.Take<T>(length);
        _spans.Release(mark);
        return block;
    }

    /// <summary>Puts an object on the stack of objects.</summary>
    /// <param name="value">The object, or null.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PushObject(object? value)
    {
        object?[] objects = _objects;
        int count = _objectCount;
        if ((uint)count < (uint)objects.Length)
        {
            objects[count] = value;
            _objectCount = count + 1;
        }
        else
        {
            PushObjectGrowing(value);
        }
    }

    /// <summary>Takes the last object from the stack of objects.</summary>
    /// <typeparam name="T">A type that the object has; a struct that holds references was boxed.</typeparam>
    /// <returns>The object, or null if null was pushed.</returns>
    /// <exception cref="InvalidOperationException">The stack is empty.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T PopObject<T>()
    {
        int count = _objectCount - 1;
        if (count < 0)
        {
            ThrowNoObject();
        }

        object? value = _objects[count];
        _objects[count] = null;
        _objectCount = count;
        return (T)value!;
    }

    /// <summary>Takes a block of zeros that stays where it is until it is released. It begins at a multiple of 64 bytes.</summary>
    /// <typeparam name="T">Any type without references.</typeparam>
    /// <param name="length">The number of elements, 0 or more.</param>
    /// <returns>The block.</returns>
    /// <exception cref="OverflowException">The length is negative, as of <c>new T[length]</c>.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> holds references.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Span<T> Zeros<T>(int length)
    {
        RequireNoReferences<T>();
        Span<T> block = _scratch.Take<T>(length);
        block.Clear();
        return block;
    }

    /// <summary>Takes a block of uninitialised elements that stays where it is until it is released. It begins at a multiple of 64 bytes.</summary>
    /// <typeparam name="T">Any type without references.</typeparam>
    /// <param name="length">The number of elements, 0 or more.</param>
    /// <returns>The block; what it holds is arbitrary.</returns>
    /// <exception cref="OverflowException">The length is negative.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> holds references.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Span<T> Block<T>(int length)
    {
        RequireNoReferences<T>();
        return _scratch.Take<T>(length);
    }

    /// <summary>The noise of the node sites of a call.</summary>
    /// <param name="noise">Where it comes from.</param>
    /// <param name="sites">How many sites there are.</param>
    /// <returns>The noise, until <see cref="Return"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The distribution is unknown.</exception>
    public SiteNoise Sites(NodeNoise noise, int sites)
    {
        SiteNoise own = _sites ??= new SiteNoise();
        own.Begin(noise, sites);
        return own;
    }

    /// <summary>The present position in the stack of blocks.</summary>
    /// <returns>A mark for <see cref="Release"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Mark() => _scratch.Mark();

    /// <summary>Frees all blocks that were taken after the mark.</summary>
    /// <param name="mark">What <see cref="Mark"/> gave.</param>
    /// <exception cref="InvalidOperationException">The mark lies above what is in use: an earlier mark has been released already.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Release(long mark) => _scratch.Release(mark);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RequireNoReferences<T>()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            ThrowReferences(typeof(T));
        }
    }

    /// <summary>Asks the processor for as many lines behind the elements as they take themselves. Nothing is read, so that it need not be memory of ours.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static unsafe void FetchBehind<T>(Span<T> elements)
    {
        byte* behind = (byte*)Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetReference(elements), elements.Length));
        long bytes = Math.Min((long)elements.Length * Unsafe.SizeOf<T>(), MostFetchedBytes);
        for (long at = 0; at < bytes; at += LineBytes)
        {
            Sse.Prefetch0(behind + at);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void PushObjectGrowing(object? value)
    {
        Array.Resize(ref _objects, Math.Max(16, 2 * _objects.Length));
        _objects[_objectCount++] = value;
    }

    [DoesNotReturn]
    private static void ThrowReferences(Type type) => throw new NotSupportedException(
        $"{type} holds references to objects; what is differentiated, and what a recording keeps, are numbers and structs without references.");

    [DoesNotReturn]
    private static void ThrowReturned() => throw new InvalidOperationException("The recording has been returned before; each Rent has exactly one Return.");

    [DoesNotReturn]
    private static void ThrowNoObject() => throw new InvalidOperationException(
        "The recording holds no object: a reverse sweep took more out of it than the forward sweep had put in. "
        + "This is a defect of DiffGen or of a hand-written rule, not of the method; please report it.");
}
