using System;
using System.Linq;
using System.Numerics;
using DiffGen.Generator.Primitives;
using Xunit;

namespace DiffGen.Generator.Tests.Primitives;

/// <summary>The points without a derivative, and those where a formula could lose it: docs/numerics.md, line by line, on double and on float.</summary>
public class PrimitiveEdgeTests
{
    private const double Infinity = double.PositiveInfinity;
    private const double NaN = double.NaN;

    [Theory]
    // Abs
    [InlineData("Abs", 0, 0, 0.0)]
    [InlineData("Abs", 0, -1, -2.0)]
    [InlineData("Abs", 0, 1, Infinity)]
    [InlineData("Abs", 0, NaN, NaN)]
    [InlineData("CopySign", 0, -1, 2.0, -3.0)]
    [InlineData("CopySign", 0, 1, -2.0, -3.0)]
    [InlineData("CopySign", 0, 0, 0.0, -3.0)]
    [InlineData("CopySign", 0, NaN, NaN, 1.0)]
    // Max and Min: a tie is halved
    [InlineData("Max", 0, 0.5, 2.0, 2.0)]
    [InlineData("Max", 1, 0.5, 2.0, 2.0)]
    [InlineData("Min", 1, 0.5, 3.0, 3.0)]
    [InlineData("Max", 0, 1, 3.0, 2.0)]
    [InlineData("Max", 1, 0, 3.0, 2.0)]
    [InlineData("Min", 0, 0, 3.0, 2.0)]
    [InlineData("Min", 1, 1, 3.0, 2.0)]
    [InlineData("Max", 0, NaN, NaN, 2.0)]
    [InlineData("Max", 1, NaN, NaN, 2.0)]
    [InlineData("Max", 0, NaN, 2.0, NaN)]
    [InlineData("Min", 0, NaN, 2.0, NaN)]
    [InlineData("MaxNative", 0, 0.5, 1.0, 1.0)]
    [InlineData("MinNative", 1, 0.5, 1.0, 1.0)]
    [InlineData("MaxNumber", 0, 0.5, 1.0, 1.0)]
    [InlineData("MinNumber", 1, 0.5, 1.0, 1.0)]
    [InlineData("MaxNumber", 0, 0, NaN, 2.0)]
    [InlineData("MaxNumber", 1, 1, NaN, 2.0)]
    [InlineData("MinNumber", 0, 0, NaN, 2.0)]
    [InlineData("MinNumber", 1, 1, NaN, 2.0)]
    [InlineData("MinNumber", 0, 0, 3.0, 2.0)]
    [InlineData("MaxNumber", 0, NaN, NaN, NaN)]
    [InlineData("MaxMagnitude", 0, 0.5, -2.0, -2.0)]
    [InlineData("MaxMagnitude", 0, 1, 3.0, -3.0)]
    [InlineData("MaxMagnitude", 1, 0, 3.0, -3.0)]
    [InlineData("MinMagnitude", 0, 0, 3.0, -3.0)]
    [InlineData("MinMagnitude", 1, 1, 3.0, -3.0)]
    [InlineData("MinMagnitude", 0, 1, -3.0, 3.0)]
    [InlineData("MaxMagnitude", 0, 1, -3.0, 2.0)]
    [InlineData("MinMagnitude", 0, 0, -3.0, 2.0)]
    [InlineData("MaxMagnitude", 0, NaN, -3.0, NaN)]
    [InlineData("MaxMagnitudeNumber", 0, 1, -3.0, NaN)]
    [InlineData("MaxMagnitudeNumber", 1, 0, -3.0, NaN)]
    [InlineData("MinMagnitudeNumber", 0, 1, -3.0, NaN)]
    [InlineData("MinMagnitudeNumber", 1, 0, -3.0, NaN)]
    [InlineData("MinMagnitudeNumber", 0, 0.5, 2.0, 2.0)]
    // Clamp: at a bound all to x
    [InlineData("Clamp", 0, 1, 0.0, 0.0, 1.0)]
    [InlineData("Clamp", 1, 0, 0.0, 0.0, 1.0)]
    [InlineData("Clamp", 0, 1, 1.0, 0.0, 1.0)]
    [InlineData("Clamp", 2, 0, 1.0, 0.0, 1.0)]
    [InlineData("Clamp", 0, 1, 1.0, 1.0, 1.0)]
    [InlineData("Clamp", 0, 0, -1.0, 0.0, 1.0)]
    [InlineData("Clamp", 1, 1, -1.0, 0.0, 1.0)]
    [InlineData("Clamp", 0, 0, 2.0, 0.0, 1.0)]
    [InlineData("Clamp", 2, 1, 2.0, 0.0, 1.0)]
    [InlineData("Clamp", 0, NaN, NaN, 0.0, 1.0)]
    [InlineData("Clamp", 1, NaN, NaN, 0.0, 1.0)]
    [InlineData("Clamp", 2, NaN, NaN, 0.0, 1.0)]
    [InlineData("ClampNative", 0, 1, 1.0, 0.0, 1.0)]
    // What IEEE arithmetic gives
    [InlineData("Sqrt", 0, Infinity, 0.0)]
    [InlineData("Sqrt", 0, NaN, -1.0)]
    [InlineData("Cbrt", 0, Infinity, 0.0)]
    [InlineData("Log", 0, Infinity, 0.0)]
    [InlineData("Log2", 0, Infinity, 0.0)]
    [InlineData("Log10", 0, Infinity, 0.0)]
    [InlineData("LogP1", 0, Infinity, -1.0)]
    [InlineData("Log2P1", 0, Infinity, -1.0)]
    [InlineData("Log10P1", 0, Infinity, -1.0)]
    [InlineData("Divide", 0, Infinity, 1.0, 0.0)]
    [InlineData("Divide", 1, -Infinity, 1.0, 0.0)]
    [InlineData("ReciprocalEstimate", 0, -Infinity, 0.0)]
    [InlineData("ReciprocalSqrtEstimate", 0, -Infinity, 0.0)]
    [InlineData("Asin", 0, Infinity, 1.0)]
    [InlineData("Acos", 0, -Infinity, -1.0)]
    [InlineData("AsinPi", 0, Infinity, -1.0)]
    [InlineData("AcosPi", 0, -Infinity, 1.0)]
    [InlineData("Asin", 0, NaN, 1.5)]
    [InlineData("Acosh", 0, Infinity, 1.0)]
    [InlineData("Acosh", 0, NaN, 0.5)]
    [InlineData("Atanh", 0, Infinity, 1.0)]
    [InlineData("TanPi", 0, Infinity, 0.5)]
    // Pow
    [InlineData("Pow", 0, 0, 0.0, 0.0)]
    [InlineData("Pow", 0, Infinity, 0.0, 0.5)]
    [InlineData("Pow", 0, 1, 0.0, 1.0)]
    [InlineData("Pow", 0, 0, 0.0, 1.5)]
    [InlineData("Pow", 0, 0, 0.0, 2.0)]
    [InlineData("Pow", 0, 0, 2.0, 0.0)]
    [InlineData("Pow", 0, 0, -2.0, 0.0)]
    [InlineData("Pow", 0, 0, Infinity, 0.0)]
    [InlineData("Pow", 0, 12, -2.0, 3.0)]
    [InlineData("Pow", 0, -4, -2.0, 2.0)]
    [InlineData("Pow", 0, -0.25, -2.0, -1.0)]
    [InlineData("Pow", 0, NaN, NaN, 2.0)]
    [InlineData("Pow", 0, NaN, NaN, 0.0)]
    [InlineData("Pow", 0, NaN, -2.0, 0.5)]
    [InlineData("Pow", 1, 0, 0.0, 2.0)]
    [InlineData("Pow", 1, 0, 0.0, 1.0)]
    [InlineData("Pow", 1, 0, 0.0, 0.5)]
    [InlineData("Pow", 1, 0, 1.0, 5.0)]
    [InlineData("Pow", 1, 0, Infinity, -1.0)]
    [InlineData("Pow", 1, NaN, -2.0, 3.0)]
    [InlineData("Pow", 1, NaN, NaN, 3.0)]
    // RootN
    [InlineData("RootN", 0, Infinity, 0.0, 2.0)]
    [InlineData("RootN", 0, Infinity, 0.0, 3.0)]
    [InlineData("RootN", 0, 1, 0.0, 1.0)]
    [InlineData("RootN", 0, 1, -2.0, 1.0)]
    [InlineData("RootN", 0, -Infinity, 0.0, -2.0)]
    [InlineData("RootN", 0, 1 / 12.0, -8.0, 3.0)]
    [InlineData("RootN", 0, -1, 1.0, -1.0)]
    [InlineData("RootN", 0, NaN, -1.0, 2.0)]
    // The origin
    [InlineData("Hypot", 0, 0, 0.0, 0.0)]
    [InlineData("Hypot", 0, 0, 0.0, 2.0)]
    [InlineData("Hypot", 0, -1, -2.0, 0.0)]
    [InlineData("Hypot", 0, NaN, NaN, 1.0)]
    [InlineData("Atan2", 0, 0, 0.0, 0.0)]
    [InlineData("Atan2", 1, 0, 0.0, 0.0)]
    [InlineData("Atan2Pi", 0, 0, 0.0, 0.0)]
    [InlineData("Atan2", 0, 0.5, 0.0, 2.0)]
    [InlineData("Atan2", 0, -0.5, 0.0, -2.0)]
    [InlineData("Atan2", 1, -0.5, 2.0, 0.0)]
    [InlineData("Atan2", 1, 0.5, -2.0, 0.0)]
    [InlineData("Atan2", 0, -0.12, 4.0, -3.0)]
    [InlineData("Atan2", 1, -0.16, 4.0, -3.0)]
    [InlineData("Atan2", 1, 0.16, -4.0, -3.0)]
    [InlineData("Atan2", 0, 0, 1.0, Infinity)]
    [InlineData("Atan2", 0, NaN, NaN, 1.0)]
    // Remainders
    [InlineData("Remainder", 0, 1, 7.5, 2.0)]
    [InlineData("Remainder", 1, -3, 7.5, 2.0)]
    [InlineData("Remainder", 1, 3, -7.5, 2.0)]
    [InlineData("Remainder", 1, 3, 7.5, -2.0)]
    [InlineData("Remainder", 1, 0, 1.0, 2.0)]
    [InlineData("Remainder", 1, -3, 6.0, 2.0)]
    [InlineData("Remainder", 1, NaN, 6.0, 0.0)]
    [InlineData("Remainder", 1, 0, 6.0, Infinity)]
    [InlineData("IeeeRemainder", 1, -4, 7.5, 2.0)]
    [InlineData("IeeeRemainder", 1, -2, 5.0, 2.0)]
    [InlineData("IeeeRemainder", 1, -4, 7.0, 2.0)]
    [InlineData("IeeeRemainder", 1, 4, -7.5, 2.0)]
    // Products that keep a zero
    [InlineData("StrongMultiply", 0, Infinity, 0.0, Infinity)]
    [InlineData("ScaleB", 0, 8, 1.5, 3.0)]
    [InlineData("ScaleB", 0, 0.25, 0.0, -2.0)]
    public void First_partials(string name, int operand, double expected, params double[] at)
    {
        Primitive row = PrimitiveTable.Get(name);
        Same(expected, FormulaEvaluator<double>.Partial(row, operand, at), 1e-15);
        Same(expected, FormulaEvaluator<float>.Partial(row, operand, [.. at.Select(v => (float)v)]), 1e-6);
    }

