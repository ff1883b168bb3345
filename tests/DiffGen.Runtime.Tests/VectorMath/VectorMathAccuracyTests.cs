using System;
using System.Globalization;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace DiffGen.Runtime.Tests;

/// <summary>The table of <c>docs/vector-math.md</c> is measured, and promises no less than it should.</summary>
public sealed class VectorMathAccuracyTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => VectorFunctions.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Doubles_are_as_accurate_as_the_table_says(string name)
    {
        VectorFunction function = VectorFunctions.Named(name);
        (double[] x, double[] y) = VectorInputs.Doubles(function);
        Scaled[] expected = [.. x.Zip(y, function.Reference)];
        double[] actual = function.Evaluate(512, x, y);
        AssertWithin(function, AccuracyTable.Row(name).Double, expected, actual, x, y, isFloat: false);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Floats_are_as_accurate_as_the_table_says(string name)
    {
        VectorFunction function = VectorFunctions.Named(name);
        (float[] x, float[] y) = VectorInputs.Floats(function);
        Scaled[] expected = [.. x.Zip(y, (a, b) => function.Reference(a, b))];
        double[] actual = [.. function.Evaluate(512, x, y).Select(v => (double)v)];
        AssertWithin(function, AccuracyTable.Row(name).Float, expected, actual, [.. x.Select(v => (double)v)], [.. y.Select(v => (double)v)], isFloat: true);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_table_promises_two_units_or_four(string name)
    {
        (_, double forDouble, double forFloat) = AccuracyTable.Row(name);
        Assert.InRange(Math.Max(forDouble, forFloat), 0.5, name is "Erfc" or "NormalCdf" or "Pow" or "LogGamma" ? 4 : 2);
    }

    private void AssertWithin(VectorFunction function, double bound, Scaled[] expected, double[] actual, double[] x, double[] y, bool isFloat)
    {
        double[] errors = [.. expected.Select((e, i) => e.UlpsTo(actual[i], isFloat, function.Least(x[i])))];
        int worst = Array.IndexOf(errors, errors.Max());
        string text = string.Create(CultureInfo.InvariantCulture, $"{errors[worst]:F3} ulp at ({x[worst]:R}, {y[worst]:R}): {actual[worst]:R} for {expected[worst].Mantissa} · 2^{expected[worst].Exponent}");
        output.WriteLine(text);
        Assert.True(errors[worst] <= bound, text);
    }
}
