using System;

namespace DiffGen;

public static partial class VectorMath
{
    /// <summary>The natural logarithm of x: −∞ at ±0, NaN below.</summary>
    public static double Log(double x) => Math.Log(x);

    /// <inheritdoc cref="Log(double)"/>
    public static float Log(float x) => MathF.Log(x);
}