    [Theory]
    [InlineData("Pow", 0, 0, 0, 0.0, 0.0)]
    [InlineData("Pow", 0, 0, 0, 0.0, 1.0)]
    [InlineData("Pow", 0, 0, Infinity, 0.0, 1.5)]
    [InlineData("Pow", 0, 0, 2, 0.0, 2.0)]
    [InlineData("Pow", 0, 0, 0, 0.0, 2.5)]
    [InlineData("Pow", 0, 0, 0, 0.0, 3.0)]
    [InlineData("Pow", 0, 0, 2, -3.0, 2.0)]
    [InlineData("Pow", 0, 0, -12, -2.0, 3.0)]
    [InlineData("Pow", 0, 0, 0, 2.0, 0.0)]
    [InlineData("Pow", 0, 0, 0, 2.0, 1.0)]
    [InlineData("Pow", 0, 1, 0, 0.0, 2.0)]
    [InlineData("Pow", 1, 0, 0, 0.0, 2.0)]
    [InlineData("Pow", 0, 1, 0.5, 2.0, 0.0)]
    [InlineData("Pow", 1, 0, 0.5, 2.0, 0.0)]
    [InlineData("Pow", 0, 1, -Infinity, 0.0, 1.0)]
    [InlineData("Pow", 1, 1, 0.4804530139182014, 2.0, 0.0)]
    [InlineData("Pow", 1, 1, 0, 0.0, 2.0)]
    [InlineData("Pow", 1, 1, 0, 0.0, 0.5)]
    [InlineData("Hypot", 0, 0, 0, 0.0, 0.0)]
    [InlineData("Hypot", 0, 1, 0, 0.0, 0.0)]
    [InlineData("Hypot", 0, 0, 0, 2.0, 0.0)]
    [InlineData("Hypot", 0, 0, 0.5, 0.0, 2.0)]
    [InlineData("Hypot", 0, 1, -0.096, 3.0, 4.0)]
    [InlineData("Atan2", 0, 0, 0, 0.0, 0.0)]
    [InlineData("Atan2", 0, 1, 0, 0.0, 0.0)]
    [InlineData("Atan2", 0, 0, 0.0384, 4.0, -3.0)]
    [InlineData("Atan2", 0, 1, 0.0112, 4.0, -3.0)]
    [InlineData("Atan2", 1, 0, 0.0112, 4.0, -3.0)]
    [InlineData("Atan2", 1, 1, -0.0384, 4.0, -3.0)]
    [InlineData("Abs", 0, 0, 0, 0.0)]
    [InlineData("Max", 0, 1, 0, 2.0, 2.0)]
    [InlineData("Clamp", 0, 1, 0, 1.0, 1.0, 2.0)]
    [InlineData("Remainder", 1, 1, 0, 7.5, 2.0)]
    [InlineData("Sqrt", 0, 0, -Infinity, 0.0)]
    [InlineData("Log", 0, 0, -Infinity, 0.0)]
    [InlineData("RootN", 0, 0, 0, 0.0, 1.0)]
    [InlineData("RootN", 0, 0, -Infinity, 0.0, 2.0)]
    [InlineData("RootN", 0, 0, 0.006944444444444444, -8.0, 3.0)]
    [InlineData("Asin", 0, 0, Infinity, 1.0)]
    public void Second_partials(string name, int first, int second, double expected, params double[] at)
    {
        Primitive row = PrimitiveTable.Get(name);
        Same(expected, FormulaEvaluator<double>.SecondPartial(row, first, second, at), 1e-14);
        Same(expected, FormulaEvaluator<float>.SecondPartial(row, first, second, [.. at.Select(v => (float)v)]), 3e-6);
    }

