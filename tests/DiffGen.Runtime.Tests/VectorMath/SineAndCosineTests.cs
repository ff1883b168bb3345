using System;
using System.Linq;
using System.Runtime.Intrinsics;
using Xunit;

namespace DiffGen.Runtime.Tests;

/// <summary>Generated code computes sine and cosine of one angle together: the numbers are those of the functions alone, to the bit.</summary>
public class SineAndCosineTests
{
    private static readonly double[] s_angles =
    [
        .. Enumerable.Range(0, 200_000).Select(i => (i - 100_000) * 1.2345e-4),
        .. Enumerable.Range(0, 60_000).Select(i => Math.ScaleB(1 + i * 0.7548776662466927 % 1, i % 2000 - 1000) * (i % 2 == 0 ? 1 : -1)),
        0, -0.0, double.Epsilon, double.MaxValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN, Math.PI, Math.PI / 2, 1e22,
    ];

    [Fact]
    public void One_by_one() => Assert.All(s_angles, x =>
    {
        AssertSame((Math.Sin(x), Math.Cos(x)), Math.SinCos(x));
        float single = (float)x;
        AssertSame((MathF.Sin(single), MathF.Cos(single)), MathF.SinCos(single));
    });

    [Fact]
    public void On_vectors() => Assert.All(s_angles, x =>
    {
        (Vector512<double> sin512, Vector512<double> cos512) = VectorMath.SinCos(Vector512.Create(x));
        AssertSame((VectorMath.Sin(Vector512.Create(x))[3], VectorMath.Cos(Vector512.Create(x))[3]), (sin512[3], cos512[3]));
        (Vector256<double> sin256, Vector256<double> cos256) = VectorMath.SinCos(Vector256.Create(x));
        AssertSame((VectorMath.Sin(Vector256.Create(x))[3], VectorMath.Cos(Vector256.Create(x))[3]), (sin256[3], cos256[3]));
        (Vector128<double> sin128, Vector128<double> cos128) = VectorMath.SinCos(Vector128.Create(x));
        AssertSame((VectorMath.Sin(Vector128.Create(x))[1], VectorMath.Cos(Vector128.Create(x))[1]), (sin128[1], cos128[1]));
        (Vector256<float> sinSingle, Vector256<float> cosSingle) = VectorMath.SinCos(Vector256.Create((float)x));
        AssertSame((VectorMath.Sin(Vector256.Create((float)x))[5], VectorMath.Cos(Vector256.Create((float)x))[5]), (sinSingle[5], cosSingle[5]));
    });

    private static void AssertSame((double Sin, double Cos) alone, (double Sin, double Cos) together)
    {
        Assert.Equal(BitConverter.DoubleToInt64Bits(alone.Sin), BitConverter.DoubleToInt64Bits(together.Sin));
        Assert.Equal(BitConverter.DoubleToInt64Bits(alone.Cos), BitConverter.DoubleToInt64Bits(together.Cos));
    }
}
