using System;
using System.Linq;
using System.Runtime.Intrinsics;
using DiffGen.CompilerServices;
using Xunit;

namespace DiffGen.Runtime.Tests;

/// <summary>Which lanes are left out, and how it is seen whether that could change a digit.</summary>
public static class NegligibleLanesTests
{
    private static readonly double s_least = Math.ScaleB(1, -1000), s_tiny = Math.BitDecrement(s_least);
    private static readonly double[] s_lanes = [s_tiny, -s_tiny, s_least, -s_least, double.Epsilon, -1, double.NaN, double.NegativeInfinity];

    [Fact]
    public static void Lanes_below_the_least_become_zero()
    {
        double[] expected = [.. s_lanes.Select(x => Math.Abs(x) < s_least ? 0 : x)];
        int[] state = new int[1];
        Assert.Equal(expected, Numbers(NegligibleLanes.Drop(Vector512.Create(s_lanes), state)));
        Assert.Equal(NegligibleLanes.LeftOut, state[0]);
        for (int i = 0; i < 8; i += 2)
        {
            Assert.Equal(expected[i..(i + 2)], Numbers(NegligibleLanes.Drop(Vector128.Create(s_lanes, i), state)));
            Assert.Equal(expected[(i / 4 * 4)..((i / 4 * 4) + 4)], Numbers(NegligibleLanes.Drop(Vector256.Create(s_lanes, i / 4 * 4), state)));
        }
    }

    [Fact]
    public static void Zeros_are_nothing_to_leave_out()
    {
        int[] state = new int[1];
        double[] lanes = [0, -0.0, s_least, 1, -s_least, 0, 2, 3];
        Assert.Equal(lanes, Numbers(NegligibleLanes.Drop(Vector512.Create(lanes), state)));
        Assert.Equal(0, state[0]);
    }

    [Theory]
    [InlineData(NegligibleLanes.Kept)]
    [InlineData(NegligibleLanes.Again)]
    public static void All_lanes_are_kept_where_that_is_asked_for(int kept)
    {
        int[] state = [kept];
        Assert.Equal(s_lanes, Numbers(NegligibleLanes.Drop(Vector512.Create(s_lanes), state)));
        Assert.Equal(s_lanes[..4], Numbers(NegligibleLanes.Drop(Vector256.Create(s_lanes), state)));
        Assert.Equal(s_lanes[..2], Numbers(NegligibleLanes.Drop(Vector128.Create(s_lanes), state)));
        Assert.Equal(kept, state[0]);
    }

    [Fact]
    public static void Many_numbers_for_few_points_are_not_looked_at()
    {
        Assert.Equal(0, NegligibleLanes.Start(0, 8));
        Assert.Equal(0, NegligibleLanes.Start(8 * 16_384, 8));
        Assert.Equal(NegligibleLanes.Kept, NegligibleLanes.Start((8 * 16_384) + 1, 8));
        Assert.Equal(0, NegligibleLanes.Start(16_384L * int.MaxValue, int.MaxValue));
    }

    [Fact]
    public static void Sizes_are_those_of_every_number()
    {
        for (int length = 0; length < 40; length++)
        {
            double[] x = [.. Enumerable.Range(0, length).Select(i => i % 2 == 0 ? 32.0 : -32)];
            Assert.True(NegligibleLanes.AreAtMost(x, 5));
            Assert.True(NegligibleLanes.AreAtLeast(x, 5));
            for (int i = 0; i < length; i++)
            {
                foreach (double other in new[] { 33, -33, double.NaN, double.PositiveInfinity })
                {
                    Assert.False(NegligibleLanes.AreAtMost([.. x[..i], other, .. x[(i + 1)..]], 5));
                }

                foreach (double other in new[] { 31, -31, double.NaN, 0 })
                {
                    Assert.False(NegligibleLanes.AreAtLeast([.. x[..i], other, .. x[(i + 1)..]], 5));
                }
            }
        }

        Assert.True(NegligibleLanes.AreAtMost(-32, 5));
        Assert.False(NegligibleLanes.AreAtMost(33, 5));
        Assert.False(NegligibleLanes.AreAtMost(double.NaN, 5));
        Assert.True(NegligibleLanes.AreAtLeast([Math.ScaleB(1, -700), -1], -700));
        Assert.False(NegligibleLanes.AreAtLeast([Math.ScaleB(1, -701), -1], -700));
    }

    [Fact]
    public static void Sums_of_lanes_are_compared_not_lanes()
    {
        Assert.True(NegligibleLanes.AreAtLeast([Vector512.Create(4.0), Vector512.Create(0, 0, 0, -32.0, 0, 0, 0, 0)], 5));
        Assert.False(NegligibleLanes.AreAtLeast([Vector512.Create(32.0, -32, 32, -32, 1, 0, 0, 0)], 5));
        Assert.False(NegligibleLanes.AreAtLeast([Vector256.Create(8.0), Vector256.Create(32, 0, 0, double.NaN)], 5));
        Assert.True(NegligibleLanes.AreAtLeast([Vector128.Create(16.0)], 5));
    }

    private static double[] Numbers(Vector512<double> x) => [.. Enumerable.Range(0, 8).Select(i => x[i])];

    private static double[] Numbers(Vector256<double> x) => [.. Enumerable.Range(0, 4).Select(i => x[i])];

    private static double[] Numbers(Vector128<double> x) => [x[0], x[1]];
}
