using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiffGen;

/// <summary>A part of a flat buffer of parameters, such as one weight matrix, for rules that treat layers or rows apart.</summary>
/// <param name="Start">The index of its first number.</param>
/// <param name="Length">How many numbers it has.</param>
/// <param name="Rows">Into how many rows of equal length it is divided (the units of a layer); 1 for a vector.</param>
public readonly record struct ParameterRange(int Start, int Length, int Rows = 1)
{
    /// <summary>The length of a row; 0 where there is none.</summary>
    public int Columns => Rows < 1 ? 0 : Length / Rows;

    /// <summary>Finds a part of a model in its buffer: <c>ParameterRange.Of(model.Parameters, model.Head.W, rows: outputs)</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="whole">The buffer.</param>
    /// <param name="part">A view of a part of the same memory.</param>
    /// <param name="rows">Into how many rows it is divided.</param>
    /// <returns>The range.</returns>
    /// <exception cref="ArgumentException">The part does not lie in the buffer, or has no whole number of rows.</exception>
    public static ParameterRange Of<R>(ReadOnlySpan<R> whole, ReadOnlySpan<R> part, int rows = 1)
        where R : unmanaged
    {
        nint offset = Unsafe.ByteOffset(ref MemoryMarshal.GetReference(whole), ref MemoryMarshal.GetReference(part));
        nint start = offset / Unsafe.SizeOf<R>();
        if (offset < 0 || part.IsEmpty || start + part.Length > whole.Length)
        {
            throw new ArgumentException("part does not lie in whole; pass a view of the model whose Parameters whole is.", nameof(part));
        }

        ParameterRange range = new((int)start, part.Length, rows);
        range.Check(whole.Length, nameof(rows));
        return range;
    }

    /// <summary>The range as a slice of a buffer.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="buffer">The buffer, such as the parameters or their gradient.</param>
    /// <returns>The slice.</returns>
    public Span<R> In<R>(Span<R> buffer) => buffer.Slice(Start, Length);

    /// <inheritdoc cref="In{R}(Span{R})"/>
    public ReadOnlySpan<R> In<R>(ReadOnlySpan<R> buffer) => buffer.Slice(Start, Length);

    /// <summary>The ranges lie within a buffer, in rising order, and apart. No ranges: the whole buffer as one.</summary>
    internal static ParameterRange[] CheckAll(ReadOnlySpan<ParameterRange> ranges, int parameterCount, string name)
    {
        if (ranges.IsEmpty)
        {
            return [new ParameterRange(0, parameterCount)];
        }

        int end = 0;
        foreach (ParameterRange range in ranges)
        {
            range.Check(parameterCount, name);
            if (range.Start < end)
            {
                throw new ArgumentException($"{name} has {range}, which begins before {end}, where the range before it ends; pass them in rising order, apart.", name);
            }

            end = range.Start + range.Length;
        }

        return ranges.ToArray();
    }

    private void Check(int parameterCount, string name)
    {
        if (Start < 0 || Length < 0 || Start > parameterCount - Length)
        {
            throw new ArgumentException($"{name} has {this}, which does not lie within {parameterCount} parameters.", name);
        }

        if (Rows < 1 || Length % Rows != 0)
        {
            throw new ArgumentException($"{name} has {this}; its rows must be at least 1 and divide its length.", name);
        }
    }
}
