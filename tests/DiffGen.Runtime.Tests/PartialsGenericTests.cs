using System;
using System.Linq;
using System.Linq.Expressions;
using System.Numerics;
using DiffGen.CompilerServices;
using Xunit;

namespace DiffGen.Runtime.Tests;

/// <summary>The overloads for code that is generic over the real type: the same formulas, and never chosen where the type is known.</summary>
public sealed class PartialsGenericTests
{
    private static readonly double[] s_points =
    [
        double.NegativeInfinity, -1e300, -1e30, -3, -2, -1, -0.5, -1e-30, -1e-300, -0.0,
        0.0, double.Epsilon, 1e-300, 1e-30, 0.25, 0.5, 1, 1.5, 2, 3, 7, 1e10, 1e30, 1e300, double.PositiveInfinity, double.NaN,
    ];

    private static readonly float[] s_pointsF =
        [.. s_points.Select(x => (float)x).Concat([float.Epsilon, -float.Epsilon, 1e-38f, 3e38f]).Distinct()];

    [Fact]
    public void One_operand()
    {
        foreach (double x in s_points)
        {
            Same(Partials.AbsX(x), Partials.AbsX<double>(x), x);
            Same(Partials.ScaleBX(x), Partials.ScaleBX<double>(x), x);
        }

        foreach (float x in s_pointsF)
        {
            Same(Partials.AbsX(x), Partials.AbsX<float>(x), x);
            Same(Partials.ScaleBX(x), Partials.ScaleBX<float>(x), x);
        }
    }

    [Fact]
    public void Two_operands()
    {
        foreach (double x in s_points)
        {
            foreach (double y in s_points)
            {
                Same(StrongZero.Multiply(x, y), StrongZero.Multiply<double>(x, y), x, y);
                Same(Partials.Product(x, y), Partials.Product<double>(x, y), x, y);
                Same(Partials.Ratio(x, y), Partials.Ratio<double>(x, y), x, y);
                Same(Partials.PowXY(x, y), Partials.PowXY<double>(x, y), x, y);
                Same(Partials.PowY(x, Math.Pow(x, y)), Partials.PowY<double>(x, Math.Pow(x, y)), x, y);
                Same(Partials.PowYY(x, Math.Pow(x, y)), Partials.PowYY<double>(x, Math.Pow(x, y)), x, y);
                Same(Partials.PowX(x, y, Math.Pow(x, y)), Partials.PowX<double>(x, y, Math.Pow(x, y)), x, y);
                Same(Partials.Atan2Y(x, y), Partials.Atan2Y<double>(x, y), x, y);
                Same(Partials.Atan2X(x, y), Partials.Atan2X<double>(x, y), x, y);
                Same(Partials.MaxX(x, y), Partials.MaxX<double>(x, y), x, y);
                Same(Partials.MaxNumberX(x, y), Partials.MaxNumberX<double>(x, y), x, y);
                Same(Partials.MaxMagnitudeX(x, y), Partials.MaxMagnitudeX<double>(x, y), x, y);
                Same(Partials.MaxMagnitudeNumberX(x, y), Partials.MaxMagnitudeNumberX<double>(x, y), x, y);
                Same(Partials.MinMagnitudeNumberX(x, y), Partials.MinMagnitudeNumberX<double>(x, y), x, y);
                Same(Partials.IsBelow(x, y), Partials.IsBelow<double>(x, y), x, y);
                Same(Partials.ClampX(x, -1, y), Partials.ClampX<double>(x, -1, y), x, y);
            }
        }

        foreach (float x in s_pointsF)
        {
            foreach (float y in s_pointsF)
            {
                Same(StrongZero.Multiply(x, y), StrongZero.Multiply<float>(x, y), x, y);
                Same(Partials.Product(x, y), Partials.Product<float>(x, y), x, y);
                Same(Partials.Ratio(x, y), Partials.Ratio<float>(x, y), x, y);
                Same(Partials.PowXY(x, y), Partials.PowXY<float>(x, y), x, y);
                Same(Partials.PowY(x, MathF.Pow(x, y)), Partials.PowY<float>(x, MathF.Pow(x, y)), x, y);
                Same(Partials.PowYY(x, MathF.Pow(x, y)), Partials.PowYY<float>(x, MathF.Pow(x, y)), x, y);
                Same(Partials.PowX(x, y, MathF.Pow(x, y)), Partials.PowX<float>(x, y, MathF.Pow(x, y)), x, y);
                Same(Partials.Atan2Y(x, y), Partials.Atan2Y<float>(x, y), x, y);
                Same(Partials.Atan2X(x, y), Partials.Atan2X<float>(x, y), x, y);
                Same(Partials.MaxX(x, y), Partials.MaxX<float>(x, y), x, y);
                Same(Partials.MaxNumberX(x, y), Partials.MaxNumberX<float>(x, y), x, y);
                Same(Partials.MaxMagnitudeX(x, y), Partials.MaxMagnitudeX<float>(x, y), x, y);
                Same(Partials.MaxMagnitudeNumberX(x, y), Partials.MaxMagnitudeNumberX<float>(x, y), x, y);
                Same(Partials.MinMagnitudeNumberX(x, y), Partials.MinMagnitudeNumberX<float>(x, y), x, y);
                Same(Partials.IsBelow(x, y), Partials.IsBelow<float>(x, y), x, y);
                Same(Partials.ClampX(x, -1, y), Partials.ClampX<float>(x, -1, y), x, y);
            }
        }
    }

