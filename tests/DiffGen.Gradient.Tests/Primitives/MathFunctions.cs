using System;
using DiffGen;

namespace Golden.Primitives;

/// <summary>Every function of <see cref="Math"/> on <c>double</c> that has a derivative, called from a method of its own.</summary>
public static partial class MathFunctions
{
    [Differentiable]
    public static double FusedMultiplyAdd([Sample(Low = -3, High = 3)] double x, [Sample(Low = -3, High = 3)] double y, [Sample(Low = -3, High = 3)] double z) => Math.FusedMultiplyAdd(x, y, z);

    [Differentiable, Sample(ByHand = true)]
    public static double ReciprocalEstimate([Sample(Low = 0.3, High = 4)] double x) => Math.ReciprocalEstimate(x);

    [Differentiable]
    public static double ScaleB([Sample(Low = -3, High = 3)] double x, [Sample(Values = "-4 | 0 | 3")] int y) => Math.ScaleB(x, y);

    [Differentiable]
    public static double Exp([Sample(Low = -3, High = 3)] double x) => Math.Exp(x);

    [Differentiable]
    public static double Log([Sample(Low = 0.3, High = 6)] double x) => Math.Log(x);

    [Differentiable]
    public static double Log([Sample(Low = 0.3, High = 6)] double x, [Sample(Low = 1.5, High = 6)] double y) => Math.Log(x, y);

    [Differentiable]
    public static double Log2([Sample(Low = 0.3, High = 6)] double x) => Math.Log2(x);

    [Differentiable]
    public static double Log10([Sample(Low = 0.3, High = 6)] double x) => Math.Log10(x);

    [Differentiable]
    public static double Sqrt([Sample(Low = 0.3, High = 6)] double x) => Math.Sqrt(x);

    [Differentiable]
    public static double Cbrt([Sample(Low = 0.3, High = 6)] double x) => Math.Cbrt(x);

    [Differentiable, Sample(ByHand = true)]
    public static double ReciprocalSqrtEstimate([Sample(Low = 0.3, High = 6)] double x) => Math.ReciprocalSqrtEstimate(x);

    [Differentiable]
    public static double Pow([Sample(Low = 0.3, High = 4)] double x, [Sample(Low = -2.5, High = 3.5)] double y) => Math.Pow(x, y);

    [Differentiable]
    public static double Sin([Sample(Low = -4, High = 4)] double x) => Math.Sin(x);

    [Differentiable]
    public static double Cos([Sample(Low = -4, High = 4)] double x) => Math.Cos(x);

    [Differentiable]
    public static double Tan([Sample(Low = -1.2, High = 1.2)] double x) => Math.Tan(x);

    [Differentiable]
    public static double Asin([Sample(Low = -0.85, High = 0.85)] double x) => Math.Asin(x);

    [Differentiable]
    public static double Acos([Sample(Low = -0.85, High = 0.85)] double x) => Math.Acos(x);

    [Differentiable]
    public static double Atan([Sample(Low = -3, High = 3)] double x) => Math.Atan(x);

    [Differentiable]
    public static double Atan2([Sample(Low = -3, High = 3)] double x, [Sample(Low = 0.3, High = 3)] double y) => Math.Atan2(x, y);

    [Differentiable]
    public static double Sinh([Sample(Low = -3, High = 3)] double x) => Math.Sinh(x);

    [Differentiable]
    public static double Cosh([Sample(Low = -3, High = 3)] double x) => Math.Cosh(x);

    [Differentiable]
    public static double Tanh([Sample(Low = -3, High = 3)] double x) => Math.Tanh(x);

    [Differentiable]
    public static double Asinh([Sample(Low = -3, High = 3)] double x) => Math.Asinh(x);

    [Differentiable]
    public static double Acosh([Sample(Low = 1.2, High = 5)] double x) => Math.Acosh(x);

    [Differentiable]
    public static double Atanh([Sample(Low = -0.85, High = 0.85)] double x) => Math.Atanh(x);

    [Differentiable]
    public static double Abs([Sample(Low = -3, High = -0.3)] double x) => Math.Abs(x);

    [Differentiable]
    public static double CopySign([Sample(Low = 0.3, High = 3)] double x, [NoDiff, Sample(Values = "1 | -1 | 2")] double y) => Math.CopySign(x, y);

    [Differentiable]
    public static double Max([Sample(Values = "0.5 | 2.5")] double x, [Sample(Values = "2 | 1")] double y) => Math.Max(x, y);

    [Differentiable]
    public static double Min([Sample(Values = "0.5 | 2.5")] double x, [Sample(Values = "2 | 1")] double y) => Math.Min(x, y);

    [Differentiable]
    public static double MaxMagnitude([Sample(Values = "0.5 | 2.5")] double x, [Sample(Values = "-2 | -1")] double y) => Math.MaxMagnitude(x, y);

    [Differentiable]
    public static double MinMagnitude([Sample(Values = "0.5 | 2.5")] double x, [Sample(Values = "-2 | -1")] double y) => Math.MinMagnitude(x, y);

    [Differentiable]
    public static double Clamp([Sample(Values = "0.5 | 1.5 | 2.5")] double x, [Sample(Values = "1")] double y, [Sample(Values = "2")] double z) => Math.Clamp(x, y, z);

    [Differentiable]
    public static double Floor([Sample(Low = 0.3, High = 0.7)] double x) => Math.Floor(x) + x;

    [Differentiable]
    public static double Ceiling([Sample(Low = 0.3, High = 0.7)] double x) => Math.Ceiling(x) + x;

    [Differentiable]
    public static double Truncate([Sample(Low = 0.3, High = 0.7)] double x) => Math.Truncate(x) + x;

    [Differentiable]
    public static double Round([Sample(Low = 0.1, High = 0.3)] double x) => Math.Round(x) + x;

    [Differentiable]
    public static double Round([Sample(Low = 0.1, High = 0.3)] double x, [Sample(Values = "0")] int y) => Math.Round(x, y) + x;

    [Differentiable]
    public static double Round([Sample(Low = 0.1, High = 0.3)] double x, MidpointRounding y) => Math.Round(x, y) + x;

    [Differentiable]
    public static double Round([Sample(Low = 0.1, High = 0.3)] double x, [Sample(Values = "0")] int y, MidpointRounding z) => Math.Round(x, y, z) + x;

    [Differentiable]
    public static double IEEERemainder([Sample(Low = 6.6, High = 6.8)] double x, [Sample(Low = 2.05, High = 2.15)] double y) => Math.IEEERemainder(x, y);
}
