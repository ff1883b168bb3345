using System;
using System.Numerics;

namespace DiffGen;

/// <summary>Ranks of n values, from −½ for the least to ½ for the largest; equal values share the mean of their ranks, and NaN ranks above all others.</summary>
internal sealed class CentredRanks<R>(int count)
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private readonly R[] _sorted = new R[count];
    private readonly int[] _places = new int[count];
    private readonly double[] _ranks = new double[count];

    /// <summary>The ranks, valid until the next call.</summary>
    public ReadOnlySpan<double> Of(ReadOnlySpan<R> values)
    {
        for (int i = 0; i < count; i++)
        {
            _sorted[i] = R.IsNaN(values[i]) ? R.PositiveInfinity : values[i];
            _places[i] = i;
        }

        Array.Sort(_sorted, _places);
        for (int start = 0; start < count;)
        {
            int end = start + 1;
            while (end < count && _sorted[end] == _sorted[start])
            {
                end++;
            }

            double rank = ((0.5 * (start + end - 1)) / (count - 1)) - 0.5;
            for (int i = start; i < end; i++)
            {
                _ranks[_places[i]] = rank;
            }

            start = end;
        }

        return _ranks;
    }
}
