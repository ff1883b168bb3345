using System;

namespace Golden;

/// <summary>
/// Where the numeric tests sample a parameter, or all real parameters of a method. The generator knows nothing of it.
/// Without it a real number lies in [0.3, 1.7], a buffer has five of them, and an integer is 2, 3 or 4.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Parameter)]
public sealed class SampleAttribute : Attribute
{
    /// <summary>The least value of a real number.</summary>
    public double Low { get; set; } = 0.3;

    /// <summary>The greatest value of a real number.</summary>
    public double High { get; set; } = 1.7;

    /// <summary>The number of elements of a buffer.</summary>
    public int Length { get; set; } = 5;

    /// <summary>The number of columns of a two-dimensional array; its rows are as many as <see cref="Length"/> is enough for.</summary>
    public int Columns { get; set; } = 1;

    /// <summary>
    /// The values themselves: samples apart by <c>|</c>, the elements of a buffer by blanks. <c>"0.5 | 2"</c> are two samples of a number,
    /// <c>"1 2 3 |"</c> two of a buffer, the second one empty.
    /// </summary>
    public string? Values { get; set; }

    /// <summary>On a method of <c>double</c> parameters: it computes in <c>float</c> somewhere, so that its rounding errors are those of <c>float</c>.</summary>
    public bool InSingle { get; set; }

    /// <summary>On a method whose derivatives are not those of what it computes (<c>Diff.Stop</c>, an estimate): they are checked by hand.</summary>
    public bool ByHand { get; set; }
}
