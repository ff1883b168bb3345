using System;
using Golden;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>The negation of a zero that the compiler knows is −0 (random program 8400280).</summary>
public static partial class NegativeZeros
{
    [Differentiable]
    public static double WithSignOfZero([Sample(Low = 0.3, High = 1.7)] double x)
    {
        double zero = 0;
        double opposite = -zero;
        return Math.CopySign(x, opposite) + x * x;
    }

    [Differentiable]
    public static float InSingle([Sample(Low = 0.3, High = 1.7)] float x)
    {
        float zero = 0;
        return MathF.CopySign(x, -zero) * x;
    }
}