    [Theory]
    [InlineData("Hypot", 0, 0.6, 3e200, 4e200)]
    [InlineData("Hypot", 1, 0.8, 3e-200, 4e-200)]
    [InlineData("Atan2", 0, 1.2e-201, 4e200, 3e200)]
    [InlineData("Atan2", 1, -1.6e-201, 4e200, 3e200)]
    [InlineData("Atan2", 1, -1.6e199, 4e-200, 3e-200)]
    [InlineData("Atan2", 0, -1, 1e-8, -1.0)]
    [InlineData("Asinh", 0, 1e-200, 1e200)]
    [InlineData("Asinh", 0, 1e-200, -1e200)]
    [InlineData("Acosh", 0, 1e-200, 1e200)]
    [InlineData("Acosh", 0, 23726566.406062882, 1.0000000000000009)]
    [InlineData("Asin", 0, 23170.475011315586, 0.9999999990686774)]
    [InlineData("Atanh", 0, 536870912.25, 0.9999999990686774)]
    [InlineData("Pow", 0, 2e100, 1e100, 2.0)]
    [InlineData("Pow", 0, 3e200, 1e100, 3.0)]
    [InlineData("Pow", 0, 2e-200, 1e-200, 2.0)]
    [InlineData("Pow", 0, 3e-300, 1e-150, 3.0)]
    [InlineData("Pow", 0, -2e-300, 1e100, -2.0)]
    [InlineData("Cbrt", 0, 1e200 / 3, 1e-300)]
    [InlineData("ReciprocalEstimate", 0, -1e300, 1e-150)]
    [InlineData("ExpM1", 0, 9.357622968840175e-14, -30.0)]
    [InlineData("RootN", 0, 1e-200 / 3, 1e300, 3.0)]
    [InlineData("Remainder", 1, -8, 0.9, 0.1)]
    [InlineData("Tanh", 0, 0, 400.0)]
    public void Nothing_overflows_or_loses_its_digits_before_the_function_does(string name, int operand, double expected, params double[] at) =>
        Same(expected, FormulaEvaluator<double>.Partial(PrimitiveTable.Get(name), operand, at), 2e-13);

