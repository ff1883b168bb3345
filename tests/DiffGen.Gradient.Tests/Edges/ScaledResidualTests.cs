using System;
using System.Linq;
using Xunit;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Residuals and scales of all sizes: what is taken out of a sum on vectors changes neither its value nor its derivatives.</summary>
public static class ScaledResidualTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1e-180, 1e-40)]
    [InlineData(1e-150, 1e-20)]
    [InlineData(1e-150, 1e-3)]
    [InlineData(1e170, 1e40)]
    [InlineData(1e-160, 1)]
    [InlineData(0, 1e-40)]
    public static void In_double_precision(double size, double deviation)
    {
        double[] x = Residuals(size);
        (double Value, double MeanGrad, double DeviationGrad) expected = ScaledResiduals.DoubleOneByOneGradient(x, 0, deviation), found = ScaledResiduals.DoubleGradient(x, 0, deviation);
        RequireClose(expected.Value, found.Value);
        RequireClose(expected.MeanGrad, found.MeanGrad);
        RequireClose(expected.DeviationGrad, found.DeviationGrad);
        foreach ((double mean, double along) in new[] { (0.0, 0.0), (0.0, deviation), (size, 0.0), (size, deviation) })
        {
            (double Value, double Tangent) one = ScaledResiduals.DoubleOneByOneJvp(x, 0, deviation, mean, along), vectors = ScaledResiduals.DoubleJvp(x, 0, deviation, mean, along);
            RequireClose(one.Value, vectors.Value);
            RequireClose(one.Tangent, vectors.Tangent);
        }

        static void RequireClose(double expected, double found) =>
            Assert.True(double.IsFinite(expected) && Math.Abs(found - expected) <= (1e-12 * Math.Abs(expected)) + 2.3e-308, $"{found:R} and {expected:R}");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1e-24, 1e-8)]
    [InlineData(1e-20, 1e-4)]
    [InlineData(1e-22, 0.01)]
    [InlineData(1e22, 1e8)]
    [InlineData(1e-19, 1)]
    [InlineData(0, 1e-8)]
    public static void In_single_precision(double size, double deviation)
    {
        float[] x = [.. Residuals(size).Select(v => (float)v)];
        (float Value, float MeanGrad, float DeviationGrad) expected = ScaledResiduals.SingleOneByOneGradient(x, 0, (float)deviation), found = ScaledResiduals.SingleGradient(x, 0, (float)deviation);
        RequireClose(expected.Value, found.Value);
        RequireClose(expected.MeanGrad, found.MeanGrad);
        RequireClose(expected.DeviationGrad, found.DeviationGrad);

        static void RequireClose(float expected, float found) =>
            Assert.True(float.IsFinite(expected) && Math.Abs(found - expected) <= (1e-5 * Math.Abs(expected)) + 1.2e-38, $"{found:R} and {expected:R}");
    }

    [Fact]
    public static void Three_factors_are_multiplied_in_their_order()
    {
        double[] small = Residuals(1e-200), large = Residuals(1e300);
        (double Value, double CGrad, double KGrad) expected = ScaledResiduals.TripleOneByOneGradient(2, 3, small, large, small), found = ScaledResiduals.TripleGradient(2, 3, small, large, small);
        Assert.NotEqual(0, expected.CGrad);
        Assert.Equal(expected.CGrad, found.CGrad, Math.Abs(expected.CGrad) * 1e-12);
        Assert.Equal(expected.Value, found.Value, Math.Abs(expected.Value) * 1e-12);
        Assert.Equal(expected.KGrad, found.KGrad, Math.Abs(expected.KGrad) * 1e-12);
    }

    /// <summary>Of all signs, none of them zero.</summary>
    private static double[] Residuals(double size) => [.. Enumerable.Range(0, 75).Select(i => size * (1 + (i % 7 / 4.0)) * (i % 3 == 0 ? -1 : 1))];
}
