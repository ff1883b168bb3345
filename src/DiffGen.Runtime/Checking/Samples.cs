using System;

namespace DiffGen.Checking;

/// <summary>The values of a function of m results on a line through a point, at the steps 2⁻³, 2⁻⁴, … on both sides.</summary>
/// <param name="results">m.</param>
/// <param name="capacity">The number of steps there may be.</param>
internal sealed class Samples(int results, int capacity)
{
    /// <summary>The largest step.</summary>
    public const double Step = 0.125;

    private readonly double[] _ahead = new double[results * capacity];
    private readonly double[] _behind = new double[results * capacity];

    /// <summary>The number of steps there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds the values of the next step.</summary>
    public void Add(ReadOnlySpan<double> ahead, ReadOnlySpan<double> behind)
    {
        for (int j = 0; j < results; j++)
        {
            _ahead[(j * capacity) + Count] = ahead[j];
            _behind[(j * capacity) + Count] = behind[j];
        }

        Count++;
    }

    /// <summary>The values of a result ahead of the point, by step.</summary>
    public ReadOnlySpan<double> Ahead(int result) => _ahead.AsSpan(result * capacity, Count);

    /// <summary>The values of a result behind the point, by step.</summary>
    public ReadOnlySpan<double> Behind(int result) => _behind.AsSpan(result * capacity, Count);
}
