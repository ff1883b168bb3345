using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiffGen.CompilerServices;

public static partial class Lanes
{
    /// <summary>Numbers of a row of a Jacobian, <c>jacobian[row * columns + column + lane]</c>, as many as there are columns left.</summary>
    /// <param name="jacobian">The Jacobian, row after row.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="column">The column of the first lane; from <paramref name="columns"/> on nothing is written.</param>
    /// <param name="row">The row.</param>
    /// <param name="numbers">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreColumn(Span<double> jacobian, int columns, int column, int row, Vector512<double> numbers)
    {
        int count = Math.Min(8, columns - column);
        if (count == 8)
        {
            numbers.StoreUnsafe(ref MemoryMarshal.GetReference(jacobian.Slice((row * columns) + column, 8)));
            return;
        }

        for (int lane = 0, at = (row * columns) + column; lane < count; lane++)
        {
            jacobian[at + lane] = numbers[lane];
        }
    }

    /// <summary>Numbers of a column of a Jacobian, <c>jacobian[(row + lane) * columns + column]</c>, as many as there are rows left.</summary>
    /// <param name="jacobian">The Jacobian, row after row.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="row">The row of the first lane, less than <paramref name="rows"/>.</param>
    /// <param name="column">The column.</param>
    /// <param name="numbers">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow(Span<double> jacobian, int rows, int columns, int row, int column, Vector512<double> numbers)
    {
        int count = Math.Min(8, rows - row), at = (row * columns) + column;
        for (int lane = 0; lane < count; lane++, at += columns)
        {
            jacobian[at] = numbers[lane];
        }
    }

    /// <summary>Numbers of a row of a Jacobian, <c>jacobian[row * columns + column + lane]</c>, as many as there are columns left.</summary>
    /// <param name="jacobian">The Jacobian, row after row.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="column">The column of the first lane; from <paramref name="columns"/> on nothing is written.</param>
    /// <param name="row">The row.</param>
    /// <param name="numbers">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreColumn(Span<float> jacobian, int columns, int column, int row, Vector512<float> numbers)
    {
        int count = Math.Min(16, columns - column);
        if (count == 16)
        {
            numbers.StoreUnsafe(ref MemoryMarshal.GetReference(jacobian.Slice((row * columns) + column, 16)));
            return;
        }

        for (int lane = 0, at = (row * columns) + column; lane < count; lane++)
        {
            jacobian[at + lane] = numbers[lane];
        }
    }

    /// <summary>Numbers of a column of a Jacobian, <c>jacobian[(row + lane) * columns + column]</c>, as many as there are rows left.</summary>
    /// <param name="jacobian">The Jacobian, row after row.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="row">The row of the first lane, less than <paramref name="rows"/>.</param>
    /// <param name="column">The column.</param>
    /// <param name="numbers">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow(Span<float> jacobian, int rows, int columns, int row, int column, Vector512<float> numbers)
    {
        int count = Math.Min(16, rows - row), at = (row * columns) + column;
        for (int lane = 0; lane < count; lane++, at += columns)
        {
            jacobian[at] = numbers[lane];
        }
    }

    /// <summary>Numbers of a row of a Jacobian, <c>jacobian[row * columns + column + lane]</c>, as many as there are columns left.</summary>
    /// <param name="jacobian">The Jacobian, row after row.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="column">The column of the first lane; from <paramref name="columns"/> on nothing is written.</param>
    /// <param name="row">The row.</param>
    /// <param name="numbers">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreColumn(Span<double> jacobian, int columns, int column, int row, Vector256<double> numbers)
    {
        int count = Math.Min(4, columns - column);
        if (count == 4)
        {
            numbers.StoreUnsafe(ref MemoryMarshal.GetReference(jacobian.Slice((row * columns) + column, 4)));
            return;
        }

        for (int lane = 0, at = (row * columns) + column; lane < count; lane++)
        {
            jacobian[at + lane] = numbers[lane];
        }
    }

    /// <summary>Numbers of a column of a Jacobian, <c>jacobian[(row + lane) * columns + column]</c>, as many as there are rows left.</summary>
    /// <param name="jacobian">The Jacobian, row after row.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="row">The row of the first lane, less than <paramref name="rows"/>.</param>
    /// <param name="column">The column.</param>
    /// <param name="numbers">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow(Span<double> jacobian, int rows, int columns, int row, int column, Vector256<double> numbers)
    {
        int at = (row * columns) + column;
        if (rows - row >= 4)
        {
            jacobian[at] = numbers[0];
            jacobian[at + columns] = numbers[1];
            jacobian[at + (2 * columns)] = numbers[2];
            jacobian[at + (3 * columns)] = numbers[3];
            return;
        }

        for (int lane = 0; lane < rows - row; lane++, at += columns)
        {
            jacobian[at] = numbers[lane];
        }
    }

