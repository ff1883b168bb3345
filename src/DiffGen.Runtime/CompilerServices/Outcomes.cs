using System;
using System.ComponentModel;
using System.Numerics;
using DiffGen.Distributions;

namespace DiffGen.CompilerServices;

/// <summary>All counts and rankings that a draw into a buffer may give, by their numbers. For generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Outcomes
{
    /// <summary>The most outcomes that are summed over.</summary>
    public const int Largest = 4_096;

    /// <summary>How many counts of so many categories have the sum n: C(n + d − 1, d − 1).</summary>
    /// <exception cref="InvalidOperationException">They are more than <see cref="Largest"/>.</exception>
    public static int OfCounts(int n, int categories)
    {
        long number = Counts(n, categories);
        return number <= Largest
            ? (int)number
            : throw new InvalidOperationException($"A draw of {n} among {categories} categories with Strategy.Enumerate has more than {Largest:N0} outcomes; take Strategy.Score.");
    }

    /// <summary>How many rankings of so many items have so many places: d!/(d − k)!.</summary>
    /// <exception cref="InvalidOperationException">They are more than <see cref="Largest"/>.</exception>
    public static int OfRankings(int items, int places)
    {
        long number = Rankings(items, places);
        return number <= Largest
            ? (int)number
            : throw new InvalidOperationException($"A ranking of {items} items in {places} places with Strategy.Enumerate has more than {Largest:N0} outcomes; take Strategy.Score.");
    }

    /// <summary>The counts of a number, in lexical order.</summary>
    /// <param name="number">The number, below that of all.</param>
    /// <param name="n">The sum of the counts.</param>
    /// <param name="counts">Receives the counts; overwritten.</param>
    public static void FillCounts(int number, int n, Span<int> counts)
    {
        int left = n, index = number;
        for (int i = 0; i < counts.Length - 1; i++)
        {
            int count = 0;
            for (long behind = Counts(left, counts.Length - 1 - i); index >= behind; behind = Counts(left - count, counts.Length - 1 - i))
            {
                index -= (int)behind;
                count++;
            }

            counts[i] = count;
            left -= count;
        }

        counts[^1] = left;
    }

    /// <summary>The ranking of a number, in lexical order.</summary>
    /// <param name="number">The number, below that of all.</param>
    /// <param name="items">The number of items.</param>
    /// <param name="ranking">Receives the numbers of the items, the first place first; overwritten.</param>
    public static void FillRankings(int number, int items, Span<int> ranking)
    {
        int index = number;
        for (int i = 0; i < ranking.Length; i++)
        {
            int behind = (int)Rankings(items - 1 - i, ranking.Length - 1 - i), skipped = index / behind, item = -1;
            index %= behind;
            do
            {
                item++;
                skipped -= ranking[..i].Contains(item) ? 0 : 1;
            }
            while (skipped >= 0);

            ranking[i] = item;
        }
    }

    /// <summary>The vector that is 1 at a category and 0 elsewhere.</summary>
    public static void FillOneHot<R>(int category, Span<R> vector)
        where R : IFloatingPointIeee754<R>
    {
        vector.Clear();
        vector[category] = R.One;
    }

    /// <summary>The probability of counts.</summary>
    public static R Multinomial<R>(ReadOnlySpan<int> counts, ReadOnlySpan<R> logits)
        where R : IFloatingPointIeee754<R> => R.Exp(Distributions.Multinomial.LogProbability(counts, logits));

    /// <summary>The probability of counts.</summary>
    public static R DirichletMultinomial<R>(ReadOnlySpan<int> counts, ReadOnlySpan<R> alpha)
        where R : IFloatingPointIeee754<R> => R.Exp(Distributions.DirichletMultinomial.LogProbability(counts, alpha));

    /// <summary>The probability of a ranking.</summary>
    public static R PlackettLuce<R>(ReadOnlySpan<int> ranking, ReadOnlySpan<R> logits)
        where R : IFloatingPointIeee754<R> => R.Exp(Distributions.PlackettLuce.LogProbability(ranking, logits));

    /// <summary>The number of counts, or one more than <see cref="Largest"/> where they are more.</summary>
    private static long Counts(int n, int categories)
    {
        if (categories == 0)
        {
            return n == 0 ? 1 : 0;
        }

        long number = 1;
        int chosen = Math.Min(n, categories - 1);
        for (int i = 1; i <= chosen && number <= Largest; i++)
        {
            number = number * ((long)n + categories - 1 - chosen + i) / i;
        }

        return Math.Min(number, Largest + 1);
    }

    /// <summary>The number of rankings, or one more than <see cref="Largest"/> where they are more.</summary>
    private static long Rankings(int items, int places)
    {
        long number = 1;
        for (int i = 0; i < places && number <= Largest; i++)
        {
            number *= items - i;
        }

        return Math.Min(number, Largest + 1);
    }
}
