using System;
using Golden.Control;
using Golden.Edges;
using Golden.Primitives;
using Xunit;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Contract, section 9: what the derivative is where there is none.</summary>
public class PointsWithoutDerivativeTests
{
    [Fact]
    public void Abs_is_flat_at_zero_and_NaN_at_NaN()
    {
        Assert.Equal(0, Kinks.AbsoluteGradient(0).XGrad);
        Assert.Equal(0, Kinks.AbsoluteJvp(0, 3).Tangent);
        Assert.Equal(double.NaN, Kinks.AbsoluteGradient(double.NaN).XGrad);
        Assert.Equal(double.NaN, Kinks.AbsoluteJvp(double.NaN, 1).Tangent);
    }

    [Fact]
    public void A_tie_is_halved()
    {
        Assert.Equal((2, 0.5, 0.5), Kinks.LargestGradient(2, 2));
        Assert.Equal((2, 0.5, 0.5), Kinks.SmallestGradient(2, 2));
        Assert.Equal(0.5 * 3 + 0.5 * 5, Kinks.LargestJvp(2, 2, 3, 5).Tangent);
        Assert.Equal((1, 0.5), Kinks.AboveOneGradient(1));
    }

    [Fact]
    public void A_bound_of_Clamp_leaves_all_to_the_number()
    {
        Assert.Equal((1, 1, 0, 0), Kinks.ClampedGradient(1, 1, 3));
        Assert.Equal((3, 1, 0, 0), Kinks.ClampedGradient(3, 1, 3));
        Assert.Equal((1, 0, 1, 0), Kinks.ClampedGradient(0.5, 1, 3));
        Assert.Equal((3, 0, 0, 1), Kinks.ClampedGradient(9, 1, 3));
    }

    [Fact]
    public void A_root_of_zero_has_an_infinite_slope_unless_nothing_is_asked_of_it()
    {
        Assert.Equal((0, double.PositiveInfinity, 0), Poles.ScaledRootGradient(0, 2));
        Assert.Equal((0, 0, 0), Poles.ScaledRootGradient(0, 0));
        Assert.Equal(0, Poles.ScaledRootJvp(0, 2, 0, 1).Tangent);
        Assert.Equal(double.PositiveInfinity, Poles.ScaledRootJvp(0, 2, 1, 0).Tangent);
        Assert.Equal((0, 0, 0), Poles.ScaledRootVjp(0, 2, 0));
    }

    [Fact]
    public void A_zero_cotangent_stays_zero_at_a_pole()
    {
        Assert.Equal(0, MathFunctions.LogVjp(0, 0).XGrad);
        Assert.Equal(0, MathFunctions.LogJvp(0, 0).Tangent);
        Assert.Equal(double.PositiveInfinity, MathFunctions.LogGradient(0).XGrad);
        Assert.Equal(0, MathFunctions.CbrtVjp(0, 0).XGrad);
        Assert.Equal(double.PositiveInfinity, MathFunctions.CbrtGradient(0).XGrad);
        Assert.Equal(0, MathFunctions.AsinVjp(1, 0).XGrad);
        Assert.Equal(0, MathFunctions.AcosJvp(-1, 0).Tangent);
        Assert.Equal(0, MathFunctions.AtanhVjp(1, 0).XGrad);
        Assert.Equal(0, MathFunctions.AcoshVjp(1, 0).XGrad);
    }

    [Fact]
    public void Powers_have_their_limits_at_zero()
    {
        Assert.Equal((0, 0), Powers.CubeGradient(0));
        Assert.Equal((0, 1), Powers.IntegerPowerGradient(0, 1));
        Assert.Equal((1, 0), Powers.IntegerPowerGradient(0, 0));
        Assert.Equal((0, 0), Powers.IntegerPowerGradient(0, 2));
        Assert.Equal((0, double.PositiveInfinity, 0), Powers.PowerGradient(0, 0.5));
        Assert.Equal(0, Powers.PowerGradient(0, 2.5).YGrad);
        Assert.Equal(0, Powers.PowerGradient(0, 2.5).XGrad);
        Assert.Equal(0, Powers.PowerJvp(0, 0.5, 0, 1).Tangent);
        Assert.Equal((-8, 12), Powers.CubeGradient(-2));
    }

    [Fact]
    public void A_remainder_counts_the_whole_divisors()
    {
        Assert.Equal((1.5, 1, -3), Rounding.RemainderGradient(7.5, 2));
        Assert.Equal((-1.5, 1, 3), Rounding.RemainderGradient(-7.5, 2));
        Assert.Equal(0.9 % 0.1, Rounding.RemainderGradient(0.9, 0.1).Value);
        Assert.Equal(-8, Rounding.RemainderGradient(0.9, 0.1).YGrad);
    }

    [Fact]
    public void Rounding_is_flat()
    {
        Assert.Equal((0, 1), Rounding.FractionGradient(2));
        Assert.Equal(1, Rounding.FractionJvp(2, 1).Tangent);
    }

    [Fact]
    public void The_origin_of_Hypot_and_Atan2_is_flat()
    {
        Assert.Equal((0, 0, 0), DoubleFunctions.HypotGradient(0, 0));
        Assert.Equal(0, DoubleFunctions.HypotJvp(0, 0, 1, 2).Tangent);
        Assert.Equal((0, 0, 0), MathFunctions.Atan2Gradient(0, 0));
        Assert.Equal(0, MathFunctions.Atan2Jvp(0, 0, 1, 2).Tangent);
    }

    [Fact]
    public void Nothing_of_an_arm_that_is_not_taken_reaches_a_result()
    {
        Assert.Equal((1, 0), Poles.SinOverXGradient(0));
        Assert.Equal(0, Poles.SinOverXJvp(0, 1).Tangent);
        Assert.Equal((2, 0.1, 1), Conditionals.GuardedGradient(0, 2));
        double[] gradient = new double[3];
        Poles.EntropyGradient([0, 1, 0.5], gradient);
        Assert.Equal([0, -1, -Math.Log(0.5) - 1], gradient);
        Assert.Equal(0, Poles.EntropyJvp([0, 1, 0.5], [1, 0, 0]).Tangent);
    }

    [Fact]
    public void NaN_in_NaN_out()
    {
        Assert.Equal(double.NaN, Powers.PowerGradient(double.NaN, 2).XGrad);
        Assert.Equal(double.NaN, Kinks.LargestGradient(double.NaN, 1).XGrad);
        Assert.Equal(double.NaN, Poles.DistanceJvp(double.NaN, 1, 1, 1).Tangent);
        Assert.Equal(double.NaN, Rounding.RemainderJvp(double.NaN, 1, 1, 1).Tangent);
        Assert.Equal(0, MathFunctions.SqrtVjp(double.NaN, 0).XGrad);
    }
}
