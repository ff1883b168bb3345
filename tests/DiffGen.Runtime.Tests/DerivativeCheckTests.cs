using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Xunit;

namespace DiffGen.Runtime.Tests;

/// <summary>Right derivatives pass, and wrong ones are found and named.</summary>
public sealed class DerivativeCheckTests
{
    private static readonly string[] s_mistakes = ["sign", "twice", "half", "zero", "missing term", "NaN"];

    public static TheoryData<string, int> Mistakes()
    {
        TheoryData<string, int> data = [];
        foreach (string mistake in s_mistakes)
        {
            data.Add(mistake, 0);
            data.Add(mistake, 1);
        }

        return data;
    }

    [Theory]
    [InlineData(1.2, 0.7)]
    [InlineData(-2.5, 0.1)]
    [InlineData(0, 0)]
    [InlineData(3, 0.5)]
    public void Right_companions_pass(double x, double y)
    {
        DerivativeReport report = DerivativeCheck.Companions(Beale, x, y, BealeJvp, BealeVjp, BealeGradient, BealeHvp);
        report.Require();
        Assert.Empty(report.Findings);
        Assert.True(report.Compared > 20);
        DerivativeCheck.Companions(Beale, (float)x, (float)y, BealeJvp, BealeVjp, BealeGradient, BealeHvp).Require();
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_wrong_gradient_is_found_and_named(string mistake, int argument)
    {
        Check<double>();
        Check<float>();

        void Check<R>()
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            R x = R.CreateTruncating(1.2), y = R.CreateTruncating(0.7);
            DerivativeReport report = DerivativeCheck.Companions(Beale, x, y, BealeJvp, BealeVjp, gradient: (p, q) =>
            {
                (R value, R xGrad, R yGrad) = BealeGradient(p, q);
                return argument == 0 ? (value, Wrong(mistake, xGrad), yGrad) : (value, xGrad, Wrong(mistake, yGrad));
            });
            OnlyIn("Gradient", argument, report);
        }
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_wrong_reverse_rule_is_found_and_named(string mistake, int argument)
    {
        Check<double>();
        Check<float>();

        void Check<R>()
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            R x = R.CreateTruncating(1.2), y = R.CreateTruncating(0.7);
            DerivativeReport report = DerivativeCheck.Companions(Beale, x, y, BealeJvp, gradient: BealeGradient, vjp: (p, q, valueGrad) =>
            {
                (R value, R xGrad, R yGrad) = BealeVjp(p, q, valueGrad);
                return argument == 0 ? (value, Wrong(mistake, xGrad), yGrad) : (value, xGrad, Wrong(mistake, yGrad));
            });
            OnlyIn("Vjp", argument, report);
        }
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_wrong_forward_rule_is_found_and_named(string mistake, int argument)
    {
        Check<double>();
        Check<float>();

        void Check<R>()
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            R x = R.CreateTruncating(1.2), y = R.CreateTruncating(0.7);
            DerivativeReport report = DerivativeCheck.Companions(Beale, x, y, vjp: BealeVjp, gradient: BealeGradient, jvp: (p, q, pTangent, qTangent) =>
            {
                (R value, R pGrad, R qGrad) = BealeGradient(p, q);
                R a = argument == 0 ? Wrong(mistake, pGrad) : pGrad, b = argument == 1 ? Wrong(mistake, qGrad) : qGrad;
                return (value, (pTangent == R.Zero ? R.Zero : pTangent * a) + (qTangent == R.Zero ? R.Zero : qTangent * b));
            });
            OnlyIn("Jvp", argument, report);
        }
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_wrong_second_derivative_is_found_and_named(string mistake, int argument)
    {
        Check<double>();
        Check<float>();

        void Check<R>()
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            // The product with H, whose column of one argument is wrong.
            R x = R.CreateTruncating(1.2), y = R.CreateTruncating(0.7);
            DerivativeReport report = DerivativeCheck.Companions(Beale, x, y, gradient: BealeGradient, hvp: (p, q, pTangent, qTangent) =>
            {
                (R value, R tangent, R pGrad, R qGrad, R pHvp, R qHvp) = BealeHvp(p, q, pTangent, qTangent);
                if ((argument == 0 ? pTangent : qTangent) != R.Zero)
                {
                    (pHvp, qHvp) = (Wrong(mistake, pHvp), Wrong(mistake, qHvp));
                }

                return (value, tangent, pGrad, qGrad, pHvp, qHvp);
            });
            OnlyIn("Hvp", argument, report);
            Assert.Contains(report.Mismatches, m => m.Result == "the gradient of x");
            Assert.Contains(report.Mismatches, m => m.Result == "the gradient of y");
        }
    }

