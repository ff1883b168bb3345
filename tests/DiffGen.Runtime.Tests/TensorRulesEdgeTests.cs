using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using DiffGen.CompilerServices;
using Xunit;

namespace DiffGen.Runtime.Tests;

/// <summary>Points without a derivative, zeros that win, refusals. Each on one element and on more than a vector.</summary>
public sealed class TensorRulesEdgeTests
{
    private static readonly double[] special = [double.NaN, double.NegativeInfinity, -2, -1, -0.0, 0.0, 1, 2, double.PositiveInfinity];

    private delegate void UnaryJvp(ReadOnlySpan<double> x, Span<double> destination, ReadOnlySpan<double> xTangent, Span<double> destinationTangent);

    private delegate void UnaryVjp(ReadOnlySpan<double> x, Span<double> destination, Span<double> xGrad, Span<double> destinationGrad);

    private delegate void BinaryJvp(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        Span<double> destination,
        ReadOnlySpan<double> xTangent,
        ReadOnlySpan<double> yTangent,
        Span<double> destinationTangent);

    private delegate void BinaryVjp(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> destination, Span<double> xGrad, Span<double> yGrad, Span<double> destinationGrad);

    private delegate (double Value, double Tangent) ReductionJvp(ReadOnlySpan<double> x, ReadOnlySpan<double> xTangent);

    private delegate double ReductionVjp(ReadOnlySpan<double> x, double valueGrad, Span<double> xGrad);

    [Fact]
    public void A_zero_wins_over_a_pole()
    {
        Pole(TensorRules.SqrtJvp, TensorRules.SqrtVjp, 0, double.PositiveInfinity);
        Pole(TensorRules.CbrtJvp, TensorRules.CbrtVjp, 0, double.PositiveInfinity);
        Pole(TensorRules.LogJvp, TensorRules.LogVjp, 0, double.PositiveInfinity);
        Pole(TensorRules.Log2Jvp, TensorRules.Log2Vjp, 0, double.PositiveInfinity);
        Pole(TensorRules.Log10Jvp, TensorRules.Log10Vjp, 0, double.PositiveInfinity);
        Pole(TensorRules.LogP1Jvp, TensorRules.LogP1Vjp, -1, double.PositiveInfinity);
        Pole(TensorRules.ReciprocalJvp, TensorRules.ReciprocalVjp, 0, double.NegativeInfinity);
        Pole(TensorRules.ReciprocalSqrtJvp, TensorRules.ReciprocalSqrtVjp, 0, double.NegativeInfinity);
        Pole(TensorRules.AsinJvp, TensorRules.AsinVjp, 1, double.PositiveInfinity);
        Pole(TensorRules.AcosJvp, TensorRules.AcosVjp, -1, double.NegativeInfinity);
        Pole(TensorRules.AcoshJvp, TensorRules.AcoshVjp, 1, double.PositiveInfinity);
        Pole(TensorRules.AtanhJvp, TensorRules.AtanhVjp, 1, double.PositiveInfinity);
        Pole((x, d, t, dt) => TensorRules.RootNJvp(x, 3, d, t, dt), (x, d, g, dg) => TensorRules.RootNVjp(x, 3, d, g, dg), 0, double.PositiveInfinity);
        Pole((x, d, t, dt) => TensorRules.PowJvp(x, 0.5, d, t, 0, dt), (x, d, g, dg) => TensorRules.PowVjp(x, 0.5, d, g, dg), 0, double.PositiveInfinity);
        Pole((x, d, t, dt) => TensorRules.DivideJvp(1, x, d, 0, t, dt), (x, d, g, dg) => TensorRules.DivideVjp(1, x, d, g, dg), 0, double.NegativeInfinity);
    }

    [Fact]
    public void Powers_have_their_limits()
    {
        AssertPartials(TensorRules.PowJvp, TensorRules.PowVjp, 0, 1, 1, 0);
        AssertPartials(TensorRules.PowJvp, TensorRules.PowVjp, 0, 2, 0, 0);
        AssertPartials(TensorRules.PowJvp, TensorRules.PowVjp, 0, 3, 0, 0);
        AssertPartials(TensorRules.PowJvp, TensorRules.PowVjp, 0, 0.5, double.PositiveInfinity, 0);
        AssertPartials(TensorRules.PowJvp, TensorRules.PowVjp, 0, 0, 0, double.NegativeInfinity);
        AssertPartials(TensorRules.PowJvp, TensorRules.PowVjp, -2, 3, 12, double.NaN);
    }

