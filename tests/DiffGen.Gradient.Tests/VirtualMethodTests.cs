using System;
using Golden.Calls;
using Xunit;

namespace DiffGen.Gradient.Tests;

/// <summary>Companions are found through the object, as the method is.</summary>
public class VirtualMethodTests
{
    private static readonly double[] s_w = [0.4, -0.7], s_wTangent = [1, 0.5];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_call_has_the_derivatives_of_what_the_object_has(int kind)
    {
        double[] a = new double[2], b = new double[2], aHvp = new double[2], bHvp = new double[2];
        (double, double, double, double) virtually = VirtualMethods.WorkHvp(0.6, s_w, kind, 1.1, s_wTangent, a, aHvp);
        (double, double, double, double) byCase = VirtualMethods.WorkByCaseHvp(0.6, s_w, kind, 1.1, s_wTangent, b, bHvp);
        Assert.Equal(byCase.Item1, virtually.Item1, 13);
        Assert.Equal(byCase.Item2, virtually.Item2, 13);
        Assert.Equal(byCase.Item3, virtually.Item3, 13);
        Assert.Equal(byCase.Item4, virtually.Item4, 12);
        Assert.All(a, (g, i) => Assert.Equal(b[i], g, 13));
        Assert.All(aHvp, (g, i) => Assert.Equal(bHvp[i], g, 12));
    }

    [Fact]
    public void Companions_of_the_base_are_those_of_the_object()
    {
        Force force = new DampedSpring { Stiffness = 2 };
        double[] gradient = new double[2];
        (double value, double grad) = force.AtGradient(0.5, s_w, gradient);
        Assert.Equal(force.At(0.5, s_w), value);
        Assert.Equal((-2 * 2 * 0.5) + 0.4 - 0.7 - (Math.Cos(0.5) * 0.4), grad, 14);
        Assert.Equal([0.5 - Math.Sin(0.5), 0.5], gradient);
        Assert.Equal(typeof(Force), typeof(DampedSpring).GetMethod("AtVjp")!.GetBaseDefinition().DeclaringType);
        Assert.True(typeof(Chain).GetMethod("AtGradient")!.IsFinal);
    }
}