    [Fact]
    public void RootN_at_every_degree()
    {
        for (int n = 1; n <= 7; n++)
        {
            foreach (double x in s_points)
            {
                Same(Partials.RootNX(x, n, double.RootN(x, n)), Partials.RootNX<double>(x, n, double.RootN(x, n)), x, n);
            }

            foreach (float x in s_pointsF)
            {
                Same(Partials.RootNX(x, n, float.RootN(x, n)), Partials.RootNX<float>(x, n, float.RootN(x, n)), x, n);
            }
        }
    }

    [Fact]
    public void Another_real_type_has_the_same_limits()
    {
        Half zero = Half.Zero, one = Half.One, half = (Half)0.5, two = (Half)2;
        Assert.Equal(zero, StrongZero.Multiply(zero, Half.PositiveInfinity));
        Assert.Equal(zero, Partials.Ratio(zero, zero));
        Assert.Equal(half, Partials.MaxX(one, one));
        Assert.Equal(one, Partials.PowX(zero, one, zero));
        Assert.Equal((Half)4, Partials.PowX(two, two, (Half)4));
        Assert.Equal((Half)12, Partials.PowX(two, (Half)3, (Half)8));
        Assert.Equal(zero, Partials.PowY(zero, zero));
        Assert.Equal(zero, Partials.Atan2Y(zero, zero));
        Assert.Equal((Half)8, Partials.ScaleBX((Half)3));
        Assert.True(Half.IsNaN(Partials.AbsX(Half.NaN)));
    }

    [Fact]
    public void Calls_on_double_and_float_take_the_exact_overloads()
    {
        Exact<double>(x => StrongZero.Multiply(x, x), x => Partials.Product(x, x), x => Partials.PowX(x, 2, x), x => Partials.AbsX(x), x => Partials.MaxX(x, 0), x => Partials.ClampX(x, 0, 1), x => Partials.ScaleBX(x));
        Exact<float>(x => StrongZero.Multiply(x, x), x => Partials.Product(x, x), x => Partials.PowX(x, 2, x), x => Partials.AbsX(x), x => Partials.MaxX(x, 0), x => Partials.ClampX(x, 0, 1), x => Partials.ScaleBX(x));
        Expression<Action<double[]>> accumulate = x => Buffers.Accumulate(x, x), copy = x => Buffers.ReverseCopy(x, x);
        Expression<Action<float[]>> sum = x => Buffers.SumAndClear(x);
        Assert.All([accumulate.Body, copy.Body, sum.Body], IsExact);

        static void Exact<R>(params Expression<Func<R, R>>[] calls) => Assert.All(calls.Select(c => c.Body), IsExact);

        static void IsExact(Expression call) => Assert.False(((MethodCallExpression)call).Method.IsGenericMethod);
    }

    [Fact]
    public void Buffers_of_a_generic_type()
    {
        Check<double>();
        Check<float>();
        Check<Half>();

        static void Check<T>()
            where T : IFloatingPointIeee754<T>
        {
            foreach (int n in new[] { 0, 3, 127, 128, 129, 500 })
            {
                T[] x = [.. Enumerable.Range(0, n).Select(i => T.CreateChecked(i % 7))], y = [.. x];
                Buffers.Accumulate(x, y);
                Assert.Equal(x.Select(e => e + e), y);

                // Overlapping: the copy taken aside lies on the stack, or in a rented array.
                T[] buffer = [.. x, T.One];
                Buffers.Accumulate<T>(buffer.AsSpan(0, n), buffer.AsSpan(1, n));
                Assert.Equal(x.Append(T.One).Zip(x.Prepend(T.Zero), (a, b) => a + b), buffer);

                T[] grad = [.. x];
                Buffers.ReverseCopy(y, grad);
                Assert.Equal(x.Select(e => e + e + e), y);
                Assert.All(grad, e => Assert.Equal(T.Zero, e));
                Assert.Equal(x.Aggregate(T.Zero, (a, b) => a + b), Buffers.SumAndClear(x));
                Assert.All(x, e => Assert.Equal(T.Zero, e));
            }

            T[] one = new T[4];
            Assert.Throws<ArgumentException>(() => Arguments.Disjoint<T, T>(one.AsSpan(0, 3), one.AsSpan(2), "a", "b"));
            Assert.Throws<ArgumentException>(() => Buffers.Accumulate(new T[3], one));
        }
    }

    private static void Same(double expected, double actual, params double[] at) => Assert.True(
        BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual) || (double.IsNaN(expected) && double.IsNaN(actual)),
        $"{actual:R} instead of {expected:R} at ({string.Join(", ", at)})");

    private static void Same(float expected, float actual, params float[] at) => Assert.True(
        BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(actual) || (float.IsNaN(expected) && float.IsNaN(actual)),
        $"{actual:R} instead of {expected:R} at ({string.Join(", ", at)})");
}