    public static TheoryData<string, double, double, double, double, double> SmoothPoints => new()
    {
        // y √x, x^y, y / x, (y - 2) log x + y x, where a cotangent, an exponent or a factor is zero; direction (0, 1)
        { "root", 1, 0, 0.5, 0, 1e-15 },
        { "root", 4, 0, 0.25, 0, 1e-15 },
        { "power", 2, 0, 0.5, 0.4804530139182014, 1e-15 },
        { "quotient", 2, 0, -0.25, 0, 1e-15 },
        { "logs", 3, 2, 4 / 3.0, 0, 1e-15 },
    };

    [Theory]
    [MemberData(nameof(SmoothPoints))]
    public void Second_derivatives_are_right_where_a_cotangent_happens_to_be_zero(string function, double x, double y, double expectedX, double expectedY, double tolerance)
    {
        Formula f = function switch
        {
            "root" => Y * Call("Sqrt", X),
            "power" => Call("Pow", X, Y),
            "quotient" => Y / X,
            _ => (Y - 2) * Call("Log", X) + Y * X,
        };
        Same(expectedX, Curvature<double>(f, 0, [x, y], [0, 1]), tolerance);
        Same(expectedY, Curvature<double>(f, 1, [x, y], [0, 1]), tolerance);
        Same(expectedX, Curvature<float>(f, 0, [(float)x, (float)y], [0, 1]), 1e-6);
        Same(expectedY, Curvature<float>(f, 1, [(float)x, (float)y], [0, 1]), 1e-6);
    }

