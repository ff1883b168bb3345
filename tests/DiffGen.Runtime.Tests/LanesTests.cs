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

    [Fact]
    public static void Negligible_lanes_are_zero_beside_large_ones_alone()
    {
        double tiny = Math.ScaleB(1, -1001), least = Math.ScaleB(1, -1000), large = Math.ScaleB(1, -899), almost = Math.ScaleB(1, -900);
        foreach (double[] x in new double[][] { [tiny, -large, double.Epsilon, -tiny, least, 0, double.NaN, 3], [tiny, almost, double.Epsilon, -tiny, least, 0, double.NaN, -almost], [large, 1, -least, least, 2, 3, 4, 5], [double.NegativeInfinity, tiny, 0, 0, 0, 0, 0, 0] })
        {
            Compare(Lanes.DropNegligible(Vector512.Create(x)), x);
            for (int i = 0; i < 8; i += 4)
            {
                Compare(Lanes.DropNegligible(Vector256.Create(x, i)), x[i..(i + 4)]);
            }

            for (int i = 0; i < 8; i += 2)
            {
                Compare(Lanes.DropNegligible(Vector128.Create(x, i)), x[i..(i + 2)]);
            }
        }

        void Compare<TVector>(TVector found, double[] x)
        {
            double[] expected = [.. x.Select(v => x.Any(o => Math.Abs(o) > almost) && Math.Abs(v) < least ? 0 : v)];
            Assert.Equal(expected, x.Select((_, i) => found switch { Vector512<double> v => v[i], Vector256<double> v => v[i], Vector128<double> v => v[i], _ => throw new InvalidOperationException() }));
        }
    }

    [Fact]
    public static void Negligible_lanes_of_single_precision_are_zero_beside_large_ones_alone()
    {
        float tiny = MathF.ScaleB(1, -121), least = MathF.ScaleB(1, -120), large = MathF.ScaleB(1, -49), almost = MathF.ScaleB(1, -50);
        float[] beside = [tiny, -large, float.Epsilon, -tiny, least, 0, float.NaN, 3, 1, 2, -tiny, least, -least, 5, 6, 7], alone = [.. beside.Select(v => Math.Abs(v) > almost ? -almost : v)];
        Assert.Equal([0, -large, 0, 0, least, 0, float.NaN, 3, 1, 2, 0, least, -least, 5, 6, 7], Numbers(Lanes.DropNegligible(Vector512.Create(beside))));
        Assert.Equal(alone, Numbers(Lanes.DropNegligible(Vector512.Create(alone))));
        Assert.Equal(Vector128.Create(0, -large, 0, 0), Lanes.DropNegligible(Vector256.Create(beside)).GetLower());
        Assert.Equal(Vector256.Create(alone[0], alone[1], alone[2], alone[3], alone[0], alone[1], alone[2], alone[3]), Lanes.DropNegligible(Vector256.Create(Vector128.Create(alone), Vector128.Create(alone))));
        Assert.Equal(Vector128.Create(0, -large, 0, 0), Lanes.DropNegligible(Vector128.Create(beside)));
        Assert.Equal(Vector128.Create(alone), Lanes.DropNegligible(Vector128.Create(alone)));

        static float[] Numbers(Vector512<float> x) => [.. Enumerable.Range(0, 16).Select(i => x[i])];
    }
}
