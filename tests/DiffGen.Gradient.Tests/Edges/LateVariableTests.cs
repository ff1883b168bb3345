using System;
using Xunit;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Variables that are assigned on one way only have their derivative on that way, and none on the other.</summary>
public class LateVariableTests
{
    [Fact]
    public void On_both_ways()
    {
        Assert.Equal((12, 12), LateVariables.OfAPatternGradient(2, 0));
        Assert.Equal((2, 1), LateVariables.OfAPatternGradient(2, 1));
        Assert.Equal((2, 1), LateVariables.OfAPatternGradient(2, -1));
        Assert.Equal((12, 12, 4), LateVariables.OfAnActiveValueGradient(2, 3));
        Assert.Equal((1, 1, 1), LateVariables.OfAnActiveValueGradient(-2, 3));
        Assert.Equal((12, 12, 4), LateVariables.OfAnArgumentGradient(2, 3));
        Assert.Equal((5, 1, -1), LateVariables.OfAnArgumentGradient(2, -3));
        Assert.Equal((-5, 1, -1), LateVariables.OfAnArgumentGradient(-2, 3));
        Assert.Equal((4, 4, 0), LateVariables.OfSeveralGradient(2, 3));
        Assert.Equal((0.02, 0.01, 2), LateVariables.OfSeveralGradient(2, 0.01));
        Assert.Equal((12, 12), LateVariables.BehindAThrowGradient(2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LateVariables.BehindAThrowGradient(2, 1));
        Assert.Equal((0.7 * 2 + 4 * 1.5, 0.7 + 4 * 1.5), LateVariables.ChosenGradient(2, 2));
        Assert.Equal((2, 1), LateVariables.ChosenGradient(2, 3));
    }
}
