using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiffGen.CompilerServices;

/// <summary>What the Jacobian companions do with lengths, matrices and arrays of arrays. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Jacobians
{
    /// <summary>What a run with four vectors of tangents costs, in evaluations of the method.</summary>
    private const long SideBySide = 6;

    /// <summary>Numbers of moderate size are at most as large: sums of products of a few of them are finite, however long.</summary>
    internal const double Moderate = 1e30;

    /// <summary>The same in single precision.</summary>
    internal const float ModerateSingle = 1e12f;

    /// <summary>A Jacobian is as long as its rows times its columns.</summary>
    /// <param name="length">The length of the buffer.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="name">The buffer's parameter.</param>
    /// <exception cref="ArgumentException">The buffer has another length; names <paramref name="name"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireLength(int length, long rows, long columns, string name)
    {
        if ((rows | columns) >> 31 != 0 || rows * columns != length)
        {
            RequireLongLength(length, rows, columns, name);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RequireLongLength(int length, long rows, long columns, string name)
    {
        Int128 expected = (Int128)rows * columns;
        if (length != expected)
        {
            throw new ArgumentException($"{name} has length {length}, but the Jacobian has {rows} rows and {columns} columns; pass a buffer of length {expected}.", name);
        }
    }

    /// <summary>How a Jacobian is computed at the least cost: by forward mode, or by reverse mode, and how many columns, or rows, to a run.</summary>
    /// <typeparam name="R">The type of the numbers.</typeparam>
    /// <param name="rows">The number of rows, at least one.</param>
    /// <param name="columns">The number of columns, at least one.</param>
    /// <param name="columnVectors">How many vectors with a tangent in each lane a run of forward mode can have: none, one, or four side by side, where vectors are wider than 128 bits.</param>
    /// <param name="rowsTogether">Reverse mode can run with a cotangent in each lane of a vector.</param>
    /// <returns>Forward mode, or else reverse mode, and the number of lanes; one where it runs one by one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (bool IsForward, int Lanes) Runs<R>(int rows, int columns, int columnVectors, bool rowsTogether)
    {
        // In evaluations of the method, as measured: a tangent doubles its work, or a little more; reverse mode runs it, records and undoes it.
        int columnLanes = columnVectors > 0 ? LanesFor<R>(columns) : 1, rowLanes = rowsTogether ? LanesFor<R>(rows) : 1;
        long forward = (columnLanes > 1 ? 3L : 2L) * RunsOf(columnLanes, columns), reverse = (rowLanes > 1 ? 5L : 4L) * RunsOf(rowLanes, rows);
        int manyLanes = columnVectors * LanesFor<R>(int.MaxValue);
        if (columnVectors > 1 && Vector256.IsHardwareAccelerated && SideBySide * RunsOf(manyLanes, columns) < forward)
        {
            forward = SideBySide * RunsOf(manyLanes, columns);
            columnLanes = manyLanes;
        }

        return forward <= reverse ? (true, columnLanes) : (false, rowLanes);
    }

    /// <summary>All numbers of a buffer are finite: a tangent of zero times any of them is zero. Where loops read few of them, that is not looked at.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="start">Where the outer loop that reads them starts.</param>
    /// <param name="bound">Where it ends.</param>
    /// <param name="count">How many iterations its inner loop has.</param>
    /// <returns>Whether all are known to be finite.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreFinite(ReadOnlySpan<double> numbers, int start, int bound, int count) => numbers.Length <= Most(start, bound, count) && AreFinite(numbers);

    /// <inheritdoc cref="AreFinite(ReadOnlySpan{double}, int, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreFinite(ReadOnlySpan<float> numbers, int start, int bound, int count) => numbers.Length <= Most(start, bound, count) && AreFinite(numbers);

    /// <summary>All numbers of a buffer are <see cref="IsModerate(double)">of moderate size</see>. Where loops read few of them, that is not looked at.</summary>
    /// <inheritdoc cref="AreFinite(ReadOnlySpan{double}, int, int, int)"/>
    /// <returns>Whether all are known to be.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreModerate(ReadOnlySpan<double> numbers, int start, int bound, int count) => numbers.Length <= Most(start, bound, count) && AreAtMost(numbers, Moderate);

    /// <inheritdoc cref="AreModerate(ReadOnlySpan{double}, int, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreModerate(ReadOnlySpan<float> numbers, int start, int bound, int count) => numbers.Length <= Most(start, bound, count) && AreAtMost(numbers, ModerateSingle);

    /// <summary>A number so small that sums of products of a few like it are finite: <c>|x| ≤ 1e30</c>, <c>1e12</c> in single precision.</summary>
    /// <param name="number">The number.</param>
    /// <returns>Whether it is; a NaN is not.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsModerate(double number) => Math.Abs(number) <= Moderate;

    /// <inheritdoc cref="IsModerate(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsModerate(float number) => Math.Abs(number) <= ModerateSingle;

    /// <summary>Makes a mark negative where a number is not <see cref="IsModerate(double)">of moderate size</see>.</summary>
    /// <param name="marks">The marks.</param>
    /// <param name="place">Which of them.</param>
    /// <param name="numbers">The numbers.</param>
    /// <param name="index">Which of them.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MarkModerate(Span<int> marks, int place, ReadOnlySpan<double> numbers, int index)
    {
        if (!IsModerate(numbers[index]))
        {
            marks[place] |= int.MinValue;
        }
    }

    /// <inheritdoc cref="MarkModerate(Span{int}, int, ReadOnlySpan{double}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MarkModerate(Span<int> marks, int place, ReadOnlySpan<float> numbers, int index)
    {
        if (!IsModerate(numbers[index]))
        {
            marks[place] |= int.MinValue;
        }
    }

    /// <summary>An iteration of the inner loops takes as long as looking at so many numbers, or longer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Most(int start, int bound, int count) => 16 * (long)Math.Min(Math.Abs((long)bound - start) * count, int.MaxValue);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AreFinite<R>(ReadOnlySpan<R> numbers)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        ReadOnlySpan<Vector<R>> vectors = MemoryMarshal.Cast<R, Vector<R>>(numbers);
        Vector<R> zero = Vector<R>.Zero;
        foreach (Vector<R> vector in vectors)
        {
            // x · 0 is zero, or no number.
            zero += vector * Vector<R>.Zero;
        }

        R rest = R.Zero;
        foreach (R number in numbers[(vectors.Length * Vector<R>.Count)..])
        {
            rest += number * R.Zero;
        }

        return Vector.EqualsAll(zero, Vector<R>.Zero) && rest == R.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AreAtMost<R>(ReadOnlySpan<R> numbers, R largest)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        ReadOnlySpan<Vector<R>> vectors = MemoryMarshal.Cast<R, Vector<R>>(numbers);
        Vector<R> bound = Vector.Create(largest), are = Vector<R>.AllBitsSet;
        foreach (Vector<R> vector in vectors)
        {
            are &= Vector.LessThanOrEqual(Vector.Abs(vector), bound);
        }

        foreach (R number in numbers[(vectors.Length * Vector<R>.Count)..])
        {
            if (!(R.Abs(number) <= largest))
            {
                return false;
            }
        }

        return Vector.EqualsAll(are.As<R, byte>(), Vector<byte>.AllBitsSet);
    }

    /// <summary>How many runs there are of a power of two of lanes each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long RunsOf(int lanes, int count) => ((count - 1) >> BitOperations.Log2((uint)lanes)) + 1L;

    /// <summary>The lanes of the narrowest vector that the processor has and that has room for a number of numbers; those of the widest, where none has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LanesFor<R>(int count)
    {
        int narrow = Vector128<R>.Count;
        return Vector512.IsHardwareAccelerated && count > 2 * narrow ? 4 * narrow
            : Vector256.IsHardwareAccelerated && count > narrow ? 2 * narrow
            : Vector128.IsHardwareAccelerated && count > 1 ? narrow
            : 1;
    }

    /// <summary>The numbers of a matrix, row by row.</summary>
    /// <typeparam name="R">The type of the numbers.</typeparam>
    /// <param name="matrix">The matrix; what is written to the span is written to it.</param>
    /// <returns>Its memory.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<R> Numbers<R>(R[,] matrix) => MemoryMarshal.CreateSpan(ref Unsafe.As<byte, R>(ref MemoryMarshal.GetArrayDataReference(matrix)), matrix.Length);

    /// <summary>How many numbers the rows have together; a row that is null has none.</summary>
    /// <typeparam name="R">The type of the numbers.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <returns>The number of numbers.</returns>
    /// <exception cref="OverflowException">There are more than 2³¹ − 1.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Count<R>(R[][] rows)
    {
        int count = 0;
        foreach (R[]? row in rows)
        {
            count = checked(count + (row?.Length ?? 0));
        }

        return count;
    }

    /// <summary>Copies the numbers of all rows, one row after another.</summary>
    /// <typeparam name="R">The type of the numbers.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <param name="numbers">Overwritten, as long as <see cref="Count"/> says.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read<R>(R[][] rows, Span<R> numbers)
    {
        foreach (R[]? row in rows)
        {
            row.AsSpan().CopyTo(numbers);
            numbers = numbers[(row?.Length ?? 0)..];
        }
    }

    /// <summary>Copies numbers into the rows, one row after another.</summary>
    /// <typeparam name="R">The type of the numbers.</typeparam>
    /// <param name="numbers">As many as <see cref="Count"/> says.</param>
    /// <param name="rows">Overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write<R>(ReadOnlySpan<R> numbers, R[][] rows)
    {
        foreach (R[]? row in rows)
        {
            int length = row?.Length ?? 0;
            numbers[..length].CopyTo(row);
            numbers = numbers[length..];
        }
    }
}