    [Fact]
    public void Negative_zero_is_zero()
    {
        foreach ((string name, int operand, double expected, double[] at) in new (string, int, double, double[])[]
        {
            ("Abs", 0, 0, [-0.0]), ("Max", 0, 0.5, [0.0, -0.0]), ("Min", 1, 0.5, [-0.0, 0.0]), ("Pow", 0, 1, [-0.0, 1]), ("Pow", 0, 0, [-0.0, 3]), ("Pow", 1, 0, [-0.0, 3]),
            ("Hypot", 1, 0, [0.0, -0.0]), ("Atan2", 0, 0, [-0.0, -0.0]), ("Clamp", 0, 1, [-0.0, 0.0, 1]),
        })
        {
            First_partials(name, operand, expected, at);
        }
    }

    [Fact]
    public void Powers_have_a_second_derivative_at_zero() => Same(2, Curvature<double>(Call("Pow", X, 3) + Call("Pow", X, 2), 0, [0], [1]), 0);

    [Fact]
    public void A_zero_cotangent_stays_zero_at_a_pole_and_so_does_its_tangent()
    {
        foreach (Formula pole in new[]
        {
            Call("Sqrt", X), Call("Cbrt", X), Call("Log", X), Call("Log2", X), Call("Log10", X), 1 / X, Call("Pow", X, 0.5), Call("Asin", 1 - X), Call("Acos", 1 - X),
            Call("Acosh", 1 + X), Call("Atanh", 1 - X), Call("LogP1", X - 1), Call("ReciprocalEstimate", X), Call("ReciprocalSqrtEstimate", X), Call("TanPi", X + 0.5),
        })
        {
            // The cotangent is the loser's share of a minimum or maximum ...
            Formula capped = FormulaEvaluator<double>.Value(pole, [0], NaN) > 0 ? Call("Min", pole, -1e300) : Call("Max", pole, 1e300);
            Same(0, Slope<double>(capped, 0, [0]), 0);
            Same(0, Curvature<double>(capped, 0, [0], [1]), 0);

            // ... or a factor that is zero.
            Same(0, Slope<double>(Y * pole, 0, [0, 0]), 0);
            Same(0, Curvature<double>(Y * pole, 0, [0, 0], [1, 0]), 0);

            // Without it, the pole is there.
            Assert.True(double.IsInfinity(Slope<double>(pole, 0, [0])));
        }
    }

