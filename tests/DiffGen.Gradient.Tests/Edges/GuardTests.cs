using System;
using Golden.Combinations;
using Xunit;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Guards of the base library throw in companions what they throw in the method, and gradients stay as they were.</summary>
public class GuardTests
{
    [Theory]
    [InlineData(0.0, "scale")]
    [InlineData(101.0, "size")]
    public void Numbers_out_of_range(double scale, string parameter)
    {
        double[] grad = [7, 7];
        var thrown = Assert.Throws<ArgumentOutOfRangeException>(() => Looked.GuardedGradient([1, 2], scale, grad));
        Assert.Equal(parameter, thrown.ParamName);
        Assert.Equal(Assert.Throws<ArgumentOutOfRangeException>(() => Looked.Guarded([1, 2], scale)).Message, thrown.Message);
        Assert.Equal([7.0, 7.0], grad);
        Assert.Equal(parameter, Assert.Throws<ArgumentOutOfRangeException>(() => Looked.GuardedJvp([1, 2], scale, [1, 1], 1)).ParamName);
    }

    [Fact]
    public void An_element_in_a_loop()
    {
        double[] grad = [7, 7, 7];
        var thrown = Assert.Throws<ArgumentOutOfRangeException>(() => Looked.GuardedGradient([1, 2, -1], 2, grad));
        Assert.Equal("x[i]", thrown.ParamName);
        Assert.Equal([7.0, 7.0, 7.0], grad);
    }

    [Fact]
    public void The_first_of_a_batch()
    {
        double[] x = [1, 2, 3, 4, -5, 6, 7, 8, -9, 10], value = new double[10], xGrad = new double[10], yGrad = new double[10];
        var thrown = Assert.Throws<ArgumentOutOfRangeException>(() => Looked.GuardedNumberGradientBatch(x, x, value, xGrad, yGrad));
        Assert.Equal(-5.0, thrown.ActualValue);
    }

    [Fact]
    public void Numbers_of_a_type_without_unmanaged()
    {
        double[] grad = new double[2];
        Assert.Equal(5.0, LookedIn<double>.NormGradient([3, 4], grad));
        Assert.Equal(0.6, grad[0], 1e-15);
        Assert.Equal(0.8, grad[1], 1e-15);
        Assert.Null(typeof(LookedIn<>).GetNestedType("NormObjective"));
        Assert.NotNull(typeof(LookedAt<>).GetNestedType("NormObjective"));
        Assert.Equal(5.0, new LookedAt<double>.NormObjective().Gradient([3, 4], grad));
    }
}