    [Fact]
    public void A_wrong_value_is_found()
    {
        DerivativeReport report = DerivativeCheck.Companions(Beale, 1.2, 0.7, gradient: (x, y) =>
        {
            (double value, double xGrad, double yGrad) = BealeGradient(x, y);
            return (value + 1e-3, xGrad, yGrad);
        });
        DerivativeFinding finding = Assert.Single(report.Findings);
        Assert.Equal(("Gradient", "value", -1), (finding.Companion, finding.Argument, finding.Index));
    }

    [Fact]
    public void A_reverse_rule_that_ignores_its_cotangent_is_found()
    {
        DerivativeReport report = DerivativeCheck.Companions(Beale, 1.2, 0.7, vjp: (x, y, _) => BealeVjp(x, y, 1));
        Assert.False(report.IsRight);
        Assert.All(report.Findings, f => Assert.Equal("Vjp at valueGrad = -2, divided by it", f.Companion));
    }

    [Fact]
    public void One_three_and_four_arguments()
    {
        DerivativeCheck.Companions(
            x => x * Math.Sin(x),
            1.3,
            (x, t) => (x * Math.Sin(x), t * (Math.Sin(x) + (x * Math.Cos(x)))),
            (x, g) => (x * Math.Sin(x), g * (Math.Sin(x) + (x * Math.Cos(x)))),
            x => (x * Math.Sin(x), Math.Sin(x) + (x * Math.Cos(x))),
            (x, t) =>
            {
                double gradient = Math.Sin(x) + (x * Math.Cos(x));
                return (x * Math.Sin(x), t * gradient, gradient, t * ((2 * Math.Cos(x)) - (x * Math.Sin(x))));
            }).Require();
        Func<double, double, double, double> product = (x, y, z) => x * y * z;
        DerivativeCheck.Companions(product, 1.5, -2, 0.25, gradient: (x, y, z) => (x * y * z, y * z, x * z, x * y)).Require();
        OnlyIn("Gradient", 2, DerivativeCheck.Companions(product, 1.5, -2, 0.25, gradient: (x, y, z) => (x * y * z, y * z, x * z, x * z)));
        Func<float, float, float, float, float> sum = (x, y, z, w) => (x * y) + (z * w);
        DerivativeCheck.Companions(sum, 1.5f, -2, 0.25f, 3, vjp: (x, y, z, w, g) => ((x * y) + (z * w), g * y, g * x, g * w, g * z)).Require();
        OnlyIn("Vjp", 3, DerivativeCheck.Companions(sum, 1.5f, -2, 0.25f, 3, vjp: (x, y, z, w, g) => ((x * y) + (z * w), g * y, g * x, g * w, g * w)));
    }

