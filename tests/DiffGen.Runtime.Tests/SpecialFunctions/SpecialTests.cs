using System;
using System.Linq;
using System.Reflection;
using DiffGen.Runtime.Tests.Distributions;
using Xunit;

namespace DiffGen.Runtime.Tests.SpecialFunctions;

public sealed class SpecialTests
{
    public static TheoryData<int> Rows() => [.. Enumerable.Range(0, References.Functions.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Values_are_within_the_stated_error(int row)
    {
        (string name, double[] arguments, double expected, double tolerance) = References.Functions[row];
        double value = Value(name, arguments);
        // Where small values have no small relative errors, the error that is stated is absolute.
        double size = Math.Max(Math.Abs(expected), name switch { "Digamma" => 1, "NormalQuantile" => 0.03, _ => 0 });
        Assert.InRange(value - expected, -tolerance * size, tolerance * size);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Companions_are_the_derivatives(int row)
    {
        (string name, double[] arguments, _, _) = References.Functions[row];
        double value = Value(name, arguments);
        double[] reverse = DistributionCase.Numbers(Call<double>(name + "Vjp", [.. arguments, 2])), tangents = [.. arguments.Select((_, i) => 0.7 - i)];
        double[] forward = DistributionCase.Numbers(Call<double>(name + "Jvp", [.. arguments, .. tangents]));
        Assert.Equal((value, value), (reverse[0], forward[0]));
        double along = 0;
        for (int i = 0; i < arguments.Length; i++)
        {
            double partial = reverse[i + 1] / 2, at = arguments[i];
            along += partial * tangents[i];
            double room = name switch
            {
                "NormalQuantile" => 0.05 * Math.Min(at, 1 - at),
                "BetaI" when i == 0 => 0.05 * Math.Min(at, 1 - at),
                "Digamma" or "LogGamma" when at < 0 => 0.05,
                _ => at == 0 ? 0.1 : Math.Min(0.1 * Math.Abs(at), name is "GammaP" or "GammaQ" ? 0.5 * Math.Sqrt(at) : double.PositiveInfinity),
            };
            if (!(Math.Abs(value) < 1e-30) && !(name == "NormalQuantile" && at < 1e-20))
            {
                // In units of the value, so that small values have digits too.
                double scale = name is "GammaP" or "GammaQ" or "BetaI" or "Erfc" or "NormalCdf" ? value : 1;
                Differences.AssertSlope(partial / scale, v => Value(name, [.. arguments[..i], v, .. arguments[(i + 1)..]]) / scale, at, room, $"{name}({string.Join(", ", arguments)}) by {i}");
            }
        }

        Assert.Equal(along, forward[1], 1e-13 * (1 + Math.Abs(along)));
        float single = (float)Value(name, [.. arguments.Select(a => (double)(float)a)]);
        Assert.Equal(single, (float)Call<float>(name, arguments));
    }

    /// <summary>The derivative of a draw at a fixed value of its distribution function, against 16 digits: to 1e-11, where 1e-8 is asked for.</summary>
    [Fact]
    public void Implicit_paths_are_exact()
    {
        foreach ((string name, double[] arguments, int parameter, double expected) in References.Paths)
        {
            DistributionCase c = new(name, arguments[1..], 0, 0, []);
            double path = DistributionCase.Numbers(c.Call<double>("PathwiseVjp", [.. arguments, 1]))[parameter];
            Assert.True(Math.Abs(path - expected) <= 1e-11 * Math.Abs(expected), $"{name}({string.Join(", ", arguments)}): {path:R}, not {expected:R}");
        }
    }

    /// <summary>The pointwise values of the estimators' reference table, to the digits that are given there.</summary>
    [Theory]
    [InlineData(.1, .05, 1.36728307)]
    [InlineData(.5, .3, 1.00980195)]
    [InlineData(1, 1, 1.17356303)]
    [InlineData(2, 2, 1.08620858)]
    [InlineData(5, 4.5, .98036026)]
    [InlineData(10, 12, 1.11232944)]
    public void Gamma_paths_have_the_tabulated_values(double shape, double z, double expected) =>
        Assert.Equal(expected, DiffGen.Distributions.Gamma.PathwiseVjp(z, shape, 1.0, 1.0).ShapeGrad, 1e-8);

    [Fact]
    public void Arguments_outside_the_domain_give_NaN()
    {
        foreach (MethodInfo method in typeof(Special).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => m.IsGenericMethod && !m.Name.EndsWith("Jvp", StringComparison.Ordinal) && !m.Name.EndsWith("Vjp", StringComparison.Ordinal)))
        {
            Assert.True(double.IsNaN(Value(method.Name, [.. method.GetParameters().Select(_ => double.NaN)])), method.Name);
        }

        Assert.True(double.IsNaN(Special.GammaP(-1.0, 1.0)) && double.IsNaN(Special.BetaI(0.5, -1.0, 1.0)) && double.IsNaN(Special.NormalQuantile(1.5)) && double.IsNaN(Special.LogBesselI0(-1.0)));
        Assert.Equal(double.PositiveInfinity, Special.LogGamma(-2.0));
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (Special.NormalQuantile(0.0), Special.NormalQuantile(1.0)));
        Assert.Equal((0, 1, 0, 1), (Special.GammaP(2.0, 0.0), Special.GammaP(2.0, double.PositiveInfinity), Special.BetaI(0.0, 2.0, 3.0), Special.BetaI(1.0, 2.0, 3.0)));
    }

    private static object Call<R>(string name, double[] arguments)
    {
        MethodInfo method = typeof(Special).GetMethod(name)!.MakeGenericMethod(typeof(R));
        return method.Invoke(null, [.. arguments.Select(a => Convert.ChangeType(a, typeof(R), null))])!;
    }

    private static double Value(string name, double[] arguments) => (double)Call<double>(name, arguments);
}
