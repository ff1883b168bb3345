using System;
using System.Linq;
using System.Runtime.Intrinsics;
using DiffGen.CompilerServices;
using Xunit;

namespace DiffGen.Runtime.Tests;

/// <summary>What loops on vectors call, against the same lane by lane.</summary>
public static class LanesTests
{
    private static readonly double[] s_doubles = [3, -2, 0, -0.0, double.Epsilon, -double.Epsilon, double.PositiveInfinity, double.NegativeInfinity];
    private static readonly float[] s_floats = [3, -2, 0, -0f, float.Epsilon, -float.Epsilon, float.PositiveInfinity, float.NegativeInfinity, 1, -1, 7, -8, 0.5f, -0.5f, 0, 9];

    [Fact]
    public static void Signs_are_those_of_the_lanes()
    {
        long[] signs = [.. s_doubles.Select(x => (long)Math.Sign(x))];
        Assert.Equal(Vector512.Create(signs), Lanes.Sign(Vector512.Create(s_doubles)));
        Assert.Equal(Vector256.Create(signs), Lanes.Sign(Vector256.Create(s_doubles)));
        Assert.Equal(Vector128.Create(signs), Lanes.Sign(Vector128.Create(s_doubles)));
        int[] singles = [.. s_floats.Select(MathF.Sign)];
        Assert.Equal(Vector512.Create(singles), Lanes.Sign(Vector512.Create(s_floats)));
        Assert.Equal(Vector256.Create(singles), Lanes.Sign(Vector256.Create(s_floats)));
        Assert.Equal(Vector128.Create(singles), Lanes.Sign(Vector128.Create(s_floats)));
    }

    [Fact]
    public static void A_lane_that_is_no_number_has_no_sign()
    {
        for (int lane = 0; lane < 2; lane++)
        {
            Assert.ThrowsAny<Exception>(() => Lanes.Sign(Vector512.WithElement(Vector512.Create(s_doubles), 7 - lane, double.NaN)));
            Assert.ThrowsAny<Exception>(() => Lanes.Sign(Vector128.WithElement(Vector128.Create(s_doubles), lane, double.NaN)));
            Assert.ThrowsAny<Exception>(() => Lanes.Sign(Vector512.WithElement(Vector512.Create(s_floats), 15 - lane, float.NaN)));
            Assert.ThrowsAny<Exception>(() => Lanes.Sign(Vector256.WithElement(Vector256.Create(s_floats), lane, float.NaN)));
        }
    }

    [Fact]
    public static void Totals_are_sums_of_all_lanes()
    {
        // Sums of powers of two are exact: a lane that is left out, or counted twice, shows.
        double[] doubles = [.. Enumerable.Range(0, 8).Select(i => Math.ScaleB(1, 3 * i))];
        Assert.Equal(doubles.Sum(), Lanes.Total(Vector512.Create(doubles)));
        Assert.Equal(doubles.Take(4).Sum(), Lanes.Total(Vector256.Create(doubles)));
        float[] floats = [.. Enumerable.Range(0, 16).Select(i => (float)(1 << i))];
        Assert.Equal(floats.Sum(), Lanes.Total(Vector512.Create(floats)));
        Assert.Equal(floats.Take(8).Sum(), Lanes.Total(Vector256.Create(floats)));
    }
}