    [Fact]
    public void Kinks_have_the_derivative_of_convention()
    {
        AssertPartial(TensorRules.AbsJvp, TensorRules.AbsVjp, 0, 0);
        AssertPartial(TensorRules.AbsJvp, TensorRules.AbsVjp, -0.0, 0);
        AssertPartial(TensorRules.AbsJvp, TensorRules.AbsVjp, -3, -1);
        AssertPartial(TensorRules.AbsJvp, TensorRules.AbsVjp, double.NaN, double.NaN);
        AssertPartials(TensorRules.HypotJvp, TensorRules.HypotVjp, 0, 0, 0, 0);
        AssertPartials(TensorRules.Atan2Jvp, TensorRules.Atan2Vjp, 0, 0, 0, 0);
        AssertPartials(TensorRules.Atan2Jvp, TensorRules.Atan2Vjp, 1e200, 1e200, 0.5e-200, -0.5e-200);
        AssertPartials(TensorRules.RemainderJvp, TensorRules.RemainderVjp, -7.5, 2, 1, 3);
        AssertPartials(TensorRules.CopySignJvp, TensorRules.CopySignVjp, 0, -1, 0, 0);
        AssertPartials(TensorRules.CopySignJvp, TensorRules.CopySignVjp, 2, -1, -1, 0);
        AssertPartial(TensorRules.FloorJvp, TensorRules.FloorVjp, 1, 0);
    }

    [Fact]
    public void Shares_of_maxima_and_minima_are_those_of_the_scalar_functions()
    {
        foreach (double x in special)
        {
            foreach (double y in special)
            {
                AssertPartials(TensorRules.MaxJvp, TensorRules.MaxVjp, x, y, Partials.MaxX(x, y), Partials.MaxX(y, x));
                AssertPartials(TensorRules.MinJvp, TensorRules.MinVjp, x, y, Partials.MaxX(y, x), Partials.MaxX(x, y));
                AssertPartials(TensorRules.MaxNumberJvp, TensorRules.MaxNumberVjp, x, y, Partials.MaxNumberX(x, y), Partials.MaxNumberX(y, x));
                AssertPartials(TensorRules.MinNumberJvp, TensorRules.MinNumberVjp, x, y, Partials.MaxNumberX(-x, -y), Partials.MaxNumberX(-y, -x));
                AssertPartials(TensorRules.MaxMagnitudeJvp, TensorRules.MaxMagnitudeVjp, x, y, Partials.MaxMagnitudeX(x, y), Partials.MaxMagnitudeX(y, x));
                AssertPartials(TensorRules.MinMagnitudeJvp, TensorRules.MinMagnitudeVjp, x, y, Partials.MaxMagnitudeX(y, x), Partials.MaxMagnitudeX(x, y));
                AssertPartials(
                    TensorRules.MaxMagnitudeNumberJvp,
                    TensorRules.MaxMagnitudeNumberVjp,
                    x,
                    y,
                    Partials.MaxMagnitudeNumberX(x, y),
                    Partials.MaxMagnitudeNumberX(y, x));
                AssertPartials(
                    TensorRules.MinMagnitudeNumberJvp,
                    TensorRules.MinMagnitudeNumberVjp,
                    x,
                    y,
                    Partials.MinMagnitudeNumberX(x, y),
                    Partials.MinMagnitudeNumberX(y, x));
            }
        }
    }

    [Fact]
    public void Clamp_gives_all_to_one_operand()
    {
        Clamped(0.5, 0, 1, 1, 0, 0);
        Clamped(0, 0, 1, 1, 0, 0);
        Clamped(1, 0, 1, 1, 0, 0);
        Clamped(-2, 0, 1, 0, 1, 0);
        Clamped(3, 0, 1, 0, 0, 1);
        Clamped(3, 1, 1, 0, 0, 1);
        Clamped(-3, 1, 1, 0, 1, 0);
        Clamped(double.NaN, 0, 1, double.NaN, double.NaN, double.NaN);
        Clamped(0.5, double.NaN, 1, double.NaN, double.NaN, double.NaN);
        Clamped(0.5, 0, double.NaN, double.NaN, double.NaN, double.NaN);

        static void Clamped(double x, double min, double max, double xShare, double minShare, double maxShare)
        {
            AssertPartials(
                (a, b, d, at, bt, dt) => TensorRules.ClampJvp(a, b, max, d, at, bt, 0, dt),
                (a, b, d, ag, bg, dg) => TensorRules.ClampVjp(a, b, max, d, ag, bg, dg),
                x,
                min,
                xShare,
                minShare);
            AssertPartials(
                (a, c, d, at, ct, dt) => TensorRules.ClampJvp(a, min, c, d, at, 0, ct, dt),
                (a, c, d, ag, cg, dg) => TensorRules.ClampVjp(a, min, c, d, ag, cg, dg),
                x,
                max,
                xShare,
                maxShare);
        }
    }

