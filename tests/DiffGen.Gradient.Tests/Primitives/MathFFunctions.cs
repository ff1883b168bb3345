using System;
using DiffGen;

namespace Golden.Primitives;

/// <summary>Every function of <see cref="MathF"/> on <c>float</c> that has a derivative, called from a method of its own.</summary>
public static partial class MathFFunctions
{
    [Differentiable]
    public static float FusedMultiplyAdd([Sample(Low = -3, High = 3)] float x, [Sample(Low = -3, High = 3)] float y, [Sample(Low = -3, High = 3)] float z) => MathF.FusedMultiplyAdd(x, y, z);

    [Differentiable, Sample(ByHand = true)]
    public static float ReciprocalEstimate([Sample(Low = 0.3, High = 4)] float x) => MathF.ReciprocalEstimate(x);

    [Differentiable]
    public static float ScaleB([Sample(Low = -3, High = 3)] float x, [Sample(Values = "-4 | 0 | 3")] int y) => MathF.ScaleB(x, y);

    [Differentiable]
    public static float Exp([Sample(Low = -3, High = 3)] float x) => MathF.Exp(x);

    [Differentiable]
    public static float Log([Sample(Low = 0.3, High = 6)] float x) => MathF.Log(x);

    [Differentiable]
    public static float Log([Sample(Low = 0.3, High = 6)] float x, [Sample(Low = 1.5, High = 6)] float y) => MathF.Log(x, y);

    [Differentiable]
    public static float Log2([Sample(Low = 0.3, High = 6)] float x) => MathF.Log2(x);

    [Differentiable]
    public static float Log10([Sample(Low = 0.3, High = 6)] float x) => MathF.Log10(x);

    [Differentiable]
    public static float Sqrt([Sample(Low = 0.3, High = 6)] float x) => MathF.Sqrt(x);

    [Differentiable]
    public static float Cbrt([Sample(Low = 0.3, High = 6)] float x) => MathF.Cbrt(x);

    [Differentiable, Sample(ByHand = true)]
    public static float ReciprocalSqrtEstimate([Sample(Low = 0.3, High = 6)] float x) => MathF.ReciprocalSqrtEstimate(x);

    [Differentiable]
    public static float Pow([Sample(Low = 0.3, High = 4)] float x, [Sample(Low = -2.5, High = 3.5)] float y) => MathF.Pow(x, y);

    [Differentiable]
    public static float Sin([Sample(Low = -4, High = 4)] float x) => MathF.Sin(x);

    [Differentiable]
    public static float Cos([Sample(Low = -4, High = 4)] float x) => MathF.Cos(x);

    [Differentiable]
    public static float Tan([Sample(Low = -1.2, High = 1.2)] float x) => MathF.Tan(x);

    [Differentiable]
    public static float Asin([Sample(Low = -0.85, High = 0.85)] float x) => MathF.Asin(x);

    [Differentiable]
    public static float Acos([Sample(Low = -0.85, High = 0.85)] float x) => MathF.Acos(x);

    [Differentiable]
    public static float Atan([Sample(Low = -3, High = 3)] float x) => MathF.Atan(x);

    [Differentiable]
    public static float Atan2([Sample(Low = -3, High = 3)] float x, [Sample(Low = 0.3, High = 3)] float y) => MathF.Atan2(x, y);

    [Differentiable]
    public static float Sinh([Sample(Low = -3, High = 3)] float x) => MathF.Sinh(x);

    [Differentiable]
    public static float Cosh([Sample(Low = -3, High = 3)] float x) => MathF.Cosh(x);

    [Differentiable]
    public static float Tanh([Sample(Low = -3, High = 3)] float x) => MathF.Tanh(x);

    [Differentiable]
    public static float Asinh([Sample(Low = -3, High = 3)] float x) => MathF.Asinh(x);

    [Differentiable]
    public static float Acosh([Sample(Low = 1.2, High = 5)] float x) => MathF.Acosh(x);

    [Differentiable]
    public static float Atanh([Sample(Low = -0.85, High = 0.85)] float x) => MathF.Atanh(x);

    [Differentiable]
    public static float Abs([Sample(Low = -3, High = -0.3)] float x) => MathF.Abs(x);

    [Differentiable]
    public static float CopySign([Sample(Low = 0.3, High = 3)] float x, [NoDiff, Sample(Values = "1 | -1 | 2")] float y) => MathF.CopySign(x, y);

    [Differentiable]
    public static float Max([Sample(Values = "0.5 | 2.5")] float x, [Sample(Values = "2 | 1")] float y) => MathF.Max(x, y);

    [Differentiable]
    public static float Min([Sample(Values = "0.5 | 2.5")] float x, [Sample(Values = "2 | 1")] float y) => MathF.Min(x, y);

    [Differentiable]
    public static float MaxMagnitude([Sample(Values = "0.5 | 2.5")] float x, [Sample(Values = "-2 | -1")] float y) => MathF.MaxMagnitude(x, y);

    [Differentiable]
    public static float MinMagnitude([Sample(Values = "0.5 | 2.5")] float x, [Sample(Values = "-2 | -1")] float y) => MathF.MinMagnitude(x, y);

    [Differentiable]
    public static float Floor([Sample(Low = 0.3, High = 0.7)] float x) => MathF.Floor(x) + x;

    [Differentiable]
    public static float Ceiling([Sample(Low = 0.3, High = 0.7)] float x) => MathF.Ceiling(x) + x;

    [Differentiable]
    public static float Truncate([Sample(Low = 0.3, High = 0.7)] float x) => MathF.Truncate(x) + x;

    [Differentiable]
    public static float Round([Sample(Low = 0.1, High = 0.3)] float x) => MathF.Round(x) + x;

    [Differentiable]
    public static float Round([Sample(Low = 0.1, High = 0.3)] float x, [Sample(Values = "0")] int y) => MathF.Round(x, y) + x;

    [Differentiable]
    public static float Round([Sample(Low = 0.1, High = 0.3)] float x, MidpointRounding y) => MathF.Round(x, y) + x;

    [Differentiable]
    public static float Round([Sample(Low = 0.1, High = 0.3)] float x, [Sample(Values = "0")] int y, MidpointRounding z) => MathF.Round(x, y, z) + x;

    [Differentiable]
    public static float IEEERemainder([Sample(Low = 6.6, High = 6.8)] float x, [Sample(Low = 2.05, High = 2.15)] float y) => MathF.IEEERemainder(x, y);
}
