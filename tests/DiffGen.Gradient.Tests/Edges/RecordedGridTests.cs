using System;
using System.Linq;
using Xunit;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>What rows record at once is what each records for itself.</summary>
public class RecordedGridTests
{
    private delegate double Gradient(ReadOnlySpan<double> x, ReadOnlySpan<double> w, int rows, int columns, Span<double> xGrad, Span<double> wGrad);

    private static readonly (string Name, Gradient AtOnce, Gradient OneByOne)[] s_methods =
    [
        (nameof(RecordedGrids.Layers), RecordedGrids.LayersGradient, RecordedGrids.LayersOneByOneGradient),
        (nameof(RecordedGrids.Downwards), RecordedGrids.DownwardsGradient, RecordedGrids.DownwardsOneByOneGradient),
        (nameof(RecordedGrids.Counted), RecordedGrids.CountedGradient, RecordedGrids.CountedOneByOneGradient),
        (nameof(RecordedGrids.Branches), RecordedGrids.BranchesGradient, RecordedGrids.BranchesOneByOneGradient),
        (nameof(RecordedGrids.Triangle), RecordedGrids.TriangleGradient, RecordedGrids.TriangleOneByOneGradient),
        (nameof(RecordedGrids.Steps), RecordedGrids.StepsGradient, RecordedGrids.StepsOneByOneGradient),
    ];

    public static TheoryData<string> Names => [.. s_methods.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void As_row_by_row(string name)
    {
        (_, Gradient atOnce, Gradient oneByOne) = s_methods.Single(m => m.Name == name);
        foreach (int rows in new[] { -1, 0, 1, 2, 3, 4, 9 })
        {
            foreach (int columns in new[] { 0, 1, 2, 7, 8, 19, 64, 200 })
            {
                double[] x = Numbers(columns, 0.3), w = Numbers(Math.Max(0, rows) * columns, 1.1);
                double[] xGrad = new double[x.Length], wGrad = new double[w.Length], xGrad2 = Numbers(x.Length, 4), wGrad2 = Numbers(w.Length, 5);
                double value = oneByOne(x, w, rows, columns, xGrad, wGrad), value2 = atOnce(x, w, rows, columns, xGrad2, wGrad2);
                double[] expected = [value, .. xGrad, .. wGrad], actual = [value2, .. xGrad2, .. wGrad2];
                double size = expected.Select(Math.Abs).Append(1).Max();
                Assert.All(expected.Zip(actual), p => Assert.True(Math.Abs(p.First - p.Second) <= 1e-11 * size, $"{rows} × {columns}: {p.First:R}, {p.Second:R}"));
            }
        }
    }

    /// <summary>A row that lies behind the buffer: the exception of the method, and the next call finds nothing left of this one.</summary>
    [Fact]
    public void A_row_out_of_range()
    {
        double[] x = Numbers(19, 0.3), w = Numbers(5 * 19, 1.1), xGrad = [.. x.Select(_ => 7.0)], wGrad = [.. w.Select(_ => 7.0)];
        Assert.Throws<IndexOutOfRangeException>(() => RecordedGrids.Layers(x, w, 6, 19));
        Assert.Throws<IndexOutOfRangeException>(() => RecordedGrids.LayersGradient(x, w, 6, 19, xGrad, wGrad));
        As_row_by_row(nameof(RecordedGrids.Layers));
    }

    private static double[] Numbers(int length, double from) => [.. Enumerable.Range(0, length).Select(i => Math.Sin((1.7 * i) + from))];
}
