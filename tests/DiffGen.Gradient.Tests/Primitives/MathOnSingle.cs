using System;
using DiffGen;

namespace Golden.Primitives;

/// <summary>Every function of <see cref="Math"/> on <c>float</c> that has a derivative, called from a method of its own.</summary>
public static partial class MathOnSingle
{
    [Differentiable]
    public static float Abs([Sample(Low = -3, High = -0.3)] float x) => Math.Abs(x);

    [Differentiable]
    public static float Max([Sample(Values = "0.5 | 2.5")] float x, [Sample(Values = "2 | 1")] float y) => Math.Max(x, y);

    [Differentiable]
    public static float Min([Sample(Values = "0.5 | 2.5")] float x, [Sample(Values = "2 | 1")] float y) => Math.Min(x, y);

    [Differentiable]
    public static float Clamp([Sample(Values = "0.5 | 1.5 | 2.5")] float x, [Sample(Values = "1")] float y, [Sample(Values = "2")] float z) => Math.Clamp(x, y, z);
}
