using Golden.Calls;
using Xunit;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>An active argument for a <c>[NoDiff]</c> parameter has no derivative through it, in both modes.</summary>
public class ConstantArgumentTests
{
    [Theory]
    [InlineData(2.0)]
    [InlineData(-0.5)]
    public void A_number(double x)
    {
        Both(x * x, ConstantArguments.InlinedGradient(x).XGrad, ConstantArguments.InlinedJvp(x, 1).Tangent);
        Both(x * x, ConstantArguments.CalledGradient(x, 3).XGrad, ConstantArguments.CalledJvp(x, 3, 1).Tangent);
        Both(x + (2 * x * x), ConstantArguments.TuplesGradient(x).XGrad, ConstantArguments.TuplesJvp(x, 1).Tangent);
        Both(x, ConstantArguments.LocalGradient(x).XGrad, ConstantArguments.LocalJvp(x, 1).Tangent);
    }

    [Fact]
    public void A_buffer()
    {
        double[] w = [2, 3], gradient = [9, 9];
        Assert.Equal(5, ConstantArguments.WeightedGradient(w, 3, gradient).XGrad);
        Assert.Equal([1, 0], gradient);
        Assert.Equal(7, ConstantArguments.WeightedJvp(w, 3, [2, 50], 1).Tangent);
        Assert.Equal(2, ConstantArguments.CopiedGradient(w, 3, gradient).XGrad);
        Assert.Equal([1, 0], gradient);
        Assert.Equal(4, ConstantArguments.CopiedJvp(w, 3, [2, 50], 1).Tangent);
    }

    private static void Both(double expected, double gradient, double tangent)
    {
        Assert.Equal(expected, gradient, 14);
        Assert.Equal(expected, tangent, 14);
    }
}