    [Fact]
    public void What_a_maximum_does_not_take_is_flat_though_its_cotangent_is_infinite()
    {
        foreach (Formula f in new[] { Call("Sqrt", Call("Max", X, 0)), Call("Log", Call("Clamp", X, 0, 1)), Call("Sqrt", Call("MaxNumber", X, 0)) })
        {
            Same(0, Slope<double>(f, 0, [-1]), 0);
            Same(0, Curvature<double>(f, 0, [-1], [1]), 0);
            Same(0, Slope<float>(f, 0, [-1]), 0);
        }

        Same(0.25, Slope<double>(Call("Sqrt", Call("Max", X, 0)), 0, [4]), 0);
    }

    [Fact]
    public void Products_keep_a_zero()
    {
        foreach (double other in new[] { Infinity, -Infinity, NaN, 2 })
        {
            Same(0, FormulaEvaluator<double>.Call(PrimitiveTable.Get("StrongMultiply"), -0.0, other), 0);
            Same(0, FormulaEvaluator<double>.Call(PrimitiveTable.Get("StrongProduct"), 0, other), 0);
            Same(0, FormulaEvaluator<double>.Call(PrimitiveTable.Get("StrongProduct"), other, 0), 0);
        }

        Same(NaN, FormulaEvaluator<double>.Call(PrimitiveTable.Get("StrongMultiply"), Infinity, 0), 0);
        Same(NaN, FormulaEvaluator<double>.Call(PrimitiveTable.Get("StrongMultiply"), NaN, 1), 0);
        Same(NaN, FormulaEvaluator<double>.Call(PrimitiveTable.Get("StrongProduct"), NaN, 1), 0);
    }

    [Fact]
    public void NaN_stays_in_its_place()
    {
        Same(NaN, Slope<double>(X * Y, 1, [NaN, 2]), 0);
        Same(2, Slope<double>(X * Y, 0, [NaN, 2]), 0);
        Same(NaN, Slope<double>(Call("Sqrt", X), 0, [NaN]), 0);
        Same(NaN, Slope<double>(Call("Abs", X), 0, [NaN]), 0);
    }

    private static readonly Formula X = new Formula.Operand(0);
    private static readonly Formula Y = new Formula.Operand(1);

    private static Formula Call(string primitive, params Formula[] operands) => Formula.Apply(primitive, operands);

    private static T Slope<T>(Formula f, int variable, T[] at)
        where T : IFloatingPointIeee754<T> =>
        FormulaEvaluator<T>.Value(SymbolicGradient.Of(f, variable), at, T.NaN);

    /// <summary>An entry of the Hessian times a direction: the tangent of the gradient, as forward over reverse takes it.</summary>
    private static T Curvature<T>(Formula f, int variable, T[] at, T[] direction)
        where T : IFloatingPointIeee754<T> =>
        FormulaEvaluator<T>.Tangent(SymbolicGradient.Of(f, variable), [.. at.Zip(direction)], (T.NaN, T.NaN)).Tangent;

    private static void Same(double expected, double actual, double tolerance)
    {
        bool same = double.IsFinite(expected)
            ? Math.Abs(expected - actual) <= tolerance * Math.Abs(expected)
            : expected.Equals(actual);
        Assert.True(same, $"{actual:R}, expected {expected:R}");
    }
}
