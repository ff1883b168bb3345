using System;
using DiffGen.CompilerServices;
using Xunit;

namespace DiffGen.Runtime.Tests;

public sealed class StrongZeroTests
{
    [Theory]
    [InlineData(0.0, double.PositiveInfinity, 0.0)]
    [InlineData(-0.0, double.NegativeInfinity, 0.0)]
    [InlineData(0.0, double.NaN, 0.0)]
    [InlineData(0.0, -3.0, 0.0)]
    [InlineData(2.0, 3.0, 6.0)]
    [InlineData(2.0, double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, 0.0, double.NaN)]
    [InlineData(double.NaN, 3.0, double.NaN)]
    [InlineData(1.0, double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, 0.0, double.NaN)]
    public void Zero_cotangents_win(double cotangent, double partial, double expected)
    {
        if (double.IsNaN(expected))
        {
            Assert.True(double.IsNaN(StrongZero.Multiply(cotangent, partial)));
            Assert.True(float.IsNaN(StrongZero.Multiply((float)cotangent, (float)partial)));
            return;
        }

        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(StrongZero.Multiply(cotangent, partial)));
        Assert.Equal(BitConverter.SingleToInt32Bits((float)expected), BitConverter.SingleToInt32Bits(StrongZero.Multiply((float)cotangent, (float)partial)));
    }
}
