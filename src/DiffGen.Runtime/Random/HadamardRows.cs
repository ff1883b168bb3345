using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// The rows of Sylvester's matrices: H[r, c] = (−1)^(number of ones in r &amp; c). The first 2ᵐ rows over 2ᵐ consecutive columns, the first of them a multiple of 2ᵐ, are orthogonal.
/// </summary>
/// <remarks>Sylvester, "Thoughts on inverse orthogonal matrices", 1867; Hadamard, "Résolution d'une question relative aux déterminants", 1893.</remarks>
internal static class HadamardRows
{
    /// <summary>Multiplies element i by H[row, first + i].</summary>
    public static void Flip<R>(Span<R> numbers, uint row, ulong first)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        int width = Vector<R>.Count, i = 0;
        for (; i < numbers.Length && (first + (ulong)i) % (ulong)width != 0; i++)
        {
            numbers[i] = IsMinus(row, first + (ulong)i) ? -numbers[i] : numbers[i];
        }

        if (i <= numbers.Length - width)
        {
            // The column's lower bits are those of the lane, the same in every vector; its upper ones turn whole vectors.
            Span<R> signs = stackalloc R[width];
            for (int lane = 0; lane < width; lane++)
            {
                signs[lane] = IsMinus(row, (ulong)lane) ? R.NegativeOne : R.One;
            }

            Vector<R> even = new(signs), odd = -even;
            for (; i <= numbers.Length - width; i += width)
            {
                Span<R> part = numbers[i..];
                (new Vector<R>(part) * (IsMinus(row, first + (ulong)i) ? odd : even)).CopyTo(part);
            }
        }

        for (; i < numbers.Length; i++)
        {
            numbers[i] = IsMinus(row, first + (ulong)i) ? -numbers[i] : numbers[i];
        }
    }

    private static bool IsMinus(uint row, ulong column) => (BitOperations.PopCount(row & column) & 1) == 1;
}
