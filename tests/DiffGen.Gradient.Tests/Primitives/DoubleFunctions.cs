using System;
using DiffGen;

namespace Golden.Primitives;

/// <summary>Every function of <see cref="double"/> on <c>double</c> that has a derivative, called from a method of its own.</summary>
public static partial class DoubleFunctions
{
    [Differentiable]
    public static double FusedMultiplyAdd([Sample(Low = -3, High = 3)] double x, [Sample(Low = -3, High = 3)] double y, [Sample(Low = -3, High = 3)] double z) => double.FusedMultiplyAdd(x, y, z);

    [Differentiable]
    public static double MultiplyAddEstimate([Sample(Low = -3, High = 3)] double x, [Sample(Low = -3, High = 3)] double y, [Sample(Low = -3, High = 3)] double z) => double.MultiplyAddEstimate(x, y, z);

    [Differentiable]
    public static double Lerp([Sample(Low = -3, High = 3)] double x, [Sample(Low = -3, High = 3)] double y, [Sample(Low = -1, High = 2)] double z) => double.Lerp(x, y, z);

    [Differentiable, Sample(ByHand = true)]
    public static double ReciprocalEstimate([Sample(Low = 0.3, High = 4)] double x) => double.ReciprocalEstimate(x);

    [Differentiable]
    public static double DegreesToRadians([Sample(Low = -180, High = 180)] double x) => double.DegreesToRadians(x);

    [Differentiable]
    public static double RadiansToDegrees([Sample(Low = -3, High = 3)] double x) => double.RadiansToDegrees(x);

    [Differentiable]
    public static double ScaleB([Sample(Low = -3, High = 3)] double x, [Sample(Values = "-4 | 0 | 3")] int y) => double.ScaleB(x, y);

    [Differentiable]
    public static double Exp([Sample(Low = -3, High = 3)] double x) => double.Exp(x);

    [Differentiable]
    public static double Exp2([Sample(Low = -3, High = 3)] double x) => double.Exp2(x);

    [Differentiable]
    public static double Exp10([Sample(Low = -2, High = 2)] double x) => double.Exp10(x);

    [Differentiable]
    public static double ExpM1([Sample(Low = -3, High = 3)] double x) => double.ExpM1(x);

    [Differentiable]
    public static double Exp2M1([Sample(Low = -3, High = 3)] double x) => double.Exp2M1(x);

    [Differentiable]
    public static double Exp10M1([Sample(Low = -2, High = 2)] double x) => double.Exp10M1(x);

    [Differentiable]
    public static double Log([Sample(Low = 0.3, High = 6)] double x) => double.Log(x);

    [Differentiable]
    public static double Log([Sample(Low = 0.3, High = 6)] double x, [Sample(Low = 1.5, High = 6)] double y) => double.Log(x, y);

    [Differentiable]
    public static double Log2([Sample(Low = 0.3, High = 6)] double x) => double.Log2(x);

    [Differentiable]
    public static double Log10([Sample(Low = 0.3, High = 6)] double x) => double.Log10(x);

    [Differentiable]
    public static double LogP1([Sample(Low = -0.7, High = 4)] double x) => double.LogP1(x);

    [Differentiable]
    public static double Log2P1([Sample(Low = -0.7, High = 4)] double x) => double.Log2P1(x);

    [Differentiable]
    public static double Log10P1([Sample(Low = -0.7, High = 4)] double x) => double.Log10P1(x);

    [Differentiable]
    public static double Sqrt([Sample(Low = 0.3, High = 6)] double x) => double.Sqrt(x);

    [Differentiable]
    public static double Cbrt([Sample(Low = 0.3, High = 6)] double x) => double.Cbrt(x);

    [Differentiable, Sample(ByHand = true)]
    public static double ReciprocalSqrtEstimate([Sample(Low = 0.3, High = 6)] double x) => double.ReciprocalSqrtEstimate(x);

    [Differentiable]
    public static double Pow([Sample(Low = 0.3, High = 4)] double x, [Sample(Low = -2.5, High = 3.5)] double y) => double.Pow(x, y);

    [Differentiable]
    public static double RootN([Sample(Low = 0.3, High = 6)] double x, [Sample(Values = "1 | 2 | 5 | -3")] int y) => double.RootN(x, y);

    [Differentiable]
    public static double Hypot([Sample(Low = 0.3, High = 4)] double x, [Sample(Low = 0.3, High = 4)] double y) => double.Hypot(x, y);

    [Differentiable]
    public static double Sin([Sample(Low = -4, High = 4)] double x) => double.Sin(x);

    [Differentiable]
    public static double Cos([Sample(Low = -4, High = 4)] double x) => double.Cos(x);

    [Differentiable]
    public static double Tan([Sample(Low = -1.2, High = 1.2)] double x) => double.Tan(x);

    [Differentiable]
    public static double Asin([Sample(Low = -0.85, High = 0.85)] double x) => double.Asin(x);

    [Differentiable]
    public static double Acos([Sample(Low = -0.85, High = 0.85)] double x) => double.Acos(x);

    [Differentiable]
    public static double Atan([Sample(Low = -3, High = 3)] double x) => double.Atan(x);

    [Differentiable]
    public static double Atan2([Sample(Low = -3, High = 3)] double x, [Sample(Low = 0.3, High = 3)] double y) => double.Atan2(x, y);

    [Differentiable]
    public static double SinPi([Sample(Low = -1.3, High = 1.3)] double x) => double.SinPi(x);

