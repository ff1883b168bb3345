using System;
using System.Linq;
using Xunit;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>What is asked before a row runs on vectors lets no row through that leaves a buffer, and keeps none from throwing what it throws.</summary>
public class RowConditionTests
{
    private const int Columns = 29;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Neighbours(int rows)
    {
        double[] x = Numbers(rows * Columns + 5), bend = new double[rows * Columns], gradient = new double[x.Length], bend2 = new double[bend.Length], gradient2 = new double[x.Length];
        for (int shift = 0; shift <= 3; shift++)
        {
            double value = RowConditions.NeighboursOneByOneGradient(x, bend, rows, Columns, shift, gradient, new double[bend.Length]);
            Assert.Equal(value, RowConditions.NeighboursGradient(x, bend2, rows, Columns, shift, gradient2, new double[bend.Length]), 1e-12);
            Same(bend, bend2);
            Same(gradient, gradient2);
        }
    }

    /// <summary>The first row begins before the buffer, or the last ends behind it; by one element or by all that an integer holds.</summary>
    [Theory]
    [InlineData(-1)]
    [InlineData(-2)]
    [InlineData(-3)]
    [InlineData(int.MinValue)]
    [InlineData(int.MinValue + 1)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MaxValue - 1)]
    [InlineData(int.MaxValue - 2)]
    public void Neighbours_out_of_range(int shift)
    {
        double[] x = Numbers(3 * Columns + 2), left = new double[3 * Columns], bend = new double[3 * Columns], gradient = [.. x.Select(_ => 7.0)];
        Assert.Throws<IndexOutOfRangeException>(() => RowConditions.Neighbours(x, left, 3, Columns, shift));
        Assert.Throws<IndexOutOfRangeException>(() => RowConditions.NeighboursGradient(x, bend, 3, Columns, shift, gradient, new double[bend.Length]));
        Same(left, bend);
        Assert.All(gradient, g => Assert.Equal(7, g));
        bend.AsSpan().Clear();
        Assert.Throws<IndexOutOfRangeException>(() => RowConditions.NeighboursJvp(x, bend, 3, Columns, shift, x, new double[bend.Length]));
        Same(left, bend);
    }

    [Fact]
    public void Parts_of_a_length()
    {
        double[] x = Numbers(3 * Columns), squares = new double[x.Length], gradient = new double[x.Length];
        RowConditions.PartsGradient(x, squares, 3, Columns, Columns, gradient, new double[x.Length]);
        Same([.. x.Select((v, i) => 2 * v + i / Columns)], gradient);

        // Shorter than a row: the elements behind the part are in range of the buffer, not of the part.
        double[] left = new double[x.Length], untouched = [.. x.Select(_ => 7.0)];
        squares.AsSpan().Clear();
        Assert.Throws<IndexOutOfRangeException>(() => RowConditions.Parts(x, left, 3, Columns, Columns - 3));
        Assert.Throws<IndexOutOfRangeException>(() => RowConditions.PartsGradient(x, squares, 3, Columns, Columns - 3, untouched, new double[x.Length]));
        Same(left, squares);
        Assert.All(untouched, g => Assert.Equal(7, g));

        // No row: no part is taken.
        Assert.Equal(0, RowConditions.PartsGradient(x, new double[x.Length], 0, Columns, -1, gradient, new double[x.Length]));
        Assert.All(gradient, g => Assert.Equal(0, g));
    }

    [Fact]
    public void An_array_that_no_row_looks_at()
    {
        double[] x = Numbers(2 * Columns), weights = Numbers(Columns), gradient = new double[x.Length];
        Assert.Equal(0, RowConditions.WeightedGradient(x, new double[x.Length], null!, 0, Columns, gradient, new double[x.Length]));
        Assert.All(gradient, g => Assert.Equal(0, g));
        RowConditions.WeightedGradient(x, new double[x.Length], weights, 2, Columns, gradient, new double[x.Length]);
        Same([.. weights, .. weights], gradient);
    }

    private static double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => Math.Sin(1.7 * i) + 0.1)];

    private static void Same(double[] expected, double[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 1e-13 * Math.Max(1, Math.Abs(pair.First)), $"{pair.First:R}, {pair.Second:R}"));
}
