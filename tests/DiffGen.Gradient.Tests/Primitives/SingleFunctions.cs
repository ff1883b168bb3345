using System;
using DiffGen;

namespace Golden.Primitives;

/// <summary>Every function of <see cref="float"/> on <c>float</c> that has a derivative, called from a method of its own.</summary>
public static partial class SingleFunctions
{
    [Differentiable]
    public static float FusedMultiplyAdd([Sample(Low = -3, High = 3)] float x, [Sample(Low = -3, High = 3)] float y, [Sample(Low = -3, High = 3)] float z) => float.FusedMultiplyAdd(x, y, z);

    [Differentiable]
    public static float MultiplyAddEstimate([Sample(Low = -3, High = 3)] float x, [Sample(Low = -3, High = 3)] float y, [Sample(Low = -3, High = 3)] float z) => float.MultiplyAddEstimate(x, y, z);

    [Differentiable]
    public static float Lerp([Sample(Low = -3, High = 3)] float x, [Sample(Low = -3, High = 3)] float y, [Sample(Low = -1, High = 2)] float z) => float.Lerp(x, y, z);

    [Differentiable, Sample(ByHand = true)]
    public static float ReciprocalEstimate([Sample(Low = 0.3, High = 4)] float x) => float.ReciprocalEstimate(x);

    [Differentiable]
    public static float DegreesToRadians([Sample(Low = -180, High = 180)] float x) => float.DegreesToRadians(x);

    [Differentiable]
    public static float RadiansToDegrees([Sample(Low = -3, High = 3)] float x) => float.RadiansToDegrees(x);

    [Differentiable]
    public static float ScaleB([Sample(Low = -3, High = 3)] float x, [Sample(Values = "-4 | 0 | 3")] int y) => float.ScaleB(x, y);

    [Differentiable]
    public static float Exp([Sample(Low = -3, High = 3)] float x) => float.Exp(x);

    [Differentiable]
    public static float Exp2([Sample(Low = -3, High = 3)] float x) => float.Exp2(x);

    [Differentiable]
    public static float Exp10([Sample(Low = -2, High = 2)] float x) => float.Exp10(x);

    [Differentiable]
    public static float ExpM1([Sample(Low = -3, High = 3)] float x) => float.ExpM1(x);

    [Differentiable]
    public static float Exp2M1([Sample(Low = -3, High = 3)] float x) => float.Exp2M1(x);

    [Differentiable]
    public static float Exp10M1([Sample(Low = -2, High = 2)] float x) => float.Exp10M1(x);

    [Differentiable]
    public static float Log([Sample(Low = 0.3, High = 6)] float x) => float.Log(x);

    [Differentiable]
    public static float Log([Sample(Low = 0.3, High = 6)] float x, [Sample(Low = 1.5, High = 6)] float y) => float.Log(x, y);

    [Differentiable]
    public static float Log2([Sample(Low = 0.3, High = 6)] float x) => float.Log2(x);

    [Differentiable]
    public static float Log10([Sample(Low = 0.3, High = 6)] float x) => float.Log10(x);

    [Differentiable]
    public static float LogP1([Sample(Low = -0.7, High = 4)] float x) => float.LogP1(x);

    [Differentiable]
    public static float Log2P1([Sample(Low = -0.7, High = 4)] float x) => float.Log2P1(x);

    [Differentiable]
    public static float Log10P1([Sample(Low = -0.7, High = 4)] float x) => float.Log10P1(x);

    [Differentiable]
    public static float Sqrt([Sample(Low = 0.3, High = 6)] float x) => float.Sqrt(x);

    [Differentiable]
    public static float Cbrt([Sample(Low = 0.3, High = 6)] float x) => float.Cbrt(x);

    [Differentiable, Sample(ByHand = true)]
    public static float ReciprocalSqrtEstimate([Sample(Low = 0.3, High = 6)] float x) => float.ReciprocalSqrtEstimate(x);

    [Differentiable]
    public static float Pow([Sample(Low = 0.3, High = 4)] float x, [Sample(Low = -2.5, High = 3.5)] float y) => float.Pow(x, y);

    [Differentiable]
    public static float RootN([Sample(Low = 0.3, High = 6)] float x, [Sample(Values = "1 | 2 | 5 | -3")] int y) => float.RootN(x, y);

    [Differentiable]
    public static float Hypot([Sample(Low = 0.3, High = 4)] float x, [Sample(Low = 0.3, High = 4)] float y) => float.Hypot(x, y);

    [Differentiable]
    public static float Sin([Sample(Low = -4, High = 4)] float x) => float.Sin(x);

    [Differentiable]
    public static float Cos([Sample(Low = -4, High = 4)] float x) => float.Cos(x);

    [Differentiable]
    public static float Tan([Sample(Low = -1.2, High = 1.2)] float x) => float.Tan(x);

    [Differentiable]
    public static float Asin([Sample(Low = -0.85, High = 0.85)] float x) => float.Asin(x);

    [Differentiable]
    public static float Acos([Sample(Low = -0.85, High = 0.85)] float x) => float.Acos(x);

    [Differentiable]
    public static float Atan([Sample(Low = -3, High = 3)] float x) => float.Atan(x);

    [Differentiable]
    public static float Atan2([Sample(Low = -3, High = 3)] float x, [Sample(Low = 0.3, High = 3)] float y) => float.Atan2(x, y);

    [Differentiable]
    public static float SinPi([Sample(Low = -1.3, High = 1.3)] float x) => float.SinPi(x);

