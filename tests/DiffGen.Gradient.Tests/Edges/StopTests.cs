using System;
using Golden.Calls;
using Xunit;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary><c>Diff.Stop</c> is the identity with a zero derivative.</summary>
public class StopTests
{
    [Fact]
    public void What_is_stopped_counts_as_a_constant()
    {
        (double value, double xGrad, double yGrad) = StopGradient.ScaledGradient(3, 4);
        Assert.Equal((11 / 5.0, 1 / 5.0, 2 / 5.0), (value, xGrad, yGrad));
        Assert.Equal(0.7 / 5 + 2 * -0.3 / 5, StopGradient.ScaledJvp(3, 4, 0.7, -0.3).Tangent, 1e-15);
    }

    [Fact]
    public void A_stopped_call_is_not_differentiated()
    {
        double[] weights = [0.5, 0.25];
        double[] gradient = new double[2];
        (double value, double discountGrad) = StopGradient.SemiGradientGradient(1, weights, 0.9, gradient);
        double error = 1 + 0.9 * (0.5 + 2 * 0.25) - (0.5 + 0.25);
        Assert.Equal(0.5 * error * error, value, 1e-15);
        Assert.Equal(error * 1, discountGrad, 1e-15);
        Assert.Equal(-error, gradient[0], 1e-15);
        Assert.Equal(-error, gradient[1], 1e-15);
    }
}
