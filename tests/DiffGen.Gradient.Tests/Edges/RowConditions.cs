using System;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Rows that run on vectors where their elements are in range, which is asked for several of them at once, and before the loop over rows where it may be.</summary>
internal static partial class RowConditions
{
    /// <summary>Neighbours, neither the lowest of them first nor the highest last.</summary>
    [Differentiable]
    public static double Neighbours(ReadOnlySpan<double> x, Span<double> bend, int rows, int columns, int shift)
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
    public static double NeighboursOneByOne(ReadOnlySpan<double> x, Span<double> bend, int rows, int columns, int shift)
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
    public static double Parts(ReadOnlySpan<double> x, Span<double> squares, int rows, int columns, int length)
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
    public static double Weighted(ReadOnlySpan<double> x, Span<double> weighted, [NoDiff] double[] weights, int rows, int columns)
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
