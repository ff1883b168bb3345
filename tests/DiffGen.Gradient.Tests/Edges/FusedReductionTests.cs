using System;
using DiffGen;
using Xunit;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Loops that are undone at once: where the method throws in one, the gradients are as before the call; sums keep their order.</summary>
public partial class FusedReductionTests
{
    /// <summary>Rows of weights; the label of a row may be out of range.</summary>
    [Differentiable(Hvp = true)]
    internal static double Picked(ReadOnlySpan<double> weights, double scale, [NoDiff] ReadOnlySpan<int> labels)
    {
        double total = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double sum = 0;
            for (int j = 0; j < weights.Length; j++)
            {
                sum += weights[j] * Math.Exp(j * scale);
            }

            total += sum * scale / (1 + labels[labels[i]]);
        }

        return total;
    }

    /// <summary>An element for each iteration; the other buffer may be too short.</summary>
    [Differentiable]
    internal static double Paired(ReadOnlySpan<double> x, [NoDiff] ReadOnlySpan<double> other)
    {
        double total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            total += Math.Sin(x[i]) * other[i];
        }

        return total;
    }

    /// <summary>The loop is right, what follows it throws.</summary>
    [Differentiable]
    internal static double Behind(ReadOnlySpan<double> x, [NoDiff] ReadOnlySpan<double> other)
    {
        double total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            total += Math.Sin(x[i]);
        }

        return total + other[3];
    }

    [Differentiable(Simd = false)]
    internal static double Total(ReadOnlySpan<double> x)
    {
        double total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            total += Math.Exp(x[i]);
        }

        return total;
    }

    [Fact]
    public void An_exception_in_the_loop_leaves_the_gradients()
    {
        double[] weights = [1, 2, 3], direction = [1, 1, 1], gradient = [7, 8, 9], product = [4, 5, 6];
        int[] labels = [0, 1, 17];
        Assert.Throws<IndexOutOfRangeException>(() => PickedGradient(weights, 0.5, labels, gradient));
        Assert.Throws<IndexOutOfRangeException>(() => PickedVjp(weights, 0.5, labels, 1, gradient));
        Assert.Throws<IndexOutOfRangeException>(() => PickedHvp(weights, 0.5, labels, direction, 1, gradient, product));
        Assert.Equal([7, 8, 9], gradient);
        Assert.Equal([4, 5, 6], product);

        Assert.Throws<IndexOutOfRangeException>(() => PairedGradient(weights, [1, 2], gradient));
        Assert.Throws<IndexOutOfRangeException>(() => PairedVjp(weights, [1, 2], 1, gradient));
        Assert.Throws<IndexOutOfRangeException>(() => BehindGradient(weights, [1, 2], gradient));
        Assert.Throws<IndexOutOfRangeException>(() => BehindVjp(weights, [1, 2], 1, gradient));
        Assert.Equal([7, 8, 9], gradient);
    }

    [Fact]
    public void Gradients_are_added_to_and_overwritten()
    {
        double[] weights = [1, 2, 3], gradient = [double.NaN, double.NaN, double.NaN], added = [7, 8, 9];
        int[] labels = [0, 1, 2];
        (double value, double scale) = PickedGradient(weights, 0.5, labels, gradient);
        PickedVjp(weights, 0.5, labels, 1, added);
        Assert.Equal(Picked(weights, 0.5, labels), value);
        Assert.True(double.IsFinite(scale));
        for (int i = 0; i < 3; i++)
        {
            double expected = 0.5 * Math.Exp(i * 0.5) * ((1.0 / 1) + (1.0 / 2) + (1.0 / 3));
            Assert.Equal(expected, gradient[i], 1e-12);
            Assert.Equal(new double[] { 7, 8, 9 }[i] + expected, added[i], 1e-12);
        }
    }

    /// <summary>10¹⁶ and ones: in another order the sum is another number.</summary>
    [Fact]
    public void The_value_is_the_method_s_to_the_bit()
    {
        double[] x = [36.8, 0, 0, 0, 0, 0, 0.1, -0.3, 0, 0, 0], gradient = new double[11];
        Assert.Equal(BitConverter.DoubleToInt64Bits(Total(x)), BitConverter.DoubleToInt64Bits(TotalGradient(x, gradient)));
        Assert.NotEqual(Total(x), Total([.. System.Linq.Enumerable.Reverse(x)]));
        Assert.Equal(Math.Exp(36.8), gradient[0]);
    }
}