    [Fact]
    public void A_gradient_with_names()
    {
        DerivativeCheck.Gradient(p => p[0] * p[1] * p[1], [3.0, 2], [4, 12], ["w", "s"]).Require();
        DerivativeReport report = DerivativeCheck.Gradient(p => p[0] * p[1] * p[1], [3.0, 2], [4, 6], ["w", "s"]);
        DerivativeFinding finding = Assert.Single(report.Mismatches);
        Assert.Equal(("s", 1, 2.0, 6.0), (finding.Argument, finding.Index, finding.Point, finding.Given));
        Assert.Equal(12, finding.Expected, 1e-8);
        Assert.InRange(finding.ErrorEstimate, 0, 1e-8);
        DerivativeMismatchException e = Assert.Throws<DerivativeMismatchException>(report.Require);
        Assert.Same(report, e.Report);
        Assert.Contains("at w = 3, s = 2: 3 compared, 1 wrong.", e.Message, StringComparison.Ordinal);
        Assert.Contains("Gradient, s (argument 1, at 2): given 6, expected 12", e.Message, StringComparison.Ordinal);
        Assert.Contains("half the expected", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_network_in_float_passes_and_each_wrong_weight_is_found(bool wrong)
    {
        Random random = new(3);
        float[] weights = [.. Enumerable.Range(0, 4 * 3 + 4).Select(_ => (float)(random.NextDouble() - 0.5))], x = [0.5f, -1.5f, 0.8f];
        float[] gradient = new float[weights.Length];
        _ = Network(weights, x, gradient);
        if (!wrong)
        {
            DerivativeCheck.Gradient(w => Network(w, x, null), weights, gradient).Require();
            return;
        }

        for (int i = 0; i < weights.Length; i++)
        {
            float[] bad = [.. gradient];
            bad[i] = -bad[i];
            OnlyIn("Gradient", i, DerivativeCheck.Gradient(w => Network(w, x, null), weights, bad));
        }
    }

    [Fact]
    public void A_derivative_of_one_argument()
    {
        DerivativeCheck.Derivative(Math.Tanh, x => 1 - (Math.Tanh(x) * Math.Tanh(x)), 0.3).Require();
        DerivativeCheck.Derivative(MathF.Tanh, x => 1 - (MathF.Tanh(x) * MathF.Tanh(x)), 0.3f).Require();
        OnlyIn("Derivative", 0, DerivativeCheck.Derivative(Math.Tanh, x => 1 - Math.Tanh(x), 0.3));
    }

    /// <summary>All sorts of functions at random points: no false alarm, and every planted mistake is found.</summary>
    [Fact]
    public void Right_passes_and_wrong_does_not_whatever_the_function()
    {
        Check<double>();
        Check<float>();

        static void Check<R>()
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            Random random = new(7);
            foreach ((string name, Func<R, R> function, Func<R, R> derivative, double from, double to) in Functions<R>())
            {
                for (int trial = 0; trial < 20; trial++)
                {
                    R x = R.CreateTruncating(from + ((to - from) * random.NextDouble())), right = derivative(x);
                    Assert.True(Of(right).IsRight, $"{name}: {Of(right)}");
                    foreach (string mistake in s_mistakes)
                    {
                        Assert.True(Of(Wrong(mistake, right)).Mismatches.Any(), $"{name}, {mistake}: {Of(Wrong(mistake, right))}");
                    }

                    DerivativeReport Of(R given) => DerivativeCheck.Gradient(p => function(p[0]), [x], [given]);
                }
            }
        }
    }

    [Fact]
    public void A_small_error_is_found_in_double()
    {
        OnlyIn("Gradient", 0, DerivativeCheck.Gradient(p => Math.Exp(p[0]), [0.4], [Math.Exp(0.4) * (1 + 1e-5)]));
        DerivativeCheck.Gradient(p => Math.Exp(p[0]), [0.4], [Math.Exp(0.4) * (1 + 1e-5)], options: new() { RelativeTolerance = 1e-4 }).Require();
    }

    [Fact]
    public void Companions_that_differ_by_less_than_differences_tell_are_told_apart()
    {
        DerivativeReport report = DerivativeCheck.Companions(
            Math.Exp, 0.4, jvp: (x, t) => (Math.Exp(x), t * Math.Exp(x) * (1 + 1e-7)), gradient: x => (Math.Exp(x), Math.Exp(x)));
        DerivativeFinding finding = Assert.Single(report.Findings);
        Assert.Equal(DerivativeFindingKind.Mismatch, finding.Kind);
        Assert.Contains("not the derivative that Gradient gives", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void At_a_minimum_and_for_a_constant_zero_is_right()
    {
        DerivativeCheck.Gradient(p => Rosenbrock(p[0], p[1]), [1.0, 1], [0, 0]).Require();
        DerivativeCheck.Gradient(p => Rosenbrock(p[0], p[1]) + 5, [1.0, 1], [0, 0]).Require();
        DerivativeCheck.Gradient(_ => 3.0, [1.0, 1], [0, 0]).Require();
        DerivativeCheck.Gradient(p => p[0] * p[0] * p[0] * p[0], [0.0], [0]).Require();
        Assert.False(DerivativeCheck.Gradient(_ => 3.0, [1.0, 1], [0, 1e-3]).IsRight);
    }

    [Fact]
    public void A_function_may_change_its_array()
    {
        DerivativeCheck.Gradient(
            p =>
            {
                p[0] *= p[1];
                p[1] = 0;
                return p[0];
            },
            [3.0, 2],
            [2, 3]).Require();
    }

    [Fact]
    public void Of_many_arguments_the_wrong_one_is_searched_for()
    {
        double[] at = [.. Enumerable.Range(0, 3000).Select(i => Math.Sin(i))], gradient = [.. at.Select(x => Math.Cos(x))];
        DerivativeCheck.Gradient(p => p.Sum(Math.Sin), at, gradient).Require();
        foreach (int i in new[] { 0, 1234, 2999 })
        {
            double[] wrong = [.. gradient];
            wrong[i] = -wrong[i];
            OnlyIn("Gradient", i, DerivativeCheck.Gradient(p => p.Sum(Math.Sin), at, wrong, options: new() { Arguments = 20 }));
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Equal("gradient", Assert.Throws<ArgumentException>(() => DerivativeCheck.Gradient(p => p[0], [1.0], [1, 2])).ParamName);
        Assert.Equal("names", Assert.Throws<ArgumentException>(() => DerivativeCheck.Gradient(p => p[0], [1.0], [1], ["x", "y"])).ParamName);
        Assert.Throws<ArgumentException>(() => DerivativeCheck.Gradient(p => p[0], [double.NaN], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => DerivativeCheck.Gradient(p => p[0], [1.0], [1], options: new() { RelativeTolerance = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => DerivativeCheck.Gradient(p => p[0], [1.0], [1], options: new() { AbsoluteTolerance = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => DerivativeCheck.Gradient(p => p[0], [1.0], [1], options: new() { TypicalSize = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => DerivativeCheck.Gradient(p => p[0], [1.0], [1], options: new() { Arguments = 0 }));
        Assert.Throws<ArgumentNullException>(() => new DerivativeMismatchException(null!));
    }

    internal static void OnlyIn(string companion, int argument, DerivativeReport report)
    {
        Assert.NotEmpty(report.Mismatches);
        Assert.All(report.Findings, f =>
        {
            Assert.True(f.Kind == DerivativeFindingKind.Mismatch, report.ToString());
            Assert.StartsWith(companion, f.Companion, StringComparison.Ordinal);
            Assert.Equal(argument, f.Index);
        });
        Assert.Throws<DerivativeMismatchException>(report.Require);
    }

    internal static R Wrong<R>(string mistake, R right)
        where R : unmanaged, IFloatingPointIeee754<R> => mistake switch
        {
            "sign" => -right,
            "twice" => right + right,
            "half" => right / (R.One + R.One),
            "zero" => R.Zero,
            "missing term" => right - (right * R.CreateTruncating(0.05)),
            _ => R.NaN,
        };

    private static IEnumerable<(string Name, Func<R, R> Function, Func<R, R> Derivative, double From, double To)> Functions<R>()
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        R two = R.One + R.One;
        yield return ("sine", R.Sin, R.Cos, -1.4, 1.4);
        yield return ("exponential", R.Exp, R.Exp, -5, 5);
        yield return ("logarithm near its pole", R.Log, x => R.One / x, 1e-6, 1e-5);
        yield return ("root near its edge", R.Sqrt, x => R.One / (two * R.Sqrt(x)), 1e-7, 1e-6);
        yield return ("reciprocal", x => R.One / x, x => -R.One / (x * x), 0.1, 3);
        yield return ("steep step", x => R.Tanh(C(25) * x), x => C(25) * (R.One - (R.Tanh(C(25) * x) * R.Tanh(C(25) * x))), -0.04, 0.04);
        yield return ("fast wave", x => R.Sin(C(100) * x), x => C(100) * R.Cos(C(100) * x), -0.014, 0.014);
        yield return ("large numbers", x => R.Sin(x) * C(1e10), x => R.Cos(x) * C(1e10), -1.4, 1.4);
        yield return ("small numbers", x => R.Sin(x) * C(1e-12), x => R.Cos(x) * C(1e-12), -1.4, 1.4);
        yield return ("large argument", R.Sqrt, x => R.One / (two * R.Sqrt(x)), 1e6, 2e6);
        yield return ("beside a kink", x => R.Abs(x) * x, x => two * R.Abs(x), 0.01, 0.1);
        yield return ("behind a kink", x => R.Max(x, R.Zero) * two, _ => two, 0.01, 0.1);
        yield return ("between jumps", x => x - R.Floor(x), _ => R.One, 0.02, 0.98);
        yield return ("arc sine", R.Asin, x => R.One / R.Sqrt(R.One - (x * x)), -0.99, 0.99);
        yield return (
            "long sum",
            x => Enumerable.Range(1, 300).Aggregate(R.Zero, (sum, i) => sum + R.Sin(x * C(i * 0.001))),
            x => Enumerable.Range(1, 300).Aggregate(R.Zero, (sum, i) => sum + (C(i * 0.001) * R.Cos(x * C(i * 0.001)))),
            -2,
            2);

        static R C(double value) => R.CreateTruncating(value);
    }

    private static double Rosenbrock(double x, double y) => ((1 - x) * (1 - x)) + (100 * (y - (x * x)) * (y - (x * x)));

    /// <summary>v · tanh(W x) with 4 hidden units, and its gradient with respect to W and v where one is asked for.</summary>
    private static float Network(float[] weights, float[] x, float[]? gradient)
    {
        float sum = 0;
        for (int h = 0; h < 4; h++)
        {
            float a = 0;
            for (int i = 0; i < 3; i++)
            {
                a += weights[(3 * h) + i] * x[i];
            }

            float y = MathF.Tanh(a), v = weights[12 + h];
            sum += v * y;
            if (gradient is not null)
            {
                gradient[12 + h] = y;
                for (int i = 0; i < 3; i++)
                {
                    gradient[(3 * h) + i] = v * (1 - (y * y)) * x[i];
                }
            }
        }

        return sum;
    }

    private static R Beale<R>(R x, R y)
        where R : unmanaged, IFloatingPointIeee754<R> => BealeHvp(x, y, R.Zero, R.Zero).Value;

    private static (R Value, R Tangent) BealeJvp<R>(R x, R y, R xTangent, R yTangent)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        (R value, R tangent, _, _, _, _) = BealeHvp(x, y, xTangent, yTangent);
        return (value, tangent);
    }

    private static (R Value, R XGrad, R YGrad) BealeVjp<R>(R x, R y, R valueGrad)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        (R value, R xGrad, R yGrad) = BealeGradient(x, y);
        return (value, valueGrad * xGrad, valueGrad * yGrad);
    }

    private static (R Value, R XGrad, R YGrad) BealeGradient<R>(R x, R y)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        (R value, _, R xGrad, R yGrad, _, _) = BealeHvp(x, y, R.Zero, R.Zero);
        return (value, xGrad, yGrad);
    }

    /// <summary>Σₖ (cₖ − x + x yᵏ)² with k = 1, 2, 3, all by hand.</summary>
    private static (R Value, R Tangent, R XGrad, R YGrad, R XHvp, R YHvp) BealeHvp<R>(R x, R y, R xTangent, R yTangent)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        R value = R.Zero, xGrad = R.Zero, yGrad = R.Zero, xx = R.Zero, xy = R.Zero, yy = R.Zero, two = R.One + R.One;
        double[] constants = [1.5, 2.25, 2.625];
        for (int k = 1; k <= 3; k++)
        {
            R n = R.CreateTruncating(k), power = Power(y, k), first = n * Power(y, k - 1), second = n * (n - R.One) * (k < 2 ? R.Zero : Power(y, k - 2));
            R r = R.CreateTruncating(constants[k - 1]) - x + (x * power), rx = power - R.One, ry = x * first;
            value += r * r;
            xGrad += two * r * rx;
            yGrad += two * r * ry;
            xx += two * rx * rx;
            xy += two * ((ry * rx) + (r * first));
            yy += two * ((ry * ry) + (r * x * second));
        }

        return (value, (xGrad * xTangent) + (yGrad * yTangent), xGrad, yGrad, (xx * xTangent) + (xy * yTangent), (xy * xTangent) + (yy * yTangent));

        static R Power(R y, int k) => k == 0 ? R.One : y * Power(y, k - 1);
    }
}
