using System;
using System.Linq;
using Xunit;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>An element gathers what iterations around it add: the same sums as one by one, at both ends and between, for every number of iterations.</summary>
public class NeighbourSumTests
{
    private delegate (double Value, double SGrad) Gradient(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double s, Span<double> xGrad, Span<double> yGrad);

    private delegate (float Value, float SGrad) GradientOfSingles(ReadOnlySpan<float> x, ReadOnlySpan<float> y, float s, Span<float> xGrad, Span<float> yGrad);

    private delegate (double Value, double Tangent) Jvp(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double s, ReadOnlySpan<double> xTangent, ReadOnlySpan<double> yTangent, double sTangent);

    private static readonly (string Name, Gradient OnVectors, Gradient OneByOne, GradientOfSingles OfSingles, Jvp Jvp)[] s_methods =
    [
        (nameof(NeighbourSums.Bend), NeighbourSums.BendGradient, NeighbourSums.BendOneByOneGradient, NeighbourSums.BendOfSinglesGradient, NeighbourSums.BendJvp),
        (nameof(NeighbourSums.Steps), NeighbourSums.StepsGradient, NeighbourSums.StepsOneByOneGradient, NeighbourSums.StepsOfSinglesGradient, NeighbourSums.StepsJvp),
        (nameof(NeighbourSums.Crossed), NeighbourSums.CrossedGradient, NeighbourSums.CrossedOneByOneGradient, NeighbourSums.CrossedOfSinglesGradient, NeighbourSums.CrossedJvp),
        (nameof(NeighbourSums.Apart), NeighbourSums.ApartGradient, NeighbourSums.ApartOneByOneGradient, NeighbourSums.ApartOfSinglesGradient, NeighbourSums.ApartJvp),
        (nameof(NeighbourSums.Smoothed), NeighbourSums.SmoothedGradient, NeighbourSums.SmoothedOneByOneGradient, NeighbourSums.SmoothedOfSinglesGradient, NeighbourSums.SmoothedJvp),
        (nameof(NeighbourSums.Fixed), NeighbourSums.FixedGradient, NeighbourSums.FixedOneByOneGradient, NeighbourSums.FixedOfSinglesGradient, NeighbourSums.FixedJvp),
        (nameof(NeighbourSums.Wide), NeighbourSums.WideGradient, NeighbourSums.WideOneByOneGradient, NeighbourSums.WideOfSinglesGradient, NeighbourSums.WideJvp),
        (nameof(NeighbourSums.Chosen), NeighbourSums.ChosenGradient, NeighbourSums.ChosenOneByOneGradient, NeighbourSums.ChosenOfSinglesGradient, NeighbourSums.ChosenJvp),
        (nameof(NeighbourSums.Rows), NeighbourSums.RowsGradient, NeighbourSums.RowsOneByOneGradient, NeighbourSums.RowsOfSinglesGradient, NeighbourSums.RowsJvp),
    ];

    public static TheoryData<string> Names => [.. s_methods.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void As_one_by_one(string name)
    {
        (_, Gradient onVectors, Gradient oneByOne, GradientOfSingles ofSingles, Jvp jvp) = s_methods.Single(m => m.Name == name);
        for (int length = 0; length <= 150; length++)
        {
            double[] x = Numbers(length, 0.3), y = Numbers(length, 1.1), xTangent = Numbers(length, 2.2), yTangent = Numbers(length, 0.7);
            double[] xGrad = new double[length], yGrad = new double[length], xGrad2 = Numbers(length, 5), yGrad2 = Numbers(length, 6);
            (double value, double sGrad) = oneByOne(x, y, 1.7, xGrad, yGrad);
            (double value2, double sGrad2) = onVectors(x, y, 1.7, xGrad2, yGrad2);
            Same(length, 1e-12, [value, sGrad, .. xGrad, .. yGrad], [value2, sGrad2, .. xGrad2, .. yGrad2]);

            // <gradient, tangent> is the tangent of the value.
            double tangent = jvp(x, y, 1.7, xTangent, yTangent, 0.4).Tangent;
            Same(length, 1e-11, [tangent], [xGrad2.Zip(xTangent, (a, b) => a * b).Sum() + yGrad2.Zip(yTangent, (a, b) => a * b).Sum() + 0.4 * sGrad2]);

            float[] xGrad3 = new float[length], yGrad3 = new float[length];
            (float value3, float sGrad3) = ofSingles([.. x.Select(v => (float)v)], [.. y.Select(v => (float)v)], 1.7f, xGrad3, yGrad3);
            Same(length, 1e-4, [value, sGrad, .. xGrad, .. yGrad], [value3, sGrad3, .. xGrad3.Select(v => (double)v), .. yGrad3.Select(v => (double)v)]);
        }
    }

    /// <summary>Beside the elements of the loop nothing is written, and what a Vjp finds is added to.</summary>
    [Fact]
    public void What_is_there_is_added_to_and_no_more()
    {
        for (int length = 0; length <= 70; length++)
        {
            double[] x = Numbers(length, 0.3), y = Numbers(length, 1.1), before = Numbers(length + 40, 2), around = [.. before], xGrad = new double[length], yGrad = new double[length];
            NeighbourSums.BendOneByOneVjp(x, y, 0.6, 1.5, xGrad, yGrad);
            NeighbourSums.BendVjp(x, y, 0.6, 1.5, around.AsSpan(20, length), new double[length]);
            Same(length, 1e-12, [.. before.Select((b, i) => b + (i >= 20 && i < 20 + length ? xGrad[i - 20] : 0))], around);
        }
    }

    /// <summary>One gradient for two parameters: what is added by one name is there by the other.</summary>
    [Fact]
    public void One_gradient_for_two_parameters()
    {
        for (int length = 0; length <= 70; length++)
        {
            double[] x = Numbers(length, 0.3), y = Numbers(length, 1.1), xGrad = new double[length], yGrad = new double[length], both = new double[length];
            NeighbourSums.CrossedVjp(x, y, 0.6, 1.5, xGrad, yGrad);
            NeighbourSums.CrossedVjp(x, y, 0.6, 1.5, both, both);
            Same(length, 1e-12, [.. xGrad.Zip(yGrad, (a, b) => a + b)], both);
        }
    }

    /// <summary>A buffer that is too short: the exception of the method, and nothing is written.</summary>
    [Fact]
    public void Out_of_range()
    {
        double[] x = Numbers(40, 0.3), y = Numbers(30, 1.1), xGrad = [.. x.Select(_ => 7.0)], yGrad = [.. y.Select(_ => 7.0)];
        Assert.Throws<IndexOutOfRangeException>(() => NeighbourSums.Bend(x, y, 1));
        Assert.Throws<IndexOutOfRangeException>(() => NeighbourSums.BendGradient(x, y, 1, xGrad, yGrad));
    }

    private static double[] Numbers(int length, double from) => [.. Enumerable.Range(0, length).Select(i => Math.Sin((1.7 * i) + from))];

    private static void Same(int length, double error, double[] expected, double[] actual)
    {
        double size = expected.Select(Math.Abs).Append(1).Max();
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= error * size, $"length {length}, {i}: {expected[i]:R}, {actual[i]:R}");
        }
    }
}