    [Fact]
    public void An_operand_that_is_not_taken_gets_nothing_of_an_infinite_cotangent()
    {
        foreach (int length in new[] { 1, 20 })
        {
            double[] x = Filled(length, -1), grad = new double[length], cotangent = Filled(length, double.PositiveInfinity);
            double zeroGrad = TensorRules.MaxVjp(x, 0, new double[length], grad, cotangent);

            Assert.Equal(new double[length], grad);
            Assert.Equal(double.PositiveInfinity, zeroGrad);
        }
    }

    [Fact]
    public void Extrema_give_all_to_one_element()
    {
        Extremum(TensorRules.MaxJvp, TensorRules.MaxVjp, [1, 3, 3, 2], 1);
        Extremum(TensorRules.MaxJvp, TensorRules.MaxVjp, [1, 3, double.NaN, 2], 2);
        Extremum(TensorRules.MinJvp, TensorRules.MinVjp, [1, -3, -3, 2], 1);
        Extremum(TensorRules.MaxMagnitudeJvp, TensorRules.MaxMagnitudeVjp, [1, -3, 3, 2], 2);
        Extremum(TensorRules.MinMagnitudeJvp, TensorRules.MinMagnitudeVjp, [4, 3, -3, 5], 2);
        Extremum(TensorRules.MaxNumberJvp, TensorRules.MaxNumberVjp, [1, 3, 0, 3], 1);
        Extremum(TensorRules.MinNumberJvp, TensorRules.MinNumberVjp, [5, 3, -1, -1], 2);
        Extremum(TensorRules.MaxMagnitudeNumberJvp, TensorRules.MaxMagnitudeNumberVjp, [-3, 3, 3, 1], 1);
        Extremum(TensorRules.MinMagnitudeNumberJvp, TensorRules.MinMagnitudeNumberVjp, [4, 3, -3, 5], 2);
        Extremum(TensorRules.MaxNumberJvp, TensorRules.MaxNumberVjp, [double.NaN, double.NaN], 0);
        Extremum(TensorRules.MaxJvp, TensorRules.MaxVjp, [.. Filled(30, -1), 4, .. Filled(9, 4)], 30);
    }

    [Fact]
    public void Products_may_have_zeros()
    {
        Partial(TensorRules.ProductJvp, TensorRules.ProductVjp, [2, 0, 3], [0, 6, 0]);
        Partial(TensorRules.ProductJvp, TensorRules.ProductVjp, [0, 5, 0], [0, 0, 0]);
        Partial(
            (x, t) => TensorRules.ProductOfSumsJvp(x, new double[3], t, []),
            (x, v, g) => TensorRules.ProductOfSumsVjp(x, new double[3], v, g, []),
            [2, 0, 3],
            [0, 6, 0]);
        Partial(
            (x, t) => TensorRules.ProductOfDifferencesJvp([0, 0, 0], x, [], t),
            (x, v, g) => TensorRules.ProductOfDifferencesVjp([0, 0, 0], x, v, [], g),
            [2, 0, 3],
            [0, -6, 0]);
    }

    [Fact]
    public void Norms_are_flat_at_their_kink()
    {
        Partial(TensorRules.NormJvp, TensorRules.NormVjp, [0, 0], [0, 0]);
        Partial(TensorRules.StdDevJvp, TensorRules.StdDevVjp, [2, 2], [0, 0]);
        Partial(TensorRules.SumOfMagnitudesJvp, TensorRules.SumOfMagnitudesVjp, [0, -2, 3], [0, -1, 1]);
        Partial((x, t) => TensorRules.DistanceJvp(x, [1, 2], t, []), (x, v, g) => TensorRules.DistanceVjp(x, [1, 2], v, g, []), [1, 2], [0, 0]);
    }

