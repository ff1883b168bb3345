using System;
using System.Linq;
using Xunit;

namespace DiffGen.Runtime.Tests;

/// <summary>All functions of <see cref="VectorMath"/>.</summary>
internal static class VectorFunctions
{
    public static readonly VectorFunction[] All =
    [
        new("Exp", (x, _) => WideFunctions.Exp(x), [(-1, 1), (-20, 20), (-745.2, 709.8), (-104, 89)])
        {
            Scalar = (x, _) => VectorMath.Exp(x), V128 = (x, _) => VectorMath.Exp(x), V256 = (x, _) => VectorMath.Exp(x), V512 = (x, _) => VectorMath.Exp(x),
            ScalarFloat = (x, _) => VectorMath.Exp(x), Float128 = (x, _) => VectorMath.Exp(x), Float256 = (x, _) => VectorMath.Exp(x), Float512 = (x, _) => VectorMath.Exp(x),
        },
        new("ExpM1", (x, _) => WideFunctions.ExpM1(x), [(-0.5, 0.5), (-3, 3), (-40, 710), (-18, 89)])
        {
            Scalar = (x, _) => VectorMath.ExpM1(x), V128 = (x, _) => VectorMath.ExpM1(x), V256 = (x, _) => VectorMath.ExpM1(x), V512 = (x, _) => VectorMath.ExpM1(x),
            ScalarFloat = (x, _) => VectorMath.ExpM1(x), Float128 = (x, _) => VectorMath.ExpM1(x), Float256 = (x, _) => VectorMath.ExpM1(x), Float512 = (x, _) => VectorMath.ExpM1(x),
        },
        new("Exp2", (x, _) => WideFunctions.Exp(WideFunctions.Ln2 * x), [(-1, 1), (-20, 20), (-1075, 1024), (-150, 128)])
        {
            Scalar = (x, _) => VectorMath.Exp2(x), V128 = (x, _) => VectorMath.Exp2(x), V256 = (x, _) => VectorMath.Exp2(x), V512 = (x, _) => VectorMath.Exp2(x),
            ScalarFloat = (x, _) => VectorMath.Exp2(x), Float128 = (x, _) => VectorMath.Exp2(x), Float256 = (x, _) => VectorMath.Exp2(x), Float512 = (x, _) => VectorMath.Exp2(x),
        },
        new("Exp10", (x, _) => WideFunctions.Exp(WideFunctions.Ln10 * x), [(-1, 1), (-20, 20), (-324, 308.3), (-46, 38.6)])
        {
            Scalar = (x, _) => VectorMath.Exp10(x), V128 = (x, _) => VectorMath.Exp10(x), V256 = (x, _) => VectorMath.Exp10(x), V512 = (x, _) => VectorMath.Exp10(x),
            ScalarFloat = (x, _) => VectorMath.Exp10(x), Float128 = (x, _) => VectorMath.Exp10(x), Float256 = (x, _) => VectorMath.Exp10(x), Float512 = (x, _) => VectorMath.Exp10(x),
        },
        new("Log", (x, _) => WideFunctions.Log(x), [(0.5, 2), (0.99, 1.01), (0, 100)])
        {
            Scalar = (x, _) => VectorMath.Log(x), V128 = (x, _) => VectorMath.Log(x), V256 = (x, _) => VectorMath.Log(x), V512 = (x, _) => VectorMath.Log(x),
            ScalarFloat = (x, _) => VectorMath.Log(x), Float128 = (x, _) => VectorMath.Log(x), Float256 = (x, _) => VectorMath.Log(x), Float512 = (x, _) => VectorMath.Log(x),
        },
        new("LogP1", (x, _) => WideFunctions.LogP1(x), [(-1, 1), (-0.01, 0.01), (0, 100)])
        {
            Scalar = (x, _) => VectorMath.LogP1(x), V128 = (x, _) => VectorMath.LogP1(x), V256 = (x, _) => VectorMath.LogP1(x), V512 = (x, _) => VectorMath.LogP1(x),
            ScalarFloat = (x, _) => VectorMath.LogP1(x), Float128 = (x, _) => VectorMath.LogP1(x), Float256 = (x, _) => VectorMath.LogP1(x), Float512 = (x, _) => VectorMath.LogP1(x),
        },
        new("Log2", (x, _) => WideFunctions.Log(x) / WideFunctions.Ln2, [(0.5, 2), (0.99, 1.01), (0, 100)])
        {
            Scalar = (x, _) => VectorMath.Log2(x), V128 = (x, _) => VectorMath.Log2(x), V256 = (x, _) => VectorMath.Log2(x), V512 = (x, _) => VectorMath.Log2(x),
            ScalarFloat = (x, _) => VectorMath.Log2(x), Float128 = (x, _) => VectorMath.Log2(x), Float256 = (x, _) => VectorMath.Log2(x), Float512 = (x, _) => VectorMath.Log2(x),
        },
        new("Log10", (x, _) => WideFunctions.Log(x) / WideFunctions.Ln10, [(0.5, 2), (0.99, 1.01), (0, 100)])
        {
            Scalar = (x, _) => VectorMath.Log10(x), V128 = (x, _) => VectorMath.Log10(x), V256 = (x, _) => VectorMath.Log10(x), V512 = (x, _) => VectorMath.Log10(x),
            ScalarFloat = (x, _) => VectorMath.Log10(x), Float128 = (x, _) => VectorMath.Log10(x), Float256 = (x, _) => VectorMath.Log10(x), Float512 = (x, _) => VectorMath.Log10(x),
        },
        new("Sin", (x, _) => WideFunctions.SinCos(x).Sin, [(-0.8, 0.8), (-7, 7), (-1000, 1000), (-1.1e6, 1.1e6)])
        {
            Scalar = (x, _) => VectorMath.Sin(x), V128 = (x, _) => VectorMath.Sin(x), V256 = (x, _) => VectorMath.Sin(x), V512 = (x, _) => VectorMath.Sin(x),
            ScalarFloat = (x, _) => VectorMath.Sin(x), Float128 = (x, _) => VectorMath.Sin(x), Float256 = (x, _) => VectorMath.Sin(x), Float512 = (x, _) => VectorMath.Sin(x),
        },
        new("Cos", (x, _) => WideFunctions.SinCos(x).Cos, [(-0.8, 0.8), (-7, 7), (-1000, 1000), (-1.1e6, 1.1e6)])
        {
            Scalar = (x, _) => VectorMath.Cos(x), V128 = (x, _) => VectorMath.Cos(x), V256 = (x, _) => VectorMath.Cos(x), V512 = (x, _) => VectorMath.Cos(x),
            ScalarFloat = (x, _) => VectorMath.Cos(x), Float128 = (x, _) => VectorMath.Cos(x), Float256 = (x, _) => VectorMath.Cos(x), Float512 = (x, _) => VectorMath.Cos(x),
        },
        new("SinCos.Sin", (x, _) => WideFunctions.SinCos(x).Sin, [(-7, 7), (-1000, 1000)])
        {
            Scalar = (x, _) => VectorMath.SinCos(x).Sin, V128 = (x, _) => VectorMath.SinCos(x).Sin, V256 = (x, _) => VectorMath.SinCos(x).Sin, V512 = (x, _) => VectorMath.SinCos(x).Sin,
            ScalarFloat = (x, _) => VectorMath.SinCos(x).Sin, Float128 = (x, _) => VectorMath.SinCos(x).Sin, Float256 = (x, _) => VectorMath.SinCos(x).Sin, Float512 = (x, _) => VectorMath.SinCos(x).Sin,
        },
        new("SinCos.Cos", (x, _) => WideFunctions.SinCos(x).Cos, [(-7, 7), (-1000, 1000)])
        {
            Scalar = (x, _) => VectorMath.SinCos(x).Cos, V128 = (x, _) => VectorMath.SinCos(x).Cos, V256 = (x, _) => VectorMath.SinCos(x).Cos, V512 = (x, _) => VectorMath.SinCos(x).Cos,
            ScalarFloat = (x, _) => VectorMath.SinCos(x).Cos, Float128 = (x, _) => VectorMath.SinCos(x).Cos, Float256 = (x, _) => VectorMath.SinCos(x).Cos, Float512 = (x, _) => VectorMath.SinCos(x).Cos,
        },
        new("Tan", (x, _) => WideFunctions.Tan(x), [(-0.8, 0.8), (-7, 7), (-1000, 1000), (-1.1e6, 1.1e6)])
        {
            Scalar = (x, _) => VectorMath.Tan(x), V128 = (x, _) => VectorMath.Tan(x), V256 = (x, _) => VectorMath.Tan(x), V512 = (x, _) => VectorMath.Tan(x),
            ScalarFloat = (x, _) => VectorMath.Tan(x), Float128 = (x, _) => VectorMath.Tan(x), Float256 = (x, _) => VectorMath.Tan(x), Float512 = (x, _) => VectorMath.Tan(x),
        },
        new("Asin", (x, _) => WideFunctions.Asin(x), [(-1, 1), (-0.5, 0.5), (0.999, 1)])
        {
            Scalar = (x, _) => VectorMath.Asin(x), V128 = (x, _) => VectorMath.Asin(x), V256 = (x, _) => VectorMath.Asin(x), V512 = (x, _) => VectorMath.Asin(x),
            ScalarFloat = (x, _) => VectorMath.Asin(x), Float128 = (x, _) => VectorMath.Asin(x), Float256 = (x, _) => VectorMath.Asin(x), Float512 = (x, _) => VectorMath.Asin(x),
        },
        new("Acos", (x, _) => WideFunctions.Acos(x), [(-1, 1), (-0.5, 0.5), (0.999, 1)])
        {
            Scalar = (x, _) => VectorMath.Acos(x), V128 = (x, _) => VectorMath.Acos(x), V256 = (x, _) => VectorMath.Acos(x), V512 = (x, _) => VectorMath.Acos(x),
            ScalarFloat = (x, _) => VectorMath.Acos(x), Float128 = (x, _) => VectorMath.Acos(x), Float256 = (x, _) => VectorMath.Acos(x), Float512 = (x, _) => VectorMath.Acos(x),
        },
        new("Atan", (x, _) => WideFunctions.Atan(x), [(-1, 1), (-3, 3), (-100, 100)])
        {
            Scalar = (x, _) => VectorMath.Atan(x), V128 = (x, _) => VectorMath.Atan(x), V256 = (x, _) => VectorMath.Atan(x), V512 = (x, _) => VectorMath.Atan(x),
            ScalarFloat = (x, _) => VectorMath.Atan(x), Float128 = (x, _) => VectorMath.Atan(x), Float256 = (x, _) => VectorMath.Atan(x), Float512 = (x, _) => VectorMath.Atan(x),
        },
        new("Sinh", (x, _) => WideFunctions.Sinh(x), [(-1, 1), (-5, 5), (-711, 711), (-90, 90)])
        {
            Scalar = (x, _) => VectorMath.Sinh(x), V128 = (x, _) => VectorMath.Sinh(x), V256 = (x, _) => VectorMath.Sinh(x), V512 = (x, _) => VectorMath.Sinh(x),
            ScalarFloat = (x, _) => VectorMath.Sinh(x), Float128 = (x, _) => VectorMath.Sinh(x), Float256 = (x, _) => VectorMath.Sinh(x), Float512 = (x, _) => VectorMath.Sinh(x),
        },
        new("Cosh", (x, _) => WideFunctions.Cosh(x), [(-1, 1), (-5, 5), (-711, 711), (-90, 90)])
        {
            Scalar = (x, _) => VectorMath.Cosh(x), V128 = (x, _) => VectorMath.Cosh(x), V256 = (x, _) => VectorMath.Cosh(x), V512 = (x, _) => VectorMath.Cosh(x),
            ScalarFloat = (x, _) => VectorMath.Cosh(x), Float128 = (x, _) => VectorMath.Cosh(x), Float256 = (x, _) => VectorMath.Cosh(x), Float512 = (x, _) => VectorMath.Cosh(x),
        },
        new("Tanh", (x, _) => WideFunctions.Tanh(x), [(-0.3, 0.3), (-2, 2), (-22, 22)])
        {
            Scalar = (x, _) => VectorMath.Tanh(x), V128 = (x, _) => VectorMath.Tanh(x), V256 = (x, _) => VectorMath.Tanh(x), V512 = (x, _) => VectorMath.Tanh(x),
            ScalarFloat = (x, _) => VectorMath.Tanh(x), Float128 = (x, _) => VectorMath.Tanh(x), Float256 = (x, _) => VectorMath.Tanh(x), Float512 = (x, _) => VectorMath.Tanh(x),
        },
        new("Asinh", (x, _) => WideFunctions.Asinh(x), [(-1, 1), (-5, 5), (-1000, 1000)])
        {
            Scalar = (x, _) => VectorMath.Asinh(x), V128 = (x, _) => VectorMath.Asinh(x), V256 = (x, _) => VectorMath.Asinh(x), V512 = (x, _) => VectorMath.Asinh(x),
            ScalarFloat = (x, _) => VectorMath.Asinh(x), Float128 = (x, _) => VectorMath.Asinh(x), Float256 = (x, _) => VectorMath.Asinh(x), Float512 = (x, _) => VectorMath.Asinh(x),
        },
        new("Acosh", (x, _) => WideFunctions.Acosh(x), [(1, 1.01), (1, 2), (1, 1000)])
        {
            Scalar = (x, _) => VectorMath.Acosh(x), V128 = (x, _) => VectorMath.Acosh(x), V256 = (x, _) => VectorMath.Acosh(x), V512 = (x, _) => VectorMath.Acosh(x),
            ScalarFloat = (x, _) => VectorMath.Acosh(x), Float128 = (x, _) => VectorMath.Acosh(x), Float256 = (x, _) => VectorMath.Acosh(x), Float512 = (x, _) => VectorMath.Acosh(x),
        },
        new("Atanh", (x, _) => WideFunctions.Atanh(x), [(-1, 1), (-0.3, 0.3), (0.99, 1)])
        {
            Scalar = (x, _) => VectorMath.Atanh(x), V128 = (x, _) => VectorMath.Atanh(x), V256 = (x, _) => VectorMath.Atanh(x), V512 = (x, _) => VectorMath.Atanh(x),
            ScalarFloat = (x, _) => VectorMath.Atanh(x), Float128 = (x, _) => VectorMath.Atanh(x), Float256 = (x, _) => VectorMath.Atanh(x), Float512 = (x, _) => VectorMath.Atanh(x),
        },
        new("Sigmoid", (x, _) => WideFunctions.Sigmoid(x), [(-1, 1), (-40, 40), (-746, 0), (-104, 0)])
        {
            Scalar = (x, _) => VectorMath.Sigmoid(x), V128 = (x, _) => VectorMath.Sigmoid(x), V256 = (x, _) => VectorMath.Sigmoid(x), V512 = (x, _) => VectorMath.Sigmoid(x),
            ScalarFloat = (x, _) => VectorMath.Sigmoid(x), Float128 = (x, _) => VectorMath.Sigmoid(x), Float256 = (x, _) => VectorMath.Sigmoid(x), Float512 = (x, _) => VectorMath.Sigmoid(x),
        },
        new("Softplus", (x, _) => WideFunctions.Softplus(x), [(-1, 1), (-40, 40), (-746, 0), (-104, 0)])
        {
            Scalar = (x, _) => VectorMath.Softplus(x), V128 = (x, _) => VectorMath.Softplus(x), V256 = (x, _) => VectorMath.Softplus(x), V512 = (x, _) => VectorMath.Softplus(x),
            ScalarFloat = (x, _) => VectorMath.Softplus(x), Float128 = (x, _) => VectorMath.Softplus(x), Float256 = (x, _) => VectorMath.Softplus(x), Float512 = (x, _) => VectorMath.Softplus(x),
        },
        new("Erf", (x, _) => WideFunctions.Erf(x), [(-1, 1), (-3, 3), (-6, 6)])
        {
            Scalar = (x, _) => VectorMath.Erf(x), V128 = (x, _) => VectorMath.Erf(x), V256 = (x, _) => VectorMath.Erf(x), V512 = (x, _) => VectorMath.Erf(x),
            ScalarFloat = (x, _) => VectorMath.Erf(x), Float128 = (x, _) => VectorMath.Erf(x), Float256 = (x, _) => VectorMath.Erf(x), Float512 = (x, _) => VectorMath.Erf(x),
        },
        new("Erfc", (x, _) => WideFunctions.Erfc(x), [(-1, 1), (-6, 6), (0, 28), (0, 10.2)])
        {
            Scalar = (x, _) => VectorMath.Erfc(x), V128 = (x, _) => VectorMath.Erfc(x), V256 = (x, _) => VectorMath.Erfc(x), V512 = (x, _) => VectorMath.Erfc(x),
            ScalarFloat = (x, _) => VectorMath.Erfc(x), Float128 = (x, _) => VectorMath.Erfc(x), Float256 = (x, _) => VectorMath.Erfc(x), Float512 = (x, _) => VectorMath.Erfc(x),
        },
        new("NormalCdf", (x, _) => WideFunctions.NormalCdf(x), [(-1, 1), (-8, 8), (-39, 0), (-14.5, 0)])
        {
            Scalar = (x, _) => VectorMath.NormalCdf(x), V128 = (x, _) => VectorMath.NormalCdf(x), V256 = (x, _) => VectorMath.NormalCdf(x), V512 = (x, _) => VectorMath.NormalCdf(x),
            ScalarFloat = (x, _) => VectorMath.NormalCdf(x), Float128 = (x, _) => VectorMath.NormalCdf(x), Float256 = (x, _) => VectorMath.NormalCdf(x), Float512 = (x, _) => VectorMath.NormalCdf(x),
        },
        new("Cbrt", (x, _) => WideFunctions.Cbrt(x), [(-1, 1), (-8, 8)])
        {
            Scalar = (x, _) => VectorMath.Cbrt(x), V128 = (x, _) => VectorMath.Cbrt(x), V256 = (x, _) => VectorMath.Cbrt(x), V512 = (x, _) => VectorMath.Cbrt(x),
            ScalarFloat = (x, _) => VectorMath.Cbrt(x), Float128 = (x, _) => VectorMath.Cbrt(x), Float256 = (x, _) => VectorMath.Cbrt(x), Float512 = (x, _) => VectorMath.Cbrt(x),
        },
        new("LogGamma", (x, _) => WideFunctions.LogGamma(x), [(0, 3), (0.9, 1.1), (1.9, 2.1), (3, 15), (10, 1000), (-3, 0), (-30, 0)])
        {
            Least = x => x < 0 ? Math.Max(1, Math.Abs(WideFunctions.LogGamma(1 - x).High)) : 0,
            Scalar = (x, _) => VectorMath.LogGamma(x), V128 = (x, _) => VectorMath.LogGamma(x), V256 = (x, _) => VectorMath.LogGamma(x), V512 = (x, _) => VectorMath.LogGamma(x),
            ScalarFloat = (x, _) => VectorMath.LogGamma(x), Float128 = (x, _) => VectorMath.LogGamma(x), Float256 = (x, _) => VectorMath.LogGamma(x), Float512 = (x, _) => VectorMath.LogGamma(x),
        },
        new("Digamma", (x, _) => WideFunctions.Digamma(x), [(0, 1), (1, 3), (1.4, 1.5), (3, 15), (10, 1000), (-3, 0), (-30, 0)])
        {
            Least = x => x < 0 ? Math.Max(1, Math.Abs(WideFunctions.Digamma(1 - x).High)) : 0,
            Scalar = (x, _) => VectorMath.Digamma(x), V128 = (x, _) => VectorMath.Digamma(x), V256 = (x, _) => VectorMath.Digamma(x), V512 = (x, _) => VectorMath.Digamma(x),
            ScalarFloat = (x, _) => VectorMath.Digamma(x), Float128 = (x, _) => VectorMath.Digamma(x), Float256 = (x, _) => VectorMath.Digamma(x), Float512 = (x, _) => VectorMath.Digamma(x),
        },
        new("Atan2", (x, y) => WideFunctions.Atan2(x, y), [(-1, 1), (-10, 10)])
        {
            SecondRanges = [(-1, 1), (-10, 10)],
            Scalar = VectorMath.Atan2, V128 = VectorMath.Atan2, V256 = VectorMath.Atan2, V512 = VectorMath.Atan2,
            ScalarFloat = VectorMath.Atan2, Float128 = VectorMath.Atan2, Float256 = VectorMath.Atan2, Float512 = VectorMath.Atan2,
        },
        new("Pow", (x, y) => WideFunctions.Pow(x, y), [(0, 2), (0, 100), (0.9, 1.1)])
        {
            SecondRanges = [(-2, 2), (-300, 300), (-3000, 3000)],
            Scalar = VectorMath.Pow, V128 = VectorMath.Pow, V256 = VectorMath.Pow, V512 = VectorMath.Pow,
            ScalarFloat = VectorMath.Pow, Float128 = VectorMath.Pow, Float256 = VectorMath.Pow, Float512 = VectorMath.Pow,
        },
        new("Hypot", (x, y) => WideFunctions.Hypot(x, y), [(-1, 1), (-100, 100)])
        {
            SecondRanges = [(-1, 1), (-100, 100)],
            Scalar = VectorMath.Hypot, V128 = VectorMath.Hypot, V256 = VectorMath.Hypot, V512 = VectorMath.Hypot,
            ScalarFloat = VectorMath.Hypot, Float128 = VectorMath.Hypot, Float256 = VectorMath.Hypot, Float512 = VectorMath.Hypot,
        },
    ];

    public static TheoryData<string> Names => [.. All.Select(f => f.Name)];

    public static VectorFunction Named(string name) => All.Single(f => f.Name == name);
}
