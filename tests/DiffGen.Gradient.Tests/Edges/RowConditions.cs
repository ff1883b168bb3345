using System;
using Golden;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Rows that run on vectors where their elements are in range, which is asked for several of them at once, and before the loop over rows where it may be.</summary>
internal static partial class RowConditions
{
    /// <summary>Neighbours, neither the lowest of them first nor the highest last.</summary>
    [Differentiable]
    public static double Neighbours([Sample(Length = 20)] ReadOnlySpan<double> x, [Sample(Length = 18)] Span<double> bend, [Sample(Values = "2")] int rows, [Sample(Values = "9")] int columns, [Sample(Values = "0")] int shift)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < columns; i++)
            {
                int at = row * columns + i;
                bend[at] = x[at + shift + 1] * x[at + shift + 2] - x[at + shift];
            }
        }

        double sum = 0;
        for (int i = 0; i < bend.Length; i++)
        {
            sum += bend[i] * bend[i];
        }

        return sum;
    }

    [Differentiable(Simd = false)]
    public static double NeighboursOneByOne([Sample(Length = 20)] ReadOnlySpan<double> x, [Sample(Length = 18)] Span<double> bend, [Sample(Values = "2")] int rows, [Sample(Values = "9")] int columns, [Sample(Values = "0")] int shift)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < columns; i++)
            {
                int at = row * columns + i;
                bend[at] = x[at + shift + 1] * x[at + shift + 2] - x[at + shift];
            }
        }

        double sum = 0;
        for (int i = 0; i < bend.Length; i++)
        {
            sum += bend[i] * bend[i];
        }

        return sum;
    }

    /// <summary>Parts of one length, which is a parameter.</summary>
    [Differentiable]
    public static double Parts([Sample(Length = 18)] ReadOnlySpan<double> x, [Sample(Length = 18)] Span<double> squares, [Sample(Values = "2")] int rows, [Sample(Values = "9")] int columns, [Sample(Values = "9")] int length)
    {
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<double> part = x.Slice(row * columns, length);
            Span<double> squared = squares.Slice(row * columns, length);
            for (int i = 0; i < columns; i++)
            {
                squared[i] = part[i] * part[i] + row * part[i];
            }
        }

        double sum = 0;
        for (int i = 0; i < squares.Length; i++)
        {
            sum += squares[i];
        }

        return sum;
    }

    /// <summary>An array that is not looked at where there are no rows.</summary>
    [Differentiable]
    public static double Weighted([Sample(Length = 18)] ReadOnlySpan<double> x, [Sample(Length = 18)] Span<double> weighted, [NoDiff, Sample(Length = 9)] double[] weights, [Sample(Values = "2")] int rows, [Sample(Values = "9")] int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < columns; i++)
            {
                weighted[row * columns + i] = x[row * columns + i] * weights[i];
            }
        }

        double sum = 0;
        for (int i = 0; i < weighted.Length; i++)
        {
            sum += weighted[i];
        }

        return sum;
    }
}
