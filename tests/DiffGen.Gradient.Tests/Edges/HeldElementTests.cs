using System;
using System.Linq;
using Xunit;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Elements that vectors hold from one write to the next are what they are one iteration at a time, for every number of iterations.</summary>
public class HeldElementTests
{
    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 36)];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Read_and_written_again(int length)
    {
        double[] x = Numbers(length, 0.3), y = Numbers(length, 1.1), y2 = [.. y];
        double[] xGrad = new double[length], yGrad = Numbers(length, 2.5), xGrad2 = new double[length], yGrad2 = [.. yGrad];
        double value = HeldElements.ChangedOneByOneVjp(x, y, 1.7, xGrad, yGrad);
        double value2 = HeldElements.ChangedVjp(x, y2, 1.7, xGrad2, yGrad2);
        Same([value, .. y, .. xGrad, .. yGrad], [value2, .. y2, .. xGrad2, .. yGrad2]);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Of_one_memory_by_two_names(int length)
    {
        double[] x = Numbers(length, 0.3), xGrad = new double[length], xGrad2 = new double[length];
        double value = HeldElements.NeighboursOneByOneGradient(x, xGrad);
        double value2 = HeldElements.NeighboursGradient(x, xGrad2);
        Same([value, .. xGrad], [value2, .. xGrad2]);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void One_gradient_for_two_parameters(int length)
    {
        double[] a = Numbers(length, 0.3), b = Numbers(length, 1.1), aGrad = new double[length], bGrad = new double[length], both = new double[length];
        double value = HeldElements.ProductsVjp(a, b, 0.9, aGrad, bGrad);
        double value2 = HeldElements.ProductsVjp(a, b, 0.9, both, both);
        Same([value, .. aGrad.Zip(bGrad, (x, y) => x + y)], [value2, .. both]);
    }

    private static double[] Numbers(int length, double from) => [.. Enumerable.Range(0, length).Select(i => Math.Sin((1.7 * i) + from))];

    private static void Same(double[] expected, double[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-12 * Math.Max(1, Math.Abs(expected[i])), $"{i}: {expected[i]:R}, {actual[i]:R}");
        }
    }
}