    [Differentiable]
    public static double CosPi([Sample(Low = -1.3, High = 1.3)] double x) => double.CosPi(x);

    [Differentiable]
    public static double TanPi([Sample(Low = -0.38, High = 0.38)] double x) => double.TanPi(x);

    [Differentiable]
    public static double AsinPi([Sample(Low = -0.85, High = 0.85)] double x) => double.AsinPi(x);

    [Differentiable]
    public static double AcosPi([Sample(Low = -0.85, High = 0.85)] double x) => double.AcosPi(x);

    [Differentiable]
    public static double AtanPi([Sample(Low = -3, High = 3)] double x) => double.AtanPi(x);

    [Differentiable]
    public static double Atan2Pi([Sample(Low = -3, High = 3)] double x, [Sample(Low = 0.3, High = 3)] double y) => double.Atan2Pi(x, y);

    [Differentiable]
    public static double Sinh([Sample(Low = -3, High = 3)] double x) => double.Sinh(x);

    [Differentiable]
    public static double Cosh([Sample(Low = -3, High = 3)] double x) => double.Cosh(x);

    [Differentiable]
    public static double Tanh([Sample(Low = -3, High = 3)] double x) => double.Tanh(x);

    [Differentiable]
    public static double Asinh([Sample(Low = -3, High = 3)] double x) => double.Asinh(x);

    [Differentiable]
    public static double Acosh([Sample(Low = 1.2, High = 5)] double x) => double.Acosh(x);

    [Differentiable]
    public static double Atanh([Sample(Low = -0.85, High = 0.85)] double x) => double.Atanh(x);

    [Differentiable]
    public static double Abs([Sample(Low = -3, High = -0.3)] double x) => double.Abs(x);

    [Differentiable]
    public static double CopySign([Sample(Low = 0.3, High = 3)] double x, [NoDiff, Sample(Values = "1 | -1 | 2")] double y) => double.CopySign(x, y);

    [Differentiable]
    public static double Max([Sample(Values = "0.5 | 2.5")] double x, [Sample(Values = "2 | 1")] double y) => double.Max(x, y);

    [Differentiable]
    public static double Min([Sample(Values = "0.5 | 2.5")] double x, [Sample(Values = "2 | 1")] double y) => double.Min(x, y);

    [Differentiable]
    public static double MaxNative([Sample(Values = "0.5 | 2.5")] double x, [Sample(Values = "2 | 1")] double y) => double.MaxNative(x, y);

    [Differentiable]
    public static double MinNative([Sample(Values = "0.5 | 2.5")] double x, [Sample(Values = "2 | 1")] double y) => double.MinNative(x, y);

    [Differentiable]
    public static double MaxNumber([Sample(Values = "0.5 | 2.5")] double x, [Sample(Values = "2 | 1")] double y) => double.MaxNumber(x, y);

    [Differentiable]
    public static double MinNumber([Sample(Values = "0.5 | 2.5")] double x, [Sample(Values = "2 | 1")] double y) => double.MinNumber(x, y);

    [Differentiable]
    public static double MaxMagnitude([Sample(Values = "0.5 | 2.5")] double x, [Sample(Values = "-2 | -1")] double y) => double.MaxMagnitude(x, y);

    [Differentiable]
    public static double MinMagnitude([Sample(Values = "0.5 | 2.5")] double x, [Sample(Values = "-2 | -1")] double y) => double.MinMagnitude(x, y);

    [Differentiable]
    public static double MaxMagnitudeNumber([Sample(Values = "0.5 | 2.5")] double x, [Sample(Values = "-2 | -1")] double y) => double.MaxMagnitudeNumber(x, y);

    [Differentiable]
    public static double MinMagnitudeNumber([Sample(Values = "0.5 | 2.5")] double x, [Sample(Values = "-2 | -1")] double y) => double.MinMagnitudeNumber(x, y);

    [Differentiable]
    public static double Clamp([Sample(Values = "0.5 | 1.5 | 2.5")] double x, [Sample(Values = "1")] double y, [Sample(Values = "2")] double z) => double.Clamp(x, y, z);

    [Differentiable]
    public static double ClampNative([Sample(Values = "0.5 | 1.5 | 2.5")] double x, [Sample(Values = "1")] double y, [Sample(Values = "2")] double z) => double.ClampNative(x, y, z);

    [Differentiable]
    public static double Floor([Sample(Low = 0.3, High = 0.7)] double x) => double.Floor(x) + x;

    [Differentiable]
    public static double Ceiling([Sample(Low = 0.3, High = 0.7)] double x) => double.Ceiling(x) + x;

    [Differentiable]
    public static double Truncate([Sample(Low = 0.3, High = 0.7)] double x) => double.Truncate(x) + x;

    [Differentiable]
    public static double Round([Sample(Low = 0.1, High = 0.3)] double x) => double.Round(x) + x;

    [Differentiable]
    public static double Round([Sample(Low = 0.1, High = 0.3)] double x, [Sample(Values = "0")] int y) => double.Round(x, y) + x;

    [Differentiable]
    public static double Round([Sample(Low = 0.1, High = 0.3)] double x, MidpointRounding y) => double.Round(x, y) + x;

    [Differentiable]
    public static double Round([Sample(Low = 0.1, High = 0.3)] double x, [Sample(Values = "0")] int y, MidpointRounding z) => double.Round(x, y, z) + x;

    [Differentiable]
    public static double Ieee754Remainder([Sample(Low = 6.6, High = 6.8)] double x, [Sample(Low = 2.05, High = 2.15)] double y) => double.Ieee754Remainder(x, y);
}
