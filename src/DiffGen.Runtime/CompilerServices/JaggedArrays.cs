using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace DiffGen.CompilerServices;

/// <summary>What generated code does with arrays of arrays.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JaggedArrays
{
    /// <summary>Requires as many rows, each as long.</summary>
    /// <param name="rows">The rows of a derivative.</param>
    /// <param name="primal">The rows of what it is the derivative of.</param>
    /// <param name="name">The name of the derivative.</param>
    /// <param name="primalName">The name of the primal.</param>
    /// <typeparam name="R">The type of the numbers.</typeparam>
    /// <exception cref="ArgumentException">A count or a length differs.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SameLengths<R>(R[][] rows, R[][] primal, string name, string primalName)
    {
        ArgumentNullException.ThrowIfNull(rows, name);
        ArgumentNullException.ThrowIfNull(primal, primalName);
        Arguments.SameLength(rows.Length, primal.Length, name, primalName);
        for (int i = 0; i < rows.Length; i++)
        {
            if ((rows[i]?.Length ?? -1) != (primal[i]?.Length ?? -1))
            {
                throw new ArgumentException($"Row {i} of '{name}' has {rows[i]?.Length ?? 0} elements, '{primalName}' has {primal[i]?.Length ?? 0} there; give it a row as long.", name);
            }
        }
    }

    /// <summary>Requires that no two rows are one array.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="name">The name of the argument.</param>
    /// <typeparam name="R">The type of the numbers.</typeparam>
    /// <exception cref="ArgumentException">Two rows are the same array.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Distinct<R>(R[][] rows, string name)
    {
        ArgumentNullException.ThrowIfNull(rows, name);
        for (int i = 0; i < rows.Length; i++)
        {
            for (int k = 0; k < i; k++)
            {
                if (rows[i] is not null && ReferenceEquals(rows[i], rows[k]))
                {
                    throw new ArgumentException($"Rows {k} and {i} of '{name}' are one array; give each row an array of its own.", name);
                }
            }
        }
    }

    /// <summary>Requires that no row of the one is a row of the other.</summary>
    /// <param name="a">The rows to blame.</param>
    /// <param name="b">The other rows.</param>
    /// <param name="nameToBlame">The name of the first.</param>
    /// <param name="otherName">The name of the second.</param>
    /// <typeparam name="R">The type of the numbers.</typeparam>
    /// <exception cref="ArgumentException">They share a row.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Disjoint<R>(R[][] a, R[][] b, string nameToBlame, string otherName)
    {
        ArgumentNullException.ThrowIfNull(a, nameToBlame);
        ArgumentNullException.ThrowIfNull(b, otherName);
        foreach (R[] row in a)
        {
            foreach (R[] other in b)
            {
                if (row is not null && ReferenceEquals(row, other))
                {
                    throw new ArgumentException($"'{nameToBlame}' and '{otherName}' share a row; give each its own arrays.", nameToBlame);
                }
            }
        }
    }

    /// <summary>Requires that no row lies in a span.</summary>
    /// <param name="a">The rows.</param>
    /// <param name="b">The span.</param>
    /// <param name="nameToBlame">The name of the one to blame.</param>
    /// <param name="otherName">The name of the other.</param>
    /// <typeparam name="R">The type of the numbers in the rows.</typeparam>
    /// <typeparam name="B">The type of the elements of the span.</typeparam>
    /// <exception cref="ArgumentException">They share memory.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Disjoint<R, B>(R[][] a, ReadOnlySpan<B> b, string nameToBlame, string otherName)
        where R : struct
        where B : struct
    {
        ArgumentNullException.ThrowIfNull(a, nameToBlame);
        foreach (R[] row in a)
        {
            Arguments.Disjoint<R, B>(row, b, nameToBlame, otherName);
        }
    }

    /// <summary>Sets every number of every row to zero.</summary>
    /// <param name="rows">The rows; overwritten.</param>
    /// <typeparam name="R">The type of the numbers.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Clear<R>(R[][] rows)
    {
        foreach (R[] row in rows)
        {
            row.AsSpan().Clear();
        }
    }

    /// <summary><c>rows[index] = new R[length]</c>, once for each row.</summary>
    /// <param name="rows">The rows, of which that one is null.</param>
    /// <param name="index">Of the new row.</param>
    /// <param name="length">Its length.</param>
    /// <typeparam name="R">The type of the numbers.</typeparam>
    /// <exception cref="NotSupportedException">There is a row already.</exception>
    public static void NewRow<R>(R[][] rows, int index, int length)
    {
        var row = new R[length];
        if (rows[index] is not null)
        {
            throw new NotSupportedException($"Row {index} of an array of arrays is assigned a second time; in a companion a row is assigned once: write its elements, or make another array of arrays.");
        }

        rows[index] = row;
    }

    /// <summary><c>destination += source</c>, row by row. Rows that are null in both are left out.</summary>
    /// <param name="source">What is added.</param>
    /// <param name="destination">What it is added to, with rows of the same lengths.</param>
    /// <typeparam name="R">The real type.</typeparam>
    /// <exception cref="ArgumentException">A count or a length differs.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Accumulate<R>(R[][] source, R[][] destination)
        where R : System.Numerics.IFloatingPointIeee754<R>
    {
        Arguments.SameLength(source.Length, destination.Length, nameof(source), nameof(destination));
        for (int i = 0; i < source.Length; i++)
        {
            Buffers.Accumulate<R>(source[i], destination[i]);
        }
    }

    /// <summary>New rows of zeros, as long as those given.</summary>
    /// <param name="rows">The rows whose lengths count.</param>
    /// <typeparam name="R">The type of the numbers.</typeparam>
    /// <returns>The new rows.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static R[][] Zeros<R>(R[][] rows)
    {
        var zeros = new R[rows.Length][];
        for (int i = 0; i < rows.Length; i++)
        {
            zeros[i] = rows[i] is null ? null! : new R[rows[i].Length];
        }

        return zeros;
    }
}