    [Fact]
    public void One_gradient_may_serve_overlapping_operands()
    {
        double[] x = [1, 2, 3, 4, 5], grad = new double[5];
        TensorRules.DotVjp(x.AsSpan(0, 4), x.AsSpan(1, 4), 1, grad.AsSpan(0, 4), grad.AsSpan(1, 4));
        Assert.Equal([2, 4, 6, 8, 4], grad);

        grad = new double[100];
        TensorRules.MultiplyVjp(Filled(99, 2), Filled(99, 2), new double[99], grad.AsSpan(0, 99), grad.AsSpan(1, 99), Filled(99, 1));
        Assert.Equal([2, .. Filled(98, 4), 2], grad);
    }

    [Fact]
    public void What_the_function_refuses_the_rule_refuses_before_it_writes()
    {
        double[] four = [1, 2, 3, 4], three = [1, 2, 3], tangent = Filled(4, 9);

        Same(() => TensorPrimitives.Add<double>(four, three, new double[4]), () => TensorRules.AddJvp<double>(four, three, new double[4], four, three, tangent));
        Same(() => TensorPrimitives.Sin<double>(four, new double[3]), () => TensorRules.SinJvp<double>(four, new double[3], four, tangent));
        Same(() => TensorPrimitives.Exp<double>(four, new double[3]), () => TensorRules.ExpJvp<double>(four, new double[3], four, tangent));
        Same(
            () => TensorPrimitives.Sin<double>(four.AsSpan(0, 3), four.AsSpan(1)),
            () => TensorRules.SinJvp<double>(four.AsSpan(0, 3), four.AsSpan(1), four.AsSpan(0, 3), tangent));
        Same(
            () => TensorPrimitives.Divide<double>(four.AsSpan(0, 3), 2, four.AsSpan(1)),
            () => TensorRules.DivideJvp(four.AsSpan(0, 3), 2, four.AsSpan(1), four.AsSpan(0, 3), 0, tangent));
        Same(() => TensorPrimitives.Max<double>([]), () => TensorRules.MaxJvp<double>([], []));
        Same(() => TensorPrimitives.Dot<double>(four, three), () => TensorRules.DotVjp(four, three, 1, tangent, tangent));
        Assert.Equal(Filled(4, 9), tangent);

        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => TensorRules.SoftMaxJvp<double>(three, new double[4], three, tangent)).ParamName);
        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => TensorRules.SoftMaxVjp<double>(three, new double[3], new double[3], tangent)).ParamName);

        static void Same(Action function, Action rule)
        {
            Exception expected = Record.Exception(function), actual = Record.Exception(rule);
            Assert.IsAssignableFrom<ArgumentException>(expected);
            Assert.Equal(expected.GetType(), actual.GetType());
            Assert.Equal(expected.Message, actual.Message);
        }
    }

    [Fact]
    public void Nothing_of_no_elements()
    {
        TensorRules.SinJvp<double>([], [], [], []);
        TensorRules.PowVjp<double>([], 2, [], [], []);
        Assert.Equal((0, 0), TensorRules.SumJvp<double>([], []));
        Assert.Equal((0, 0), TensorRules.NormJvp<double>([], []));
        Assert.Equal(0, TensorRules.DotVjp<double>([], [], 1, [], []));
    }

    [Fact]
    public void Conversions_convert_the_tangent_and_the_gradient_back()
    {
        double[] source = Filled(70, 1.1), grad = Filled(70, 1);
        float[] destination = new float[70], tangent = new float[70], cotangent = Enumerable.Repeat(0.5f, 70).ToArray();
        TensorRules.ConvertTruncatingJvp(source, destination, Filled(70, 0.1), tangent);
        TensorRules.ConvertTruncatingVjp(source, destination, grad, cotangent);

        Assert.All(destination, number => Assert.Equal(1.1f, number));
        Assert.All(tangent, number => Assert.Equal(0.1f, number));
        Assert.All(grad, number => Assert.Equal(1.5, number));
        Assert.All(cotangent, number => Assert.Equal(0, number));
    }

    [Fact]
    public void Types_without_vectors_are_differentiated_too()
    {
        Half[] x = Enumerable.Range(0, 70).Select(i => (Half)(i * 0.125)).ToArray(), tangent = new Half[70], grad = new Half[70];
        TensorRules.MaxJvp(x, (Half)4, new Half[70], Enumerable.Repeat((Half)2, 70).ToArray(), Half.Zero, tangent);
        TensorRules.MultiplyVjp(x, x, new Half[70], grad, grad, Enumerable.Repeat(Half.One, 70).ToArray());

        Assert.Equal(x.Select(number => number > (Half)4 ? 2 : number == (Half)4 ? 1.0 : 0), tangent.Select(number => (double)number));
        Assert.Equal(x.Select(number => 2 * (double)number), grad.Select(number => (double)number));
    }

    [Fact]
    public void Rules_allocate_nothing()
    {
        double[] x = Filled(200, 0.5), y = Filled(200, 2), destination = new double[200], a = new double[200], b = new double[200], c = new double[200];
        Allocations.AssertNone(() =>
        {
            TensorRules.SinJvp<double>(x, destination, y, a);
            TensorRules.ExpVjp<double>(x, destination, a, b);
            TensorRules.PowVjp<double>(x, 3, destination, a, b);
            TensorRules.ClampJvp<double>(x, 0, y, destination, a, 0, b, c);
            TensorRules.SoftMaxVjp<double>(x, destination, a, b);
            TensorRules.ProductOfSumsVjp<double>(x, y, 1, a, b);
            TensorRules.CosineSimilarityJvp<double>(x, y, a, b);
        });
    }

    private static double[] Filled(int length, double number) => Enumerable.Repeat(number, length).ToArray();

    private static void Pole(UnaryJvp jvp, UnaryVjp vjp, double at, double partial)
    {
        foreach (int length in new[] { 1, 20 })
        {
            double[] x = Filled(length, at), tangent = new double[length], grad = new double[length];
            jvp(x, new double[length], new double[length], tangent);
            vjp(x, new double[length], grad, new double[length]);
            Assert.Equal(new double[length], tangent);
            Assert.Equal(new double[length], grad);
        }

        AssertPartial(jvp, vjp, at, partial);
    }

    private static void AssertPartial(UnaryJvp jvp, UnaryVjp vjp, double at, double partial)
    {
        foreach (int length in new[] { 1, 20 })
        {
            double[] x = Filled(length, at), tangent = new double[length], grad = new double[length];
            jvp(x, new double[length], Filled(length, 1), tangent);
            vjp(x, new double[length], grad, Filled(length, 1));
            AssertAll(partial, tangent, $"at {at}");
            AssertAll(partial, grad, $"at {at}");
        }
    }

    private static void AssertPartials(BinaryJvp jvp, BinaryVjp vjp, double x, double y, double byX, double byY)
    {
        foreach (int length in new[] { 1, 20 })
        {
            double[] xs = Filled(length, x), ys = Filled(length, y), tangent = new double[length];
            jvp(xs, ys, new double[length], Filled(length, 1), new double[length], tangent);
            AssertAll(byX, tangent, $"by x at {x}, {y}");
            jvp(xs, ys, new double[length], new double[length], Filled(length, 1), tangent);
            AssertAll(byY, tangent, $"by y at {x}, {y}");

            double[] xGrad = new double[length], yGrad = new double[length];
            vjp(xs, ys, new double[length], xGrad, yGrad, Filled(length, 1));
            AssertAll(byX, xGrad, $"by x at {x}, {y}");
            AssertAll(byY, yGrad, $"by y at {x}, {y}");
        }
    }

    private static void AssertAll(double expected, IEnumerable<double> actual, string at) =>
        Assert.All(actual, number => Assert.True(
            expected.Equals(number) || expected == number || Math.Abs(number - expected) <= 1e-14 * Math.Abs(expected), $"{at}: expected {expected}, is {number}"));

    private static void Extremum(ReductionJvp jvp, ReductionVjp vjp, double[] x, int index) =>
        Partial(jvp, vjp, x, x.Select((_, i) => i == index ? 1.0 : 0).ToArray());

    private static void Partial(ReductionJvp jvp, ReductionVjp vjp, double[] x, double[] partial)
    {
        double[] grad = Filled(x.Length, 1);
        vjp(x, 2, grad);
        Assert.Equal(partial.Select(number => 1 + 2 * number), grad);
        for (int i = 0; i < x.Length; i++)
        {
            double[] tangent = new double[x.Length];
            tangent[i] = 1;
            Assert.Equal(partial[i], jvp(x, tangent).Tangent);
        }
    }
}
