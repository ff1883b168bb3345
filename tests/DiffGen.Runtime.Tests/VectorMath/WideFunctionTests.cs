using System;
using System.Collections.Generic;
using Xunit;

namespace DiffGen.Runtime.Tests;

/// <summary>The references themselves, against values computed with more digits.</summary>
public sealed class WideFunctionTests
{
    public static IEnumerable<object[]> Known =>
    [
        ["erf 1", WideFunctions.Erf(1).Value, 0.8427007929497149, -2.4801011789118602e-17],
        ["erfc 5", WideFunctions.Erfc(5).Value, 1.537459794428035e-12, -8.569418222079096e-29],
        ["erfc 1.5", WideFunctions.Erfc(1.5).Value, 0.033894853524689274, -8.274380778554473e-19],
        ["lnΓ ½", WideFunctions.LogGamma(0.5), 0.5723649429247001, 5.132975581353913e-18],
        ["ψ ¼", WideFunctions.Digamma(0.25), -4.2274535333762655, 9.61837757047053e-17],
        ["ln 3", WideFunctions.Log(3), 1.0986122886681098, -9.07129723500153e-17],
        ["sin 10²²", WideFunctions.SinCos(1e22).Sin, -0.8522008497671888, -6.7806825896773284e-18],
        ["³√5", WideFunctions.Cbrt(5), 1.709975946676697, -6.679487771389464e-17],
        ["e⁻⁴", WideFunctions.Exp(-4).Value, Math.Exp(-4), WideFunctions.Exp(-4).Value.Low],
    ];

    [Theory]
    [MemberData(nameof(Known))]
    public void A_reference_has_about_a_hundred_bits(string name, object value, double high, double low)
    {
        Wide actual = (Wide)value;
        Wide difference = actual - Wide.Sum(high, low);
        Assert.True(Math.Abs(difference.High) <= Math.Abs(high) * 1e-27, $"{name}: {actual}, off by {difference}");
    }

    [Fact]
    public void Inverses_undo_their_functions()
    {
        for (double x = -0.95; x < 1; x += 0.05)
        {
            AssertNear(x, WideFunctions.SinCos(x).Sin / WideFunctions.SinCos(x).Cos, WideFunctions.Tan(x));
            AssertNear(x, WideFunctions.Log(WideFunctions.Exp(x).Value), x);
            AssertNear(x, WideFunctions.LogP1(WideFunctions.ExpM1(x).Value), x);
            AssertNear(x, WideFunctions.Atan(WideFunctions.Tan(x)), x);
            AssertNear(x, WideFunctions.Asin(x) + WideFunctions.Acos(x), WideFunctions.HalfPi);
        }
    }

    private static void AssertNear(double x, Wide actual, Wide expected) =>
        Assert.True(Math.Abs((actual - expected).High) <= 1e-28, $"at {x}: {actual} for {expected}");
}
