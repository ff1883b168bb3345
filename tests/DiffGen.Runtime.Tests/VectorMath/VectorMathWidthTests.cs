using System;
using System.Linq;
using Xunit;

namespace DiffGen.Runtime.Tests;

/// <summary>A lane's bits depend on its own argument only: not on the width, nor on its place, nor on its neighbours.</summary>
public sealed class VectorMathWidthTests
{
    public static TheoryData<string> Names => VectorFunctions.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void All_widths_give_the_same_doubles(string name)
    {
        VectorFunction function = VectorFunctions.Named(name);
        (double[] x, double[] y) = VectorInputs.Doubles(function);
        double[] expected = function.Evaluate(512, x, y);
        Assert.Equal(Bits(expected), Bits(function.Evaluate(256, x, y)));
        Assert.Equal(Bits(expected), Bits(function.Evaluate(128, x, y)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void All_widths_give_the_same_floats(string name)
    {
        VectorFunction function = VectorFunctions.Named(name);
        (float[] x, float[] y) = VectorInputs.Floats(function);
        float[] expected = function.Evaluate(512, x, y);
        Assert.Equal(Bits(expected), Bits(function.Evaluate(256, x, y)));
        Assert.Equal(Bits(expected), Bits(function.Evaluate(128, x, y)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Lanes_do_not_depend_on_their_neighbours(string name)
    {
        VectorFunction function = VectorFunctions.Named(name);
        (double[] x, double[] y) = VectorInputs.Doubles(function);
        int[] order = [.. Enumerable.Range(0, x.Length)];
        new Random(7).Shuffle(order);
        double[] expected = function.Evaluate(512, x, y);
        double[] shuffled = function.Evaluate(512, [.. order.Select(i => x[i])], [.. order.Select(i => y[i])]);
        Assert.Equal(Bits([.. order.Select(i => expected[i])]), Bits(shuffled));
    }

    /// <summary>Where the scalar form is the base library's, it may differ by what both may be off.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Scalar_forms_agree_with_lanes(string name)
    {
        VectorFunction function = VectorFunctions.Named(name);
        (double[] x, double[] y) = VectorInputs.Doubles(function);
        (float[] xFloat, float[] yFloat) = VectorInputs.Floats(function);
        AssertNear(function, function.Evaluate(512, x, y), function.Evaluate(0, x, y), x, isFloat: false);
        AssertNear(function, Widen(function.Evaluate(512, xFloat, yFloat)), Widen(function.Evaluate(0, xFloat, yFloat)), Widen(xFloat), isFloat: true);
    }

    private static void AssertNear(VectorFunction function, double[] vector, double[] scalar, double[] x, bool isFloat)
    {
        for (int i = 0; i < x.Length; i++)
        {
            double ulps = ((Scaled)vector[i]).UlpsTo(scalar[i], isFloat, function.Least(x[i]));
            Assert.True(ulps <= 5, $"{ulps} ulp at {x[i]:R}: {scalar[i]:R} for {vector[i]:R}");
        }
    }

    private static double[] Widen(float[] values) => Array.ConvertAll(values, v => (double)v);

    // All NaNs are one.
    private static long[] Bits(double[] values) => Array.ConvertAll(values, v => BitConverter.DoubleToInt64Bits(double.IsNaN(v) ? double.NaN : v));

    private static int[] Bits(float[] values) => Array.ConvertAll(values, v => BitConverter.SingleToInt32Bits(float.IsNaN(v) ? float.NaN : v));
}
