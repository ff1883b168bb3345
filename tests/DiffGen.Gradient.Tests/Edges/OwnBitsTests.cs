using System;
using System.Linq;
using Xunit;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary><c>Simd = false</c>: F's own bits, whatever F calls.</summary>
public static partial class OwnBitsTests
{
    /// <summary>Recursive, so that it is called and not spliced in.</summary>
    [Differentiable]
    internal static double Total(ReadOnlySpan<double> x, int depth)
    {
        double total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            total += Math.Exp(x[i]);
        }

        return depth > 0 ? 0.5 * (total + Total(x, depth - 1)) : total;
    }

    private static double Helper(ReadOnlySpan<double> x, int depth)
    {
        double total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            total += Math.Exp(x[i]);
        }

        return depth > 0 ? 0.5 * (total + Helper(x, depth - 1)) : total;
    }

    private static readonly double[] s_weights = [1, 1];

    /// <summary>Called, since it names private data and runs again in reverse (random program 9910442).</summary>
    [Differentiable]
    [Checkpoint]
    internal static double Weighted(ReadOnlySpan<double> x)
    {
        double total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            total += s_weights[1] * Math.Exp(x[i]);
        }

        return total;
    }

    [Differentiable(Simd = false)]
    internal static double OfPrivateData(ReadOnlySpan<double> x) => 2 * Weighted(x);

    [Differentiable(Simd = false)]
    internal static double OfMarked(ReadOnlySpan<double> x) => 2 * Total(x, 2);

    [Differentiable(Simd = false)]
    internal static double OfHelper(ReadOnlySpan<double> x) => 2 * Helper(x, 2);

    /// <summary>10¹⁶ and ones: in another order the sum is another number.</summary>
    private static readonly double[] s_numbers = [36.8, 0, 0, 0, 0, 0, 0.1, -0.3, 0, 0, 0];

    [Fact]
    public static void What_is_called_keeps_the_order_of_its_sums()
    {
        double[] gradient = new double[s_numbers.Length], tangent = new double[s_numbers.Length];
        Assert.Equal(OfMarked(s_numbers), OfMarkedGradient(s_numbers, gradient));
        Assert.Equal(OfMarked(s_numbers), OfMarkedJvp(s_numbers, tangent).Value);
        Assert.Equal(OfMarked(s_numbers), OfMarkedVjp(s_numbers, 1, gradient));
        Assert.Equal(OfPrivateData(s_numbers), OfPrivateDataGradient(s_numbers, gradient));
        Assert.Equal(OfPrivateData(s_numbers), OfPrivateDataJvp(s_numbers, tangent).Value);
        Assert.Equal(OfHelper(s_numbers), OfHelperGradient(s_numbers, gradient));
        Assert.Equal(OfHelper(s_numbers), OfHelperJvp(s_numbers, tangent).Value);
    }

    [Fact]
    public static void In_another_order_the_sum_is_another_number() => Assert.NotEqual(Total(s_numbers, 0), Total([.. s_numbers.AsEnumerable().Reverse()], 0));
}
