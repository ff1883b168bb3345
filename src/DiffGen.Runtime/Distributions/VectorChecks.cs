using System;

namespace DiffGen.Distributions;

/// <summary>The checks of what vectors of counts, rankings and matrices must be.</summary>
internal static class VectorChecks
{
    public static void Category(int k, int categories)
    {
        if ((uint)k >= (uint)categories)
        {
            throw new ArgumentOutOfRangeException(nameof(k), k, $"k is {k}, but there are {categories} categories; pass a number from 0 to {categories - 1}.");
        }
    }

    /// <summary>Categories, each among those of its row of logits.</summary>
    public static void Categories(ReadOnlySpan<int> k, int logits)
    {
        Factor(logits, k.Length, nameof(logits));
        for (int i = 0; i < k.Length; i++)
        {
            Category(k[i], logits / k.Length);
        }
    }

    public static void Counts(ReadOnlySpan<int> counts)
    {
        for (int i = 0; i < counts.Length; i++)
        {
            if (counts[i] < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(counts), counts[i], $"counts[{i}] is {counts[i]}, but must be a count: 0 or more.");
            }
        }
    }

    public static void Ranking(ReadOnlySpan<int> ranking, int items)
    {
        for (int i = 0; i < ranking.Length; i++)
        {
            if ((uint)ranking[i] >= (uint)items || ranking[..i].Contains(ranking[i]))
            {
                throw new ArgumentOutOfRangeException(nameof(ranking), ranking[i], $"ranking[{i}] is {ranking[i]}, but must be one of the {items} items, each at most once.");
            }
        }
    }

    /// <summary>The number of rows of a square matrix.</summary>
    public static int Side(int length, string name)
    {
        int side = (int)Math.Round(Math.Sqrt(length));
        return (long)side * side == length ? side : throw new ArgumentException($"{name} has length {length}, but must be a square matrix: pass d × d numbers.", name);
    }

    public static void Factor(int length, int rows, string name = "factor")
    {
        if (rows == 0 ? length != 0 : length % rows != 0)
        {
            throw new ArgumentException($"{name} has length {length}, but must be a matrix of {rows} rows: pass a multiple of {rows} numbers.", name);
        }
    }
}