    /// <summary>Numbers of a row of a Jacobian, <c>jacobian[row * columns + column + lane]</c>, as many as there are columns left.</summary>
    /// <param name="jacobian">The Jacobian, row after row.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="column">The column of the first lane; from <paramref name="columns"/> on nothing is written.</param>
    /// <param name="row">The row.</param>
    /// <param name="numbers">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreColumn(Span<float> jacobian, int columns, int column, int row, Vector256<float> numbers)
    {
        int count = Math.Min(8, columns - column);
        if (count == 8)
        {
            numbers.StoreUnsafe(ref MemoryMarshal.GetReference(jacobian.Slice((row * columns) + column, 8)));
            return;
        }

        for (int lane = 0, at = (row * columns) + column; lane < count; lane++)
        {
            jacobian[at + lane] = numbers[lane];
        }
    }

    /// <summary>Numbers of a column of a Jacobian, <c>jacobian[(row + lane) * columns + column]</c>, as many as there are rows left.</summary>
    /// <param name="jacobian">The Jacobian, row after row.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="row">The row of the first lane, less than <paramref name="rows"/>.</param>
    /// <param name="column">The column.</param>
    /// <param name="numbers">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow(Span<float> jacobian, int rows, int columns, int row, int column, Vector256<float> numbers)
    {
        int count = Math.Min(8, rows - row), at = (row * columns) + column;
        for (int lane = 0; lane < count; lane++, at += columns)
        {
            jacobian[at] = numbers[lane];
        }
    }

    /// <summary>Numbers of a row of a Jacobian, <c>jacobian[row * columns + column + lane]</c>, as many as there are columns left.</summary>
    /// <param name="jacobian">The Jacobian, row after row.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="column">The column of the first lane; from <paramref name="columns"/> on nothing is written.</param>
    /// <param name="row">The row.</param>
    /// <param name="numbers">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreColumn(Span<double> jacobian, int columns, int column, int row, Vector128<double> numbers)
    {
        int count = Math.Min(2, columns - column);
        if (count == 2)
        {
            numbers.StoreUnsafe(ref MemoryMarshal.GetReference(jacobian.Slice((row * columns) + column, 2)));
            return;
        }

        for (int lane = 0, at = (row * columns) + column; lane < count; lane++)
        {
            jacobian[at + lane] = numbers[lane];
        }
    }

    /// <summary>Numbers of a column of a Jacobian, <c>jacobian[(row + lane) * columns + column]</c>, as many as there are rows left.</summary>
    /// <param name="jacobian">The Jacobian, row after row.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="row">The row of the first lane, less than <paramref name="rows"/>.</param>
    /// <param name="column">The column.</param>
    /// <param name="numbers">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow(Span<double> jacobian, int rows, int columns, int row, int column, Vector128<double> numbers)
    {
        int at = (row * columns) + column;
        if (rows - row >= 2)
        {
            jacobian[at] = numbers[0];
            jacobian[at + columns] = numbers[1];
            return;
        }

        for (int lane = 0; lane < rows - row; lane++, at += columns)
        {
            jacobian[at] = numbers[lane];
        }
    }

    /// <summary>Numbers of a row of a Jacobian, <c>jacobian[row * columns + column + lane]</c>, as many as there are columns left.</summary>
    /// <param name="jacobian">The Jacobian, row after row.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="column">The column of the first lane; from <paramref name="columns"/> on nothing is written.</param>
    /// <param name="row">The row.</param>
    /// <param name="numbers">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreColumn(Span<float> jacobian, int columns, int column, int row, Vector128<float> numbers)
    {
        int count = Math.Min(4, columns - column);
        if (count == 4)
        {
            numbers.StoreUnsafe(ref MemoryMarshal.GetReference(jacobian.Slice((row * columns) + column, 4)));
            return;
        }

        for (int lane = 0, at = (row * columns) + column; lane < count; lane++)
        {
            jacobian[at + lane] = numbers[lane];
        }
    }

    /// <summary>Numbers of a column of a Jacobian, <c>jacobian[(row + lane) * columns + column]</c>, as many as there are rows left.</summary>
    /// <param name="jacobian">The Jacobian, row after row.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="row">The row of the first lane, less than <paramref name="rows"/>.</param>
    /// <param name="column">The column.</param>
    /// <param name="numbers">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow(Span<float> jacobian, int rows, int columns, int row, int column, Vector128<float> numbers)
    {
        int at = (row * columns) + column;
        if (rows - row >= 4)
        {
            jacobian[at] = numbers[0];
            jacobian[at + columns] = numbers[1];
            jacobian[at + (2 * columns)] = numbers[2];
            jacobian[at + (3 * columns)] = numbers[3];
            return;
        }

        for (int lane = 0; lane < rows - row; lane++, at += columns)
        {
            jacobian[at] = numbers[lane];
        }
    }
}
