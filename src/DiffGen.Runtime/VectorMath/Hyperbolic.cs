using System;

namespace DiffGen;

public static partial class VectorMath
{
    /// <summary>The hyperbolic tangent of x: ±1 at ±∞.</summary>
    public static double Tanh(double x) => Math.Tanh(x);

    /// <inheritdoc cref="Tanh(double)"/>
    public static float Tanh(float x) => MathF.Tanh(x);
}