    [Differentiable]
    public static float CosPi([Sample(Low = -1.3, High = 1.3)] float x) => float.CosPi(x);

    [Differentiable]
    public static float TanPi([Sample(Low = -0.38, High = 0.38)] float x) => float.TanPi(x);

    [Differentiable]
    public static float AsinPi([Sample(Low = -0.85, High = 0.85)] float x) => float.AsinPi(x);

    [Differentiable]
    public static float AcosPi([Sample(Low = -0.85, High = 0.85)] float x) => float.AcosPi(x);

    [Differentiable]
    public static float AtanPi([Sample(Low = -3, High = 3)] float x) => float.AtanPi(x);

    [Differentiable]
    public static float Atan2Pi([Sample(Low = -3, High = 3)] float x, [Sample(Low = 0.3, High = 3)] float y) => float.Atan2Pi(x, y);

    [Differentiable]
    public static float Sinh([Sample(Low = -3, High = 3)] float x) => float.Sinh(x);

    [Differentiable]
    public static float Cosh([Sample(Low = -3, High = 3)] float x) => float.Cosh(x);

    [Differentiable]
    public static float Tanh([Sample(Low = -3, High = 3)] float x) => float.Tanh(x);

    [Differentiable]
    public static float Asinh([Sample(Low = -3, High = 3)] float x) => float.Asinh(x);

    [Differentiable]
    public static float Acosh([Sample(Low = 1.2, High = 5)] float x) => float.Acosh(x);

    [Differentiable]
    public static float Atanh([Sample(Low = -0.85, High = 0.85)] float x) => float.Atanh(x);

    [Differentiable]
    public static float Abs([Sample(Low = -3, High = -0.3)] float x) => float.Abs(x);

    [Differentiable]
    public static float CopySign([Sample(Low = 0.3, High = 3)] float x, [NoDiff, Sample(Values = "1 | -1 | 2")] float y) => float.CopySign(x, y);

    [Differentiable]
    public static float Max([Sample(Values = "0.5 | 2.5")] float x, [Sample(Values = "2 | 1")] float y) => float.Max(x, y);

    [Differentiable]
    public static float Min([Sample(Values = "0.5 | 2.5")] float x, [Sample(Values = "2 | 1")] float y) => float.Min(x, y);

    [Differentiable]
    public static float MaxNative([Sample(Values = "0.5 | 2.5")] float x, [Sample(Values = "2 | 1")] float y) => float.MaxNative(x, y);

    [Differentiable]
    public static float MinNative([Sample(Values = "0.5 | 2.5")] float x, [Sample(Values = "2 | 1")] float y) => float.MinNative(x, y);

    [Differentiable]
    public static float MaxNumber([Sample(Values = "0.5 | 2.5")] float x, [Sample(Values = "2 | 1")] float y) => float.MaxNumber(x, y);

    [Differentiable]
    public static float MinNumber([Sample(Values = "0.5 | 2.5")] float x, [Sample(Values = "2 | 1")] float y) => float.MinNumber(x, y);

    [Differentiable]
    public static float MaxMagnitude([Sample(Values = "0.5 | 2.5")] float x, [Sample(Values = "-2 | -1")] float y) => float.MaxMagnitude(x, y);

    [Differentiable]
    public static float MinMagnitude([Sample(Values = "0.5 | 2.5")] float x, [Sample(Values = "-2 | -1")] float y) => float.MinMagnitude(x, y);

    [Differentiable]
    public static float MaxMagnitudeNumber([Sample(Values = "0.5 | 2.5")] float x, [Sample(Values = "-2 | -1")] float y) => float.MaxMagnitudeNumber(x, y);

    [Differentiable]
    public static float MinMagnitudeNumber([Sample(Values = "0.5 | 2.5")] float x, [Sample(Values = "-2 | -1")] float y) => float.MinMagnitudeNumber(x, y);

    [Differentiable]
    public static float Clamp([Sample(Values = "0.5 | 1.5 | 2.5")] float x, [Sample(Values = "1")] float y, [Sample(Values = "2")] float z) => float.Clamp(x, y, z);

    [Differentiable]
    public static float ClampNative([Sample(Values = "0.5 | 1.5 | 2.5")] float x, [Sample(Values = "1")] float y, [Sample(Values = "2")] float z) => float.ClampNative(x, y, z);

    [Differentiable]
    public static float Floor([Sample(Low = 0.3, High = 0.7)] float x) => float.Floor(x) + x;

    [Differentiable]
    public static float Ceiling([Sample(Low = 0.3, High = 0.7)] float x) => float.Ceiling(x) + x;

    [Differentiable]
    public static float Truncate([Sample(Low = 0.3, High = 0.7)] float x) => float.Truncate(x) + x;

    [Differentiable]
    public static float Round([Sample(Low = 0.1, High = 0.3)] float x) => float.Round(x) + x;

    [Differentiable]
    public static float Round([Sample(Low = 0.1, High = 0.3)] float x, [Sample(Values = "0")] int y) => float.Round(x, y) + x;

    [Differentiable]
    public static float Round([Sample(Low = 0.1, High = 0.3)] float x, MidpointRounding y) => float.Round(x, y) + x;

    [Differentiable]
    public static float Round([Sample(Low = 0.1, High = 0.3)] float x, [Sample(Values = "0")] int y, MidpointRounding z) => float.Round(x, y, z) + x;

    [Differentiable]
    public static float Ieee754Remainder([Sample(Low = 6.6, High = 6.8)] float x, [Sample(Low = 2.05, High = 2.15)] float y) => float.Ieee754Remainder(x, y);
}
